/**
 * Predefined variables of Azure Pipelines whose text others than the team may write, by name in lower case. From
 * "Use predefined variables" and "Securely use variables and parameters in your pipeline" in the documentation of Azure DevOps.
 */
interface UntrustedVariable {
  /** As it is usually written. */
  readonly name: string;
  /** The environment variable in which the agent hands it to every script. */
  readonly variable: string;
  /** Who writes it. */
  readonly writer: string;
  /** Whether a pull request of a stranger brings it, and not only what has been merged. */
  readonly isForeign: boolean;
}

export const untrustedVariables: Readonly<Record<string, UntrustedVariable>> = {
  'system.pullrequest.sourcebranch': {
    name: 'System.PullRequest.SourceBranch',
    variable: 'SYSTEM_PULLREQUEST_SOURCEBRANCH',
    writer: 'Whoever names the branch of a pull request',
    isForeign: true,
  },
  'build.sourceversionmessage': {
    name: 'Build.SourceVersionMessage',
    variable: 'BUILD_SOURCEVERSIONMESSAGE',
    writer: 'Whoever writes the message of a commit',
    isForeign: false,
  },
};

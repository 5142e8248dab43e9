/**
 * Setup actions that keep what a package manager has fetched when one input asks for it, from the README of each.
 * They fail where none of the lock files lies in the repository's root.
 */
interface SetupCache {
  /** `owner/repo`, in lower case. */
  readonly action: string;
  readonly input: string;
  readonly value: string | boolean;
  readonly files: readonly string[];
  /** An action that must stand before it, for it asks the package manager itself. */
  readonly behind?: string;
}

/** By package manager. */
export const setupCaches: Readonly<Record<string, SetupCache>> = {
  npm: {
    action: 'actions/setup-node',
    input: 'cache',
    value: 'npm',
    files: ['package-lock.json', 'npm-shrinkwrap.json'],
  },
  yarn: { action: 'actions/setup-node', input: 'cache', value: 'yarn', files: ['yarn.lock'] },
  pnpm: {
    action: 'actions/setup-node',
    input: 'cache',
    value: 'pnpm',
    files: ['pnpm-lock.yaml'],
    behind: 'pnpm/action-setup',
  },
  pip: { action: 'actions/setup-python', input: 'cache', value: 'pip', files: ['requirements.txt'] },
  maven: { action: 'actions/setup-java', input: 'cache', value: 'maven', files: ['pom.xml'] },
  gradle: {
    action: 'actions/setup-java',
    input: 'cache',
    value: 'gradle',
    files: ['build.gradle', 'build.gradle.kts', 'gradle/wrapper/gradle-wrapper.properties'],
  },
  nuget: { action: 'actions/setup-dotnet', input: 'cache', value: true, files: ['packages.lock.json'] },
};

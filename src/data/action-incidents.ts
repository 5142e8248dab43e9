/** Versions of an action that ran, or let others run, what its authors had not written. */
export interface Incident {
  /** In lower case. */
  readonly repository: string;
  /** Commits that are known to hold the foreign code. */
  readonly commits?: readonly string[];
  /** All versions before this one, as `[main, minor, patch]`. */
  readonly before: readonly [number, number, number];
  /** Only from this main version on. */
  readonly from?: number;
  /** The version to use, or a later one. */
  readonly fixedIn: string;
  readonly what: string;
  readonly advisory: string;
}

/** From GitHub's advisories of the actions' own repositories. */
export const incidents: readonly Incident[] = [
  {
    repository: 'tj-actions/changed-files',
    commits: ['0e58ed8671d6b60d0890c21b07f8835ace038e67'],
    before: [45, 0, 8],
    fixedIn: 'v46.0.1',
    what: 'all tags up to v45.0.7 were moved to code that printed secrets into the logs in March 2025',
    advisory: 'CVE-2025-30066',
  },
  {
    repository: 'reviewdog/action-setup',
    commits: ['f0d342d24037bb11d26b9bd8496e0808ba32e9ec'],
    before: [0, 0, 0],
    fixedIn: 'v1',
    what: 'this commit printed secrets into the logs in March 2025',
    advisory: 'CVE-2025-30154',
  },
  {
    repository: 'aquasecurity/trivy-action',
    before: [0, 35, 0],
    fixedIn: '0.35.0',
    what: 'all older tags were moved to code that stole secrets in March 2026',
    advisory: 'CVE-2026-33634',
  },
  {
    repository: 'aquasecurity/setup-trivy',
    before: [0, 2, 6],
    fixedIn: 'v0.2.6',
    what: 'all older tags were moved to code that stole secrets in March 2026',
    advisory: 'CVE-2026-33634',
  },
  {
    repository: 'actions/download-artifact',
    from: 4,
    before: [4, 1, 3],
    fixedIn: 'v4.1.3',
    what: 'an artifact of this version can write files anywhere on the runner',
    advisory: 'CVE-2024-42471',
  },
  {
    repository: 'tj-actions/branch-names',
    before: [9, 0, 0],
    fixedIn: 'v9.0.0',
    what: 'the name of a branch is run as a command',
    advisory: 'CVE-2025-54416',
  },
  {
    repository: 'tj-actions/verify-changed-files',
    before: [17, 0, 0],
    fixedIn: 'v17',
    what: 'names of files are run as commands',
    advisory: 'CVE-2023-52137',
  },
  {
    repository: 'rlespinasse/github-slug-action',
    from: 4,
    before: [4, 4, 1],
    fixedIn: 'v4.4.1',
    what: 'the name of a branch is run as a command',
    advisory: 'CVE-2023-27581',
  },
];

/** A commit, as far as people tell it by. */
export interface Commit {
  readonly hash: string;
  /** As `2026-11-21`. */
  readonly day: string;
  readonly author: string;
  readonly subject: string;
}

/** What the history of a repository says of a secret. */
export type SecretHistory =
  | { readonly state: 'no-git' | 'no-repository' | 'clean' | 'cancelled' | 'not-here' }
  | {
      readonly state: 'committed';
      /** Newest first. */
      readonly commits: readonly Commit[];
      /** The branches of other repositories, such as `origin/main`, that hold the first of the commits. */
      readonly branches: readonly string[];
    };

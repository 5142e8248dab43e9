/** What to use instead of an action that nobody maintains any more. */
export interface Archived {
  /** `owner/repo`, with its path; undefined where a command or a setting does it. */
  readonly action: string | undefined;
  /** In words, for the message. */
  readonly instead: string;
}

function by(action: string): Archived {
  return { action, instead: action };
}

function command(instead: string): Archived {
  return { action: undefined, instead };
}

/** Well-known actions whose repositories are archived, by `owner/repo` in lower case, from the notices on their own pages. */
export const archivedActions: Readonly<Record<string, Archived>> = {
  'actions-rs/audit-check': by('rustsec/audit-check'),
  'actions-rs/cargo': command('run cargo'),
  'actions-rs/clippy-check': command('run cargo clippy'),
  'actions-rs/grcov': command('run cargo llvm-cov'),
  'actions-rs/install': by('taiki-e/install-action'),
  'actions-rs/tarpaulin': command('run cargo tarpaulin'),
  'actions-rs/toolchain': by('dtolnay/rust-toolchain'),
  'actions/create-release': command('run gh release create'),
  'actions/setup-elixir': by('erlef/setup-beam'),
  'actions/setup-haskell': by('haskell-actions/setup'),
  'actions/setup-ruby': by('ruby/setup-ruby'),
  'actions/upload-release-asset': command('run gh release upload'),
  'crazy-max/ghaction-docker-buildx': by('docker/setup-buildx-action'),
  'google-github-actions/release-please-action': by('googleapis/release-please-action'),
  'gradle/gradle-build-action': by('gradle/actions/setup-gradle'),
  'gradle/wrapper-validation-action': by('gradle/actions/wrapper-validation'),
  'haskell/actions': by('haskell-actions/setup'),
  'marvinpinto/action-automatic-releases': command('run gh release create'),
  'sonarsource/sonarcloud-github-action': by('SonarSource/sonarqube-scan-action'),
  'tibdex/github-app-token': by('actions/create-github-app-token'),
};

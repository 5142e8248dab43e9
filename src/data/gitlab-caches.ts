// Where package managers keep what they have fetched, as GitLab can only keep folders of the project.
// Source: https://docs.gitlab.com/ci/caching/examples/ and the documentation of each package manager.

/** How a job keeps the packages of one package manager. */
export interface DependencyCache {
  /** The folder, below the project's own. */
  readonly path: string;
  /** The variable that lets the package manager use it. */
  readonly variable: string;
  /** What tells that other packages are wanted; the first that is there. */
  readonly files: readonly string[];
}

/** By package manager. */
export const dependencyCaches: Readonly<Record<string, DependencyCache>> = {
  npm: { path: '.npm/', variable: 'npm_config_cache', files: ['package-lock.json', 'npm-shrinkwrap.json'] },
  yarn: { path: '.yarn-cache/', variable: 'YARN_CACHE_FOLDER', files: ['yarn.lock'] },
  pip: { path: '.cache/pip/', variable: 'PIP_CACHE_DIR', files: ['requirements.txt', 'pyproject.toml'] },
  composer: { path: '.composer-cache/', variable: 'COMPOSER_CACHE_DIR', files: ['composer.lock'] },
  bundler: { path: 'vendor/ruby/', variable: 'BUNDLE_PATH', files: ['Gemfile.lock'] },
  gradle: { path: '.gradle-home/', variable: 'GRADLE_USER_HOME', files: ['gradle/wrapper/gradle-wrapper.properties'] },
  nuget: { path: '.nuget/', variable: 'NUGET_PACKAGES', files: ['packages.lock.json'] },
};

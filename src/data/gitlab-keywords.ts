// The keywords of GitLab's CI/CD YAML. Source: https://docs.gitlab.com/ci/yaml/ (GitLab 18).

/** Keywords at the top of a file that are no jobs. */
export const GLOBAL_KEYWORDS: ReadonlySet<string> = new Set([
  'default',
  'include',
  'stages',
  'variables',
  'workflow',
  'image',
  'services',
  'cache',
  'before_script',
  'after_script',
  'spec',
  'types',
  '$schema',
]);

/** Of those, what belongs under `default` now. */
export const DEPRECATED_GLOBALS: readonly string[] = ['image', 'services', 'cache', 'before_script', 'after_script'];

/** What `default` may hold, and jobs inherit. */
export const DEFAULT_KEYWORDS: ReadonlySet<string> = new Set([
  'after_script',
  'artifacts',
  'before_script',
  'cache',
  'hooks',
  'id_tokens',
  'identity',
  'image',
  'interruptible',
  'retry',
  'services',
  'tags',
  'timeout',
]);

/** What a job may hold. `type` and `dast_configuration` are those of older versions and of paid ones. */
export const JOB_KEYWORDS: ReadonlySet<string> = new Set([
  ...DEFAULT_KEYWORDS,
  'allow_failure',
  'coverage',
  'dast_configuration',
  'dependencies',
  'environment',
  'except',
  'extends',
  'inherit',
  'inputs',
  'manual_confirmation',
  'needs',
  'only',
  'pages',
  'parallel',
  'publish',
  'release',
  'resource_group',
  'rules',
  'run',
  'script',
  'secrets',
  'stage',
  'start_in',
  'trigger',
  'type',
  'variables',
  'when',
]);

/** What maps below a job may hold; those that are not named here are not judged. */
export const NESTED_KEYWORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  artifacts: new Set([
    'access',
    'exclude',
    'expire_in',
    'expose_as',
    'name',
    'paths',
    'public',
    'reports',
    'untracked',
    'when',
  ]),
  cache: new Set(['fallback_keys', 'key', 'paths', 'policy', 'unprotect', 'untracked', 'when']),
  environment: new Set([
    'action',
    'auto_stop_in',
    'cluster_agent',
    'deployment_tier',
    'kubernetes',
    'name',
    'on_stop',
    'url',
  ]),
  image: new Set(['docker', 'entrypoint', 'kubernetes', 'name', 'ports', 'pull_policy']),
  retry: new Set(['exit_codes', 'max', 'when']),
  only: new Set(['changes', 'kubernetes', 'refs', 'variables']),
  except: new Set(['changes', 'kubernetes', 'refs', 'variables']),
  inherit: new Set(['default', 'variables']),
};

/** What an item of a job's `rules` may hold. */
export const RULE_KEYWORDS: ReadonlySet<string> = new Set([
  'allow_failure',
  'changes',
  'exists',
  'if',
  'interruptible',
  'needs',
  'start_in',
  'variables',
  'when',
]);

/** What an item of `workflow: rules` may hold. */
export const WORKFLOW_RULE_KEYWORDS: ReadonlySet<string> = new Set([
  'auto_cancel',
  'changes',
  'exists',
  'if',
  'variables',
  'when',
]);

/** When a job may run, by `when` of the job. */
export const JOB_WHEN: ReadonlySet<string> = new Set([
  'always',
  'delayed',
  'manual',
  'never',
  'on_failure',
  'on_success',
]);

/** The words of `only` and `except` that stand for kinds of pipelines, not for branches. */
export const REF_KEYWORDS: ReadonlySet<string> = new Set([
  'api',
  'branches',
  'chat',
  'external',
  'external_pull_requests',
  'merge_requests',
  'pipelines',
  'pushes',
  'schedules',
  'tags',
  'triggers',
  'web',
]);

/** The stages of a pipeline that names none. `.pre` and `.post` are always there. */
export const DEFAULT_STAGES: readonly string[] = ['build', 'test', 'deploy'];

// The keys that CircleCI knows, by where they stand. Source: https://circleci.com/docs/reference/configuration-reference/

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

export const TOP_KEYS = words(
  'version setup orbs commands parameters executors jobs workflows job-groups display description examples experimental notify',
);

export const JOB_KEYS = words(
  `type docker machine macos windows executor shell parameters steps working_directory parallelism environment branches
   resource_class circleci_ip_ranges description context plan_name key retention`,
);

export const EXECUTOR_KEYS = words(
  'docker machine macos windows shell working_directory environment resource_class parameters description',
);

export const COMMAND_KEYS = words('steps parameters description');

export const DOCKER_KEYS = words('image name entrypoint command user environment auth aws_auth');

export const MACHINE_KEYS = words('image docker_layer_caching shell resource_class');

/** The keys below a step, by its name. */
export const STEP_KEYS: Readonly<Record<string, ReadonlySet<string>>> = {
  run: words(
    'command name shell environment background working_directory no_output_timeout when max_auto_reruns auto_rerun_delay',
  ),
  save_cache: words('key paths name when'),
  restore_cache: words('key keys name'),
  store_artifacts: words('path destination name'),
  store_test_results: words('path name'),
  persist_to_workspace: words('root paths name'),
  attach_workspace: words('at name'),
  setup_remote_docker: words('version docker_layer_caching name'),
  add_ssh_keys: words('fingerprints name'),
};

/** Steps that are no commands of anybody; `shell` and `type` are older forms, which still run. */
export const STEP_NAMES = words(
  `run checkout setup_remote_docker save_cache restore_cache store_artifacts store_test_results persist_to_workspace
   attach_workspace add_ssh_keys deploy when unless shell type`,
);

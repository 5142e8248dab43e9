// What `docker stack deploy` makes of a service's keys: from github.com/docker/cli, cli/compose/schema/data/
// config_schema_v3.14.json and cli/compose/types/types.go (Apache-2.0).

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** The keys of a service that it takes; it refuses a file with any other. */
export const STACK_KEYS = words(
  'deploy build cap_add cap_drop cgroupns_mode cgroup_parent command configs container_name credential_spec depends_on ' +
    'devices dns dns_search domainname entrypoint env_file environment expose external_links extra_hosts healthcheck ' +
    'hostname image init ipc isolation labels links logging mac_address network_mode networks ' +
    'oom_score_adj pid ports privileged read_only restart secrets security_opt shm_size stdin_open stop_grace_period ' +
    'stop_signal sysctls tmpfs tty ulimits user userns_mode volumes working_dir',
);

/** Those that it takes and does nothing with. A build is left out: images are built and pushed before. */
export const IGNORED_STACK_KEYS = words(
  'cgroup_parent container_name devices external_links ipc links mac_address network_mode pid privileged restart ' +
    'security_opt shm_size userns_mode',
);

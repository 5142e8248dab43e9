import type { ImageReference } from './image';

/** Images that are made to watch or to serve the host they run on: metrics, logs, networks, backups. */
const AGENTS =
  /(?:^|\/)(?:node[-_]exporter|process[-_]exporter|cadvisor|netdata|glances|agent|datadog-agent|dd-agent|newrelic-infrastructure|infrastructure-bundle|telegraf|promtail|alloy|fluentd|fluent-bit|fluentbit|vector|filebeat|metricbeat|packetbeat|auditbeat|elastic-agent|opentelemetry-collector(?:-contrib)?|otel-collector|zabbix-agent2?|scrutiny(?:-collector)?|smartctl-exporter|beszel-agent|falco|tetragon|beyla|ebpf-profiler|pyroscope-ebpf|crowdsec|home-assistant|tailscale|keepalived|kured|borgmatic)$/;

/** Whether an image is made to watch or serve the host it runs on. */
export function isHostAgent(image: ImageReference | undefined): boolean {
  return image !== undefined && AGENTS.test(image.repository);
}

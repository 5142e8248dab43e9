import type { Service } from '../../formats/compose/model';
import type { ImageReference } from './image';

/** Images that are made to watch or to serve the host they run on: metrics, logs, networks, backups. */
const AGENTS =
  /(?:^|\/)(?:node[-_]exporter|process[-_]exporter|cadvisor|netdata|glances|agent|datadog-agent|dd-agent|newrelic-infrastructure|infrastructure-bundle|telegraf|promtail|alloy|fluentd|fluent-bit|fluentbit|vector|filebeat|metricbeat|packetbeat|auditbeat|elastic-agent|opentelemetry-collector(?:-contrib)?|otel-collector|zabbix-agent2?|scrutiny(?:-collector)?|smartctl-exporter|beszel-agent|falco|tetragon|beyla|ebpf-profiler|pyroscope-ebpf|crowdsec|home-assistant|tailscale|keepalived|kured|borgmatic)$/;

/** How such services are called where their image is built or named by variables. */
const NAMES =
  /^(?:node[-_]?exporter|cadvisor|netdata|promtail|fluent-?bit|fluentd|filebeat|metricbeat|auditbeat|telegraf|datadog(?:-agent)?|falco|(?:otel-)?ebpf-profiler)$/i;

/** Whether a service is made to watch or serve the host it runs on. */
export function isHostAgent({ name }: Service, image: ImageReference | undefined): boolean {
  return image ? AGENTS.test(image.repository) : NAMES.test(name);
}

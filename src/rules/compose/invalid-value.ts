import { type Finding, rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import { replace } from '../../core/text';
import { UNKNOWN } from '../../formats/compose/interpolation';
import type { Service } from '../../formats/compose/model';
import { valueIn } from '../../formats/compose/service';
import { at, items, pairs, type YamlNode } from '../../formats/yaml';

/** The words that a key takes; `more` are forms with something of one's own in them. */
interface Choice {
  readonly key: string;
  readonly words: readonly string[];
  readonly more?: RegExp;
}

function choice(key: string, words: string, more?: RegExp): Choice {
  return { key, words: words.split(' '), ...(more && { more }) };
}

const RESTART = choice('restart', 'no always unless-stopped on-failure', /^on-failure:\d{1,6}$/);
const PULL = choice(
  'pull_policy',
  'always never missing if_not_present build refresh daily weekly',
  /^every_(?:\d{1,6}[wdhms]){1,5}$/,
);
const CGROUP = choice('cgroup', 'host private');
const CONDITION = choice('condition', 'service_started service_healthy service_completed_successfully');
const UPDATE = [choice('failure_action', 'pause continue rollback'), choice('order', 'stop-first start-first')];
const ROLLBACK = [choice('failure_action', 'pause continue'), choice('order', 'stop-first start-first')];
const DEPLOY = [choice('mode', 'replicated global replicated-job global-job'), choice('endpoint_mode', 'vip dnsrr')];
const POLICY = choice('condition', 'none on-failure any');
const PORT = [choice('protocol', 'tcp udp sctp'), choice('mode', 'host ingress')];

export default rule({
  id: 'compose/invalid-value',
  title: 'Value that Compose or Docker does not take',
  why: [
    'Some keys take one of a few words. With any other Compose refuses the file, or Docker the container: `invalid restart policy`. A slip of the pen is enough, `on_failure` for `on-failure`, and whoever tries it out at once finds it; in a file for production nobody does.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/reference/compose-file/services/#restart',
    'https://docs.docker.com/reference/compose-file/services/#depends_on',
    'https://docs.docker.com/reference/compose-file/deploy/',
  ],
  bad: [
    {
      files: `services:
  web:
    image: example/web:1.4
    restart: «unless_stopped»
    pull_policy: "«alway»"
    depends_on:
      db:
        condition: «service_health»
  db:
    image: postgres:18
    healthcheck: { test: pg_isready }
`,
      fixed: `services:
  web:
    image: example/web:1.4
    restart: unless-stopped
    pull_policy: "always"
    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres:18
    healthcheck: { test: pg_isready }
`,
    },
    {
      title: 'what was meant, nobody can tell',
      files: `services:
  web:
    image: example/web:1.4
    restart: «yes»
    ports:
      - target: 80
        protocol: «http»
    deploy:
      update_config:
        order: «first»
      restart_policy:
        condition: «3»
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    restart: "no"
    pull_policy: every_12h
    cgroup: private
    ports: [{ target: 80, protocol: tcp, mode: host }]
    depends_on:
      db: { condition: service_started }
    deploy:
      mode: replicated-job
      endpoint_mode: dnsrr
      update_config: { failure_action: rollback, order: start-first }
      rollback_config: { failure_action: pause }
      restart_policy: { condition: any }
  worker:
    image: example/worker:1.4
    restart: on-failure:3
    depends_on: [db]
  db:
    image: postgres:18
    restart: no
`,
    {
      title: 'the environment decides',
      files: `services:
  web:
    image: example/web:1.4
    restart: \${RESTART}
    pull_policy: \${POLICY:-missing}
  worker:
    image: example/worker:1.4
    restart: __RESTART__
`,
    },
    {
      title: 'such words under other keys',
      files: `services:
  web:
    image: example/web:1.4
    environment:
      restart: maybe
    labels:
      condition: good
`,
    },
  ],
  *check({ services }) {
    const seen = new Set<YamlNode>();
    for (const service of services) {
      for (const [node, wanted] of choicesIn(service)) {
        if (!node || seen.has(node)) continue;
        seen.add(node);
        const found = wrongWord(node, wanted, service);
        if (found) yield found;
      }
    }
  },
});

function* choicesIn({ map }: Service): Generator<readonly [YamlNode | undefined, Choice]> {
  for (const each of [RESTART, PULL, CGROUP]) yield [map.get(each.key), each];
  for (const { value } of pairs(map.get('depends_on'))) yield [at(value, 'condition'), CONDITION];
  const deploy = map.get('deploy');
  if (deploy) {
    for (const each of DEPLOY) yield [at(deploy, each.key), each];
    for (const each of UPDATE) yield [at(deploy, 'update_config', each.key), each];
    for (const each of ROLLBACK) yield [at(deploy, 'rollback_config', each.key), each];
    yield [at(deploy, 'restart_policy', 'condition'), POLICY];
  }
  for (const port of items(map.get('ports'))) for (const each of PORT) yield [at(port, each.key), each];
}

function wrongWord(node: YamlNode, { key, words, more }: Choice, service: Service): Finding | undefined {
  const value = valueIn(node);
  if (!value || value.node.tag || value.text.includes(UNKNOWN)) return undefined;
  const { text, variables } = value;
  // What is to be replaced before: `__MODE__`, `<mode>`.
  if (!/^[A-Za-z\d][\w-]{0,60}$/.test(text)) return undefined;
  if (words.includes(text) || more?.test(text) || variables.length > 0) return undefined;
  const meant = text.length > 4 ? nearest(text, words) : undefined;
  const { inner } = value.node;
  return {
    at: inner,
    message: `\`${key}\` takes no such value; ${meant === undefined ? `use one of ${words.join(', ')}` : `did you mean \`${meant}\`?`}`,
    address: `services.${service.name}`,
    fix: meant === undefined ? undefined : { title: `Use ${meant}`, edits: [replace(inner, meant)] },
  };
}

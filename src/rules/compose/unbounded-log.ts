import { rule } from '../../core/rule';
import { insertPairs } from '../../formats/yaml';

export default rule({
  id: 'compose/unbounded-log',
  title: 'Log of a service that grows without end',
  why: [
    'Docker’s usual driver, `json-file`, keeps every line a container writes until the container is removed. A talkative service fills the disk in weeks, and then every service on the host stops.',
    'Limits may also be set for all containers in `/etc/docker/daemon.json`, which no file of the project tells: the rule is off until asked for.',
  ],
  severity: 'info',
  practice: 'observability',
  preset: 'all',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/engine/logging/drivers/json-file/',
    'https://docs.docker.com/reference/compose-file/services/#logging',
  ],
  bad: [
    {
      files: `services:
  «web»:
    image: example/web:1.4
`,
      fixed: `services:
  web:
    image: example/web:1.4
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "5"
`,
    },
    {
      files: `services:
  «web»:
    build: .
    restart: always

  worker:
    build: .
    logging:
      driver: local
`,
      fixed: `services:
  web:
    build: .
    restart: always
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "5"

  worker:
    build: .
    logging:
      driver: local
`,
    },
  ],
  good: [
    `services:
  web:
    image: example/web:1.4
    logging:
      options:
        max-size: 10m
`,
    {
      title: 'another driver has other limits',
      files: `services:
  web:
    image: example/web:1.4
    logging:
      driver: journald
`,
    },
    {
      title: 'all services take it from one place',
      files: `x-service: &service
  logging:
    driver: json-file
    options: { max-size: 10m }
services:
  web:
    <<: *service
    image: example/web:1.4
`,
    },
  ],
  *check({ services }) {
    for (const service of services) {
      if (!service.isHead || !service.lacks('logging')) continue;
      yield {
        at: service.key,
        message: `The log of \`${service.name}\` grows until the disk is full; set \`max-size\` under \`logging\``,
        address: `services.${service.name}`,
        fix: {
          title: 'Keep at most 5 × 10 MB of log',
          edits: [
            insertPairs(service.map, {
              logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } },
            }),
          ],
        },
      };
    }
  },
});

import type { Cases } from '../../support/cases';

const web = (lines: string) => `services:\n  web:\n    image: example/web:1.4\n${lines}`;

export default {
  bad: [
    {
      title: 'what an anchor shares is said once',
      files: `x-app: &app\n  «restrat»: always\nservices:\n  web:\n    <<: *app\n    image: a:1\n  worker:\n    <<: *app\n    image: a:1\n`,
      fixed: `x-app: &app\n  restart: always\nservices:\n  web:\n    <<: *app\n    image: a:1\n  worker:\n    <<: *app\n    image: a:1\n`,
    },
    { title: 'its place is taken: no fix', files: web('    ports: [80]\n    «port»: [81]\n') },
    { title: 'the first version of the format', files: web('    «net»: host\n'), fixed: web('    network_mode: host\n') },
    { title: 'deep down', files: web('    healthcheck:\n      test: a\n      «intervall»: 3s\n'), fixed: web('    healthcheck:\n      test: a\n      interval: 3s\n') },
    { title: 'in a list', files: web('    ports:\n      - target: 80\n        «publish»: 81\n'), fixed: web('    ports:\n      - target: 80\n        published: 81\n') },
    { title: 'a key of a network', files: 'services: {}\nnetworks:\n  front:\n    «drivers»: bridge\n', fixed: 'services: {}\nnetworks:\n  front:\n    driver: bridge\n' },
    { title: 'a list of services', files: 'name: a\nservices:\n  «- image: a:1»\n' },
  ],
  good: [
    web('    command:\n    entrypoint: null\n    ports: []\n'),
    web('    extra_hosts: { a: 127.0.0.1, b: [::1] }\n'),
    web('    logging: { driver: awslogs, options: { awslogs-group: a } }\n'),
    web('    post_start:\n      - command: [a]\n        user: root\n'),
    web('    pre_start:\n      - command: a\n'),
    web('    x-casaos: { a: 1 }\n    develop: { watch: [{ path: a, action: sync+exec, target: a, exec: { command: a } }] }\n'),
    { title: 'a list by an alias', files: `x-ports: &ports [80]\n${web('    ports: *ports\n')}` },
    { title: 'an unknown alias', files: web('    ports: *nowhere\n') },
    { title: 'a value yet to be typed', files: web('    environment: \n') },
  ],
} satisfies Cases;

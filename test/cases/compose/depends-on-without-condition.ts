import type { Cases } from '../../support/cases';

const DB = '  db:\n    image: postgres:18\n    healthcheck: { test: pg_isready }\n';

export default {
  bad: [
    {
      title: 'a comment above, blank lines and no line end at the end',
      files: `services:
${DB}  web:
    image: example/web:1.4
    depends_on:
      # first of all
      - «db»

      # then
      - mail # sends
  mail:
    image: example/mail:1.4
    depends_on:
      - «db»`,
      fixed: `services:
${DB}  web:
    image: example/web:1.4
    depends_on:
      # first of all
      db:
        condition: service_healthy

      # then
      mail: # sends
        condition: service_started
  mail:
    image: example/mail:1.4
    depends_on:
      db:
        condition: service_healthy`,
    },
    {
      title: 'what comes by an anchor is mended at the anchor, once; an alias of the list has no other place',
      files: `x-app: &app
  depends_on:
    - «db»
services:
${DB}  web:
    <<: *app
    image: example/web:1.4
  worker:
    <<: *app
    image: example/worker:1.4
`,
      fixed: `x-app: &app
  depends_on:
    db:
      condition: service_healthy
services:
${DB}  web:
    <<: *app
    image: example/web:1.4
  worker:
    <<: *app
    image: example/worker:1.4
`,
    },
    {
      title: 'a list that several share, and one in a map on one line: no fix',
      files: `services:
${DB}  web:
    image: example/web:1.4
    depends_on: &needs [«db»]
  worker:
    image: example/worker:1.4
    depends_on: *needs
  mail: { image: example/mail:1.4, depends_on: [«db»] }
`,
    },
    {
      title: 'a list over several lines',
      files: `services:
${DB}  web:
    image: example/web:1.4
    depends_on: [
      «db»,
    ]
    restart: always
`,
      fixed: `services:
${DB}  web:
    image: example/web:1.4
    depends_on:
      db:
        condition: service_healthy
    restart: always
`,
    },
    {
      title: 'the health check that another file of the project includes',
      files: {
        'compose.yaml': `include: [db.yaml]
services:
  web:
    image: example/web:1.4
    depends_on:
      - «db»
`,
        'db.yaml': `services:\n${DB}`,
      },
      fixed: {
        'compose.yaml': `include: [db.yaml]
services:
  web:
    image: example/web:1.4
    depends_on:
      db:
        condition: service_healthy
`,
        'db.yaml': `services:\n${DB}`,
      },
    },
  ],
  good: [
    `services:
${DB}  web:
    image: example/web:1.4
    depends_on: !reset []
  worker:
    image: example/worker:1.4
    depends_on:
`,
    {
      title: 'a health check that a merge may take away',
      files: `services:
  db:
    <<: *unknown
    image: postgres:18
  web:
    image: example/web:1.4
    depends_on: [db]
`,
    },
  ],
} satisfies Cases;

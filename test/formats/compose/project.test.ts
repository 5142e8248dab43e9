import { expect, test } from 'vitest';
import type { FormatId } from '../../../src/core/format';
import { SourceFile } from '../../../src/core/text';
import { compose } from '../../../src/formats/compose';
import { reviewAll } from '../../support/project';
import { named, projectOf } from './project-of';

async function because(path: string, text: string): Promise<string | undefined> {
  const format: FormatId = 'compose';
  const [review] = await reviewAll({ [path]: text });
  return review?.verdicts.find((verdict) => verdict.format === format)?.because;
}

const SERVICES = 'services:\n  web:\n    image: example/web:1\n';

test.each([
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.prod.yaml',
  'docker-compose-dev.yml',
  'docker_compose.yml',
  'compose.override.yaml',
  'deploy/dev.compose.yaml',
  'filebeat-compose.yml',
])('%s is known by its name', async (path) => {
  expect(await because(path, SERVICES)).toContain('is the name of a Compose file');
  expect(await because(path, '')).toBeDefined();
  expect(await because(path, 'include:\n  - db.yaml\n')).toBeDefined();
});

test.each([
  ['stack.yml', SERVICES],
  ['stack.yml', `version: "3.8"\nx-log: &log {}\n${SERVICES}volumes:\n  data:\n`],
  ['db.yaml', 'services:\n  db:\n    extends:\n      file: base.yaml\n      service: db\n  web:\n    build: .\n'],
])('%s is known by its content', async (path, text) => {
  expect(await because(path, text)).toContain('`services`');
});

test.each([
  ['a workflow', '.github/workflows/ci.yml', `on: push\njobs:\n  test:\n    ${SERVICES.replaceAll('\n', '\n    ')}\n`],
  ['a workflow named so', 'docker-compose.yml', 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n'],
  ['a manifest named so', 'compose.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: x\n'],
  ['GitLab CI', '.gitlab-ci.yml', 'services:\n  - postgres:18\ntest:\n  script: [make]\n'],
  ['Symfony', 'config/services.yaml', 'services:\n  _defaults:\n    autowire: true\n  App\\Mailer:\n    class: X\n'],
  ['Helm values', 'values.yaml', 'services:\n  web:\n    image: example/web:1\nreplicas: 2\n'],
  ['overlays that could be anything', 'prod.yaml', 'services:\n  web:\n    environment:\n      A: b\n'],
  ['a list', 'docker-compose.yml', '- a\n- b\n'],
  ['documentation of a command', 'docker_compose.yaml', 'command: docker compose\nshort: Docker Compose\n'],
  ['Travis', '.travis.yml', 'language: go\nservices:\n  - docker\n'],
])('%s is none', async (_, path, text) => {
  expect(await because(path, text)).toBeUndefined();
});

test('a project is the base, its override and its variants', async () => {
  const project = await projectOf({
    'a/compose.yaml': SERVICES,
    'a/compose.override.yaml': 'services:\n  web:\n    image: example/web:2\n    ports: !reset []\n',
    'a/compose.prod.yml': 'services:\n  web:\n    restart: always\n',
    'a/other.yaml': SERVICES,
    'a/compose.txt': '',
    'compose.yaml': SERVICES,
  });
  expect(project.files.map(({ file }) => file.path)).toEqual([
    'a/compose.override.yaml',
    'a/compose.prod.yml',
    'a/compose.yaml',
  ]);
  const base = named(project, 'a/compose.yaml', 'web');
  expect(base.parts.map(({ file }) => file.path)).toEqual(['a/compose.override.yaml']);
  expect(base.isOverruled('image')).toBe(true);
  expect(base.isOverruled('ports')).toBe(true);
  expect(base.isOverruled('volumes')).toBe(false);
  const override = named(project, 'a/compose.override.yaml', 'web');
  expect(override.parts.map(({ file }) => file.path)).toEqual(['a/compose.yaml']);
  expect(override.isOverruled('image')).toBe(false);
  const variant = named(project, 'a/compose.prod.yml', 'web');
  expect(variant.parts.map(({ file }) => file.path)).toEqual(['a/compose.yaml']);
});

test('`extends` is followed from file to file', async () => {
  const project = await projectOf({
    'compose.yaml': 'services:\n  web:\n    extends: { file: shared/base.yaml, service: app }\n',
    'shared/base.yaml': 'services:\n  app:\n    image: example/app:1\n    extends: root\n  root:\n    image: a:1\n',
  });
  const web = named(project, 'compose.yaml', 'web');
  expect(web.parts.map(({ name }) => name)).toEqual(['app', 'root']);
  expect(web.isOpen).toBe(false);
});

test.each([
  ['a file that is not there', '{ file: missing.yaml, service: app }'],
  ['a service that is not there', 'app'],
  ['a file that only the environment knows', '{ file: $FILE, service: app }'],
])('%s leaves the service open', async (_, written) => {
  const project = await projectOf({ 'compose.yaml': `services:\n  web:\n    extends: ${written}\n` });
  expect(named(project, 'compose.yaml', 'web').isOpen).toBe(true);
});

test('services that extend each other end somewhere', async () => {
  const project = await projectOf({
    'compose.yaml': 'services:\n  a:\n    extends: b\n  b:\n    extends: a\n',
  });
  expect(named(project, 'compose.yaml', 'a').parts.length).toBeLessThan(100);
});

test('dependents are found in the file and in what is read with it', async () => {
  const project = await projectOf({
    'compose.yaml': 'services:\n  web:\n    image: a:1\n    depends_on: [db]\n  db:\n    image: b:1\n',
    'compose.override.yaml': 'services:\n  worker:\n    image: a:1\n    depends_on: [db]\n',
  });
  const { dependents } = named(project, 'compose.yaml', 'db');
  expect(dependents.map(({ service }) => service.name)).toEqual(['web', 'worker']);
});

test('half-typed text is read as far as it goes, a template without complaint', () => {
  const half = compose.parse(new SourceFile('compose.yaml', 'services:\n  web:\n    image: a:1\n  db:\n    ima'));
  expect(half.services.map(({ name }) => name)).toEqual(['web']);
  const template = compose.parse(
    new SourceFile(
      'compose.yaml',
      'services:\n  web:\n    image: a:1\n{%- if x %}\n  db:\n    image: b:1\n{%- endif %}\n',
    ),
  );
  expect(template.problems).toEqual([]);
});

test('what the base extends is looked for beside the base', async () => {
  const project = await projectOf({
    'compose.yaml': 'services:\n  db:\n    extends: common\n  common:\n    image: b:1\n',
    'compose.override.yaml': 'services:\n  db:\n    restart: always\n',
  });
  const db = named(project, 'compose.override.yaml', 'db');
  expect(db.parts.map(({ name }) => name)).toEqual(['db', 'common']);
  expect(db.isOpen).toBe(false);
});

import { expect, test } from 'vitest';
import { SourceFile } from '../../../src/core/text';
import { dotenv } from '../../../src/formats/compose/dotenv';
import type { Assembly } from '../../../src/formats/compose/model';
import type { Files } from '../../support/project';
import { named, projectOf } from './project-of';

async function assemblyOf(files: Files): Promise<Assembly> {
  const project = await projectOf(files);
  const found = project.assemblies.find(({ file }) => file.file.path === Object.keys(files)[0]);
  if (!found) throw new Error('no assembly');
  return found;
}

const WEB = 'services:\n  web:\n    image: example/web:1\n';

test('what a file includes, short or long, is known to it, and what that includes', async () => {
  const { files, isOpen, declarations } = await assemblyOf({
    'compose.yaml': `include:\n  - db/compose.yaml\n  - path: [cache.yaml, mail.yaml]\n    env_file: mail.env\n${WEB}`,
    'db/compose.yaml': 'include: [../compose.yaml, more.yaml]\nservices:\n  db:\n    image: postgres:18\n',
    'db/more.yaml': 'services:\n  backup:\n    image: example/backup:1\n',
    'cache.yaml': 'services:\n  cache:\n    image: redis:8\n',
    'mail.yaml': 'services:\n  mail:\n    image: example/mail:1\n',
  });
  expect(files.map(({ file }) => file.path).sort()).toEqual([
    'cache.yaml',
    'compose.yaml',
    'db/compose.yaml',
    'db/more.yaml',
    'mail.yaml',
  ]);
  expect([...declarations.keys()].sort()).toEqual(['backup', 'cache', 'db', 'mail', 'web']);
  expect(isOpen).toBe(false);
});

test.each(['missing.yaml', 'https://example.org/shop.git', 'oci://example/shop', '${WHERE}/a.yaml', '../outside.yaml'])(
  'including %s may bring anything',
  async (path) => {
    expect((await assemblyOf({ 'compose.yaml': `include: ["${path}"]\n${WEB}` })).isOpen).toBe(true);
  },
);

test('an overlay of a file that can’t be seen is open, and nothing is missing in it', async () => {
  const { isOpen, services } = await assemblyOf({
    'docker-compose-dev.yml': `${WEB}  db:\n    restart: always\n`,
    'docker-compose.yml': 'services:\n  db:\n    image: postgres:18\n',
  });
  expect(isOpen).toBe(true);
  expect(services.map(({ name, isFragment, isHead }) => [name, isFragment, isHead])).toEqual([
    ['web', false, true],
    ['db', true, false],
  ]);
  expect(services.map((service) => service.lacks('healthcheck'))).toEqual([false, false]);
});

test('a variant that says what all its services run may be started alone', async () => {
  const complete = { 'compose.prod.yaml': WEB, 'compose.yaml': `${WEB}  db:\n    image: postgres:18\n` };
  expect((await assemblyOf(complete)).files).toHaveLength(1);
  const overlay = { ...complete, 'compose.prod.yaml': 'services:\n  web:\n    restart: always\n' };
  expect((await assemblyOf(overlay)).files).toHaveLength(2);
});

test('a key is lacking only where no file that may be read with it has it', async () => {
  const project = await projectOf({
    'compose.yaml': `${WEB}    labels: {}\n  old:\n    <<: *nowhere\n    image: a:1\n`,
    'compose.override.yaml': 'services:\n  web:\n    restart: always\n',
    'compose.prod.yaml': 'services:\n  web:\n    healthcheck: {}\n',
  });
  const web = named(project, 'compose.yaml', 'web');
  expect(['labels', 'restart', 'healthcheck', 'deploy'].map((key) => web.lacks(key))).toEqual([
    false,
    false,
    false,
    true,
  ]);
  expect(web.lacks('deploy', 'restart')).toBe(false);
  expect(named(project, 'compose.yaml', 'old').lacks('deploy')).toBe(false);
  expect(named(project, 'compose.yaml', 'web').isHead).toBe(true);
  expect(named(project, 'compose.override.yaml', 'web').isHead).toBe(false);
});

test('profiles are known, or unknown', async () => {
  const { services } = await assemblyOf({
    'compose.yaml':
      'services:\n  a:\n    image: a:1\n  b:\n    image: a:1\n    profiles: [x, "${Y:-y}"]\n  c:\n    image: a:1\n    profiles: ["$Z"]\n  d:\n    image: a:1\n    profiles: x\n',
  });
  expect(services.map(({ profiles }) => profiles)).toEqual([[], ['x', 'y'], undefined, undefined]);
});

test('`.env` beside the file gives variables their values', async () => {
  const project = await projectOf({
    'a/compose.yaml':
      'services:\n  web:\n    image: "example/web:${TAG:-1}"\n    ports: ["${PORT}:80", "${EMPTY:-81}:81", "${EMPTY-82}82:82", "${OTHER}:83"]\n    environment:\n      A: ${TAG:+set}\n',
    'a/.env': 'TAG=2 # the newest\nexport PORT="8080"\nEMPTY=\nOTHER=${PORT}\n',
    '.env': 'TAG=3\n',
  });
  const web = named(project, 'a/compose.yaml', 'web');
  expect(web.image?.text).toBe('example/web:2');
  expect(web.ports.map(({ published }) => published?.text)).toEqual(['8080', '81', '82', '\0']);
  expect(web.environment.get('A')?.text).toBe('set');
  const { image } = web;
  // What is written elsewhere has no place of its own here.
  expect(image?.spanOf('example/web:'.length, image.text.length)).toEqual(image?.node.inner);
});

test('a file of variables', () => {
  const file = new SourceFile(
    '.env',
    `A=1\r\n# B=2\n C = c d # more\nD='x # y'\nE="a\\nb"\nF="open\nG=#\nA=2\nH=a#b\nI: x\nexport J=\nK=$A\n`,
  );
  expect([...dotenv(file)]).toEqual([
    ['A', '2'],
    ['C', 'c d'],
    ['D', 'x # y'],
    ['G', ''],
    ['H', 'a#b'],
    ['J', ''],
  ]);
});

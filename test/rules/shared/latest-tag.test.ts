import { expect, test } from 'vitest';
import { findingsOf } from '../../support/project';

async function severityOf(path: string, text: string): Promise<readonly string[]> {
  const findings = await findingsOf({ [path]: text }, { only: ['dockerfile/latest-tag', 'compose/latest-tag'] });
  return findings.map(({ severity }) => severity);
}

test.each([
  ['FROM example/node:latest\n', 'warning'],
  ['FROM example/node\n', 'warning'],
  ['ARG IMAGE=example/node:latest\nFROM $IMAGE\n', 'warning'],
  ['ARG TAG=latest\nFROM example/node:$TAG\n', 'info'],
  ['ARG TAG="latest"\nFROM example/node:$TAG\n', 'info'],
  ['ARG TAG\nFROM example/node:${TAG:-latest}\n', 'info'],
])('in a Dockerfile %j is a matter of %s', async (text, severity) => {
  expect(await severityOf('Dockerfile', text)).toEqual([severity]);
});

test.each([
  ['example/web:latest', 'warning'],
  ['"example/web:latest"', 'warning'],
  ['example/web:${TAG:-latest}', 'info'],
])('in a Compose file %j is a matter of %s', async (image, severity) => {
  expect(await severityOf('compose.yaml', `services:\n  web:\n    image: ${image}\n`)).toEqual([severity]);
});

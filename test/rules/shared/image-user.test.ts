import { describe, expect, test } from 'vitest';
import { IMAGE_USERS, OFFICIAL_ROOT_IMAGES, ROOT_SERVERS } from '../../../src/data/image-users';
import officialImages from '../../../src/data/official-images.json';
import { parseImage } from '../../../src/rules/shared/image';
import { startsAs, userOf } from '../../../src/rules/shared/image-user';
import { findingsOf } from '../../support/project';

function image(text: string) {
  const reference = parseImage(text);
  if (!reference) throw new Error(`${text} is no image`);
  return reference;
}

test.each([
  ['node:24', 'root'],
  ['docker.io/library/python:3.14-slim', 'root'],
  ['php:8.5-cli', 'root'],
  ['php:8.5-fpm-alpine', 'drops'],
  ['php:8.5-apache', 'drops'],
  ['postgres:18', 'drops'],
  ['lscr.io/linuxserver/nginx:1.28.0', 'drops'],
  ['gcr.io/distroless/static-debian13', 'root'],
  ['gcr.io/distroless/static-debian13:nonroot', undefined],
  ['gcr.io/distroless/java21-debian13:debug-nonroot', undefined],
  ['mcr.microsoft.com/dotnet/aspnet:10.0', 'root'],
  ['mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled', undefined],
  ['mcr.microsoft.com/dotnet/sdk:10.0-nanoserver-ltsc2025', undefined],
  ['registry.access.redhat.com/ubi9/ubi-minimal:9.6', 'root'],
  ['registry.access.redhat.com/ubi9/nodejs-22:9.6', undefined],
  ['nginxinc/nginx-unprivileged:1.30', undefined],
  ['example/node:24', undefined],
  ['ghcr.io/library/node:24', undefined],
])('%s starts as %s', (text, expected) => {
  expect(startsAs(image(text))).toBe(expected);
});

test.each([
  ['node:24-alpine', 'node'],
  ['mcr.microsoft.com/dotnet/aspnet:10.0', '$APP_UID'],
  ['mcr.microsoft.com/dotnet/aspnet:6.0', undefined],
  ['python:3.14', undefined],
])('%s brings the user %s', (text, expected) => {
  expect(userOf(image(text))).toBe(expected);
});

test('every image in the tables is one, and no user is root', () => {
  for (const name of [...OFFICIAL_ROOT_IMAGES, ...ROOT_SERVERS]) expect(officialImages.names).toContain(name);
  for (const name of ROOT_SERVERS) expect(OFFICIAL_ROOT_IMAGES.has(name), name).toBe(true);
  for (const { user } of IMAGE_USERS) expect(user).not.toMatch(/^(?:root|0)\b/);
});

describe('a container that starts as root', () => {
  const only = { only: ['dockerfile/root-user'] };

  test.each([
    ['a known program', 'CMD ["python", "app.py"]', true],
    ['a server with users of its own', 'CMD ["/usr/sbin/nginx", "-g", "daemon off;"]', false],
    ['the same in shell form, through a wrapper', 'CMD exec php-fpm8.4 -F', false],
    ['gosu installed and used', 'RUN apt-get install -y gosu\nCMD ["gosu", "app", "serve"]', false],
    ['a script that nobody can find', 'ENTRYPOINT ["/entrypoint.sh"]', false],
    ['a script that keeps root', 'COPY bin /opt/bin\nENTRYPOINT ["/opt/bin/start.sh"]', true],
    ['a script that does not', 'COPY bin/drop.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]', false],
    ['a script that starts a server', 'COPY . /app\nCMD sh /app/bin/web.sh', false],
  ])('%s', async (_, lines, isReported) => {
    const files = {
      Dockerfile: `FROM debian:13\n${lines}\n`,
      'bin/start.sh': '#!/bin/sh\nexec serve "$@"\n',
      'bin/drop.sh': '#!/bin/sh\nexec setpriv --reuid=app serve "$@"\n',
      'bin/web.sh': '#!/bin/sh\n/usr/sbin/apache2ctl -D FOREGROUND\n',
    };
    expect(await findingsOf(files, only)).toHaveLength(isReported ? 1 : 0);
  });
});

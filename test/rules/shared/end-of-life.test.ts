import { describe, expect, test } from 'vitest';
import endOfLife from '../../../src/data/end-of-life.json';
import { endOfSupport, newestSupported } from '../../../src/rules/shared/end-of-life';
import { parseImage } from '../../../src/rules/shared/image';

const TODAY = '2026-11-21';

function image(text: string) {
  const reference = parseImage(text);
  if (!reference) throw new Error(`${text} is no image`);
  return reference;
}

function proposed(text: string, today = TODAY): string | undefined {
  return newestSupported(image(text), today)?.tag;
}

function ended(text: string, today = TODAY): string | undefined {
  const end = endOfSupport(image(text), today);
  return end && `${end.what} ${end.since ?? 'ended'}`;
}

describe('when support ended', () => {
  test.each([
    ['node:16-alpine3.15', 'Node.js 16 2023-09-11'],
    ['node:16.20.2-bullseye-slim', 'Node.js 16 2023-09-11'],
    ['library/node:16', 'Node.js 16 2023-09-11'],
    ['docker.io/library/node:16', 'Node.js 16 2023-09-11'],
    ['public.ecr.aws/docker/library/node:16', 'Node.js 16 2023-09-11'],
    ['python:2', 'Python 2 2020-01-01'],
    ['python:3.8.20-slim', 'Python 3.8 2024-10-07'],
    ['php:7-fpm', 'PHP 7 2022-11-28'],
    ['debian:buster-slim', 'Debian buster 2024-06-30'],
    ['debian:buster-20240612', 'Debian buster 2024-06-30'],
    ['debian:9.13', 'Debian 9 2022-07-01'],
    ['ubuntu:18.04', 'Ubuntu 18.04 2023-05-31'],
    ['ubuntu:bionic-20230530', 'Ubuntu bionic 2023-05-31'],
    ['centos:7.9.2009', 'CentOS 7 2024-06-30'],
    ['centos:centos8', 'CentOS centos8 2021-12-31'],
    ['alpine:3.9', 'Alpine 3.9 2020-11-01'],
    ['mcr.microsoft.com/dotnet/aspnet:6.0-jammy', '.NET 6 2024-11-12'],
    ['traefik:v1.7', 'Traefik 1.7 2021-12-31'],
    ['python:3.13-buster', 'Debian buster 2024-06-30'],
    ['eclipse-temurin:21-jre-alpine-3.17', 'Alpine 3.17 2024-11-22'],
    ['node:16@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60', 'Node.js 16 2023-09-11'],
  ])('%s: %s', (text, expected) => {
    expect(ended(text)).toBe(expected);
  });

  test.each([
    'node',
    'node:latest',
    'node:lts',
    'node:alpine',
    'node:24.3.0-alpine',
    'python:3',
    'python:3.15-rc-slim',
    'python:3.99',
    'ubuntu:22.04',
    'debian:stable-slim',
    'debian:bookworm',
    'eclipse-temurin:17.0.2_8-jre',
    'amazoncorretto:8u312-al2',
    'rust:1.60',
    'someone/node:16',
    'ghcr.io/library/node:16',
    'node:16x',
    'postgres:19beta3',
  ])('%s is not reported', (text) => {
    expect(ended(text)).toBeUndefined();
  });

  test('lasts through its last day', () => {
    expect(ended('node:20', '2026-04-30')).toBeUndefined();
    expect(ended('node:20', '2026-05-01')).toBe('Node.js 20 2026-04-30');
  });
});

describe('the newest supported tag', () => {
  test.each([
    ['node', '26'],
    ['node:latest', '26'],
    ['node:20-alpine', '26-alpine'],
    ['node:16-alpine3.15', '26-alpine'],
    ['node:25', '26'],
    ['python:3.8-buster', '3.14'],
    ['python:3.8-slim-buster', '3.14-slim'],
    ['python:3.13-buster', '3.13'],
    ['php:7-fpm-alpine', '8.5-fpm-alpine'],
    ['php:7.4-apache-bullseye', '8.5-apache'],
    ['debian:buster-slim', 'trixie-slim'],
    ['debian:10', '13'],
    ['ubuntu:bionic', 'resolute'],
    ['ubuntu:23.10', '26.04'],
    ['eclipse-temurin:18-jre-focal', '25-jre'],
    ['amazoncorretto:latest', '25'],
    ['mcr.microsoft.com/dotnet/sdk:6.0-alpine', '10.0-alpine'],
    ['rabbitmq:3-management', '4.3-management'],
    ['nginx', '1.30'],
    ['postgres', '18'],
    ['golang:1.19', '1.27'],
    ['traefik:v1.7', '3.7'],
    ['alpine', '3.24'],
  ])('%s becomes %s', (text, expected) => {
    expect(proposed(text)).toBe(expected);
  });

  test('is in long-term support by that day', () => {
    expect(proposed('node:20', '2026-08-22')).toBe('24');
    expect(proposed('node:25', '2026-08-22')).toBe('26');
    expect(newestSupported(image('node:20'), '2026-08-22')).toEqual({
      tag: '24',
      until: '2028-04-30',
      keepsData: false,
    });
  });

  test.each([
    ['a flavour that newer versions lack', 'python:3.8-windowsservercore-1809'],
    ['an image without newer versions', 'centos:7'],
    ['an image nobody knows', 'example/web'],
    ['data that a newer version wrote', 'mysql:latest'],
    ['a digest', 'node:16@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60'],
    ['what is supported', 'node:24-alpine'],
    ['what is not out yet', 'python:3.15-rc'],
    ['a day on which nothing is known to last', 'node:20'],
  ])('none for %s: %s', (why, text) => {
    expect(proposed(text, why.startsWith('a day') ? '2040-01-01' : TODAY)).toBeUndefined();
  });
});

/** Every tag of every image that the table knows, and for versions that are no longer built, the usual flavours. */
const tags = Object.values(endOfLife.products).flatMap(({ images, releases }) =>
  Object.entries(images).flatMap(([name, { tags }]) => {
    const known = Object.entries<readonly string[]>(tags).flatMap(([version, endings]) =>
      endings.map((ending) => `${name}:${version}${ending}`),
    );
    const usual = releases.flatMap(({ cycle }) =>
      ['', '-slim', '-alpine', '-buster'].map((end) => `${name}:${cycle}${end}`),
    );
    return [name, ...known, ...usual];
  }),
);

const existing = new Set(tags);

describe.each(['2024-02-29', '2026-08-22', '2026-11-21', '2029-01-01'])('over the whole table on %s', (today) => {
  test('what is proposed is supported, exists, has the same flavour and is never older', () => {
    let proposals = 0;
    for (const text of tags) {
      const reference = image(text);
      const found = newestSupported(reference, today);
      if (!found) continue;
      proposals++;
      const next = image(`${reference.name.text}:${found.tag}`);
      expect(endOfSupport(next, today), `${text} → ${found.tag}`).toBeUndefined();
      expect(existing.has(next.text), next.text).toBe(true);
      expect(newestSupported(next, today), `${text} → ${found.tag}`).toBeUndefined();
      if (!reference.tag) continue;
      expect(flavour(found.tag), text).toBe(flavour(reference.tag.text));
      expect(version(found.tag), text).toBeGreaterThanOrEqual(version(reference.tag.text));
    }
    expect(proposals).toBeGreaterThan(100);
  });
});

/** What follows the version, without the release of the system. */
function flavour(tag: string): string {
  return tag
    .replace(/^[\d.]+/, '')
    .replace(/-alpine-?\d+\.\d+/, '-alpine')
    .replace(/-(?:buster|bullseye|bookworm|trixie|jammy|noble|resolute)(?=-|$)/, '');
}

/** Major and minor as one number. */
function version(tag: string): number {
  const [, major = '0', minor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  return Number(major) * 1000 + Number(minor);
}

import { describe, expect, it } from 'vitest';
import { effectiveTag, officialName, parseImage } from '../../../src/rules/shared/image';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('parseImage', () => {
  it.each([
    ['node', 'docker.io', 'library/node', undefined, undefined],
    ['node:20-alpine', 'docker.io', 'library/node', '20-alpine', undefined],
    ['docker.io/node:20', 'docker.io', 'library/node', '20', undefined],
    ['docker.io/library/node:20', 'docker.io', 'library/node', '20', undefined],
    ['index.docker.io/library/node', 'docker.io', 'library/node', undefined, undefined],
    ['grafana/grafana:11.0.0', 'docker.io', 'grafana/grafana', '11.0.0', undefined],
    ['localhost:5000/shop', 'localhost:5000', 'shop', undefined, undefined],
    ['localhost/shop:1', 'localhost', 'shop', '1', undefined],
    ['ghcr.io/a/b/c:v1', 'ghcr.io', 'a/b/c', 'v1', undefined],
    [`node@${digest}`, 'docker.io', 'library/node', undefined, digest],
    [`ghcr.io:443/a/b:1.2@${digest}`, 'ghcr.io:443', 'a/b', '1.2', digest],
  ])('reads %s', (text, registry, repository, tag, hash) => {
    const image = parseImage(text);
    expect([image?.registry, image?.repository, image?.tag?.text, image?.digest?.text]).toEqual([
      registry,
      repository,
      tag,
      hash,
    ]);
    for (const part of [image?.name, image?.tag, image?.digest]) {
      if (part) expect(text.slice(part.start, part.end)).toBe(part.text);
    }
  });

  it.each([
    '',
    ':1',
    'node:',
    'node@',
    '$IMAGE',
    'node:${VERSION}',
    '{{ .Values.image }}',
    '<image>',
    'Node:20',
    'a//b',
    '/a',
    'a b',
  ])('knows that %j names no image', (text) => {
    expect(parseImage(text)).toBeUndefined();
  });
});

describe('effectiveTag', () => {
  it.each([
    ['node', 'latest'],
    ['node:20', '20'],
    [`node@${digest}`, undefined],
  ])('of %s is %s', (text, tag) => {
    const image = parseImage(text);
    expect(image && effectiveTag(image)).toBe(tag);
  });
});

describe('officialName', () => {
  it.each([
    ['docker.io/library/node:20', 'node'],
    ['bitnami/node:20', undefined],
    ['ghcr.io/library/node', undefined],
  ])('of %s is %s', (text, name) => {
    const image = parseImage(text);
    expect(image && officialName(image)).toBe(name);
  });
});

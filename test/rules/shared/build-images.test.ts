import { expect, test } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { parseDockerfile } from '../../../src/formats/dockerfile/parse';
import { isFromAllowedRegistry } from '../../../src/rules/shared/allowed-registry';
import { buildImages } from '../../../src/rules/shared/build-images';
import { discontinuation } from '../../../src/rules/shared/discontinued';
import { parseImage } from '../../../src/rules/shared/image';

test('every image that a build takes from elsewhere is found where it is written', () => {
  const text = `ARG GO=golang:1.27
FROM $GO AS build
RUN --mount=type=cache,target=/x --mount=target=/uv,from=ghcr.io/astral-sh/uv:0.9 make
FROM $GO AS test
COPY --from=Build /a /a
FROM build
COPY --from=0 /a /a
COPY --from=composer:2.10 /b /b
COPY --from=$UNKNOWN /c /c
ONBUILD COPY --from=busybox /d /d
FROM scratch
`;
  const { stages } = parseDockerfile(new SourceFile('Dockerfile', text));
  const found = buildImages(stages).map(({ reference, as, spanOf }) => ({
    as,
    written: textOf(spanOf(0, reference.text.length)),
    tag: reference.tag && textOf(spanOf(reference.tag.start, reference.tag.end)),
  }));
  expect(found).toEqual([
    { as: 'base', written: 'golang:1.27', tag: '1.27' },
    { as: 'source', written: 'ghcr.io/astral-sh/uv:0.9', tag: '0.9' },
    { as: 'source', written: 'composer:2.10', tag: '2.10' },
  ]);
});

test.each([
  ['node:24', ['docker.io'], true],
  ['node:24', ['docker.io/library'], true],
  ['example/node:24', ['docker.io/library'], false],
  ['ghcr.io/acme/web:1', ['ghcr.io/acme'], true],
  ['ghcr.io/acme-evil/web:1', ['ghcr.io/acme'], false],
  ['shop.azurecr.io/web:1', ['*.azurecr.io'], true],
  ['evilazurecr.io/web:1', ['*.azurecr.io'], false],
  ['localhost:5000/web:1', ['https://localhost:5000/'], true],
])('%s from %s: %s', (image, allowed, expected) => {
  const reference = parseImage(image);
  expect(reference && isFromAllowedRegistry(reference, allowed)).toBe(expected);
});

test.each([
  ['centos:7', 'almalinux'],
  ['bitnami/redis:7.2', 'redis'],
  ['bitnami/redis:latest', undefined],
  ['bitnami/minideb:bookworm', undefined],
  ['bitnamilegacy/kafka:3.9', 'none'],
  ['circleci/node:16', 'the images of cimg'],
  ['circleci/circleci-cli:0.1', undefined],
  ['node:24', undefined],
])('%s is given up for %s', (image, successor) => {
  const reference = parseImage(image);
  const found = reference && discontinuation(reference, `${reference.registry}/${reference.repository}`);
  expect(found && (found.successor ?? 'none')).toBe(successor);
});

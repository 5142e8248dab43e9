import { rule } from '../../core/rule';
import { isFromAllowedRegistry } from '../shared/allowed-registry';
import { buildImages } from '../shared/build-images';
import { isLocalImage } from '../shared/local-image';

export default rule({
  id: 'dockerfile/registry-not-allowed',
  title: 'Image from a registry that the team does not use',
  why: [
    'A team that keeps to certain registries knows who may push there, has the images scanned and can still build when the Internet is down or a public registry limits how much is pulled. An image from anywhere else gets past all of that.',
    'Silent until the configuration says which registries there are: `team: { allowedRegistries: [ghcr.io/acme, docker.io/library] }`. An entry is a host, a host with a path, or `*.` and a domain.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  equivalents: ['hadolint:DL3026'],
  links: ['https://docs.docker.com/reference/dockerfile/#from', 'https://docs.docker.com/docker-hub/usage/pulls/'],
  bad: [
    {
      files:
        'FROM «node:24» AS build\nRUN npm ci\n\nFROM registry.example.com/base/node:24\nCOPY --from=build /app /app\n',
      team: { allowedRegistries: ['registry.example.com'] },
    },
    {
      title: 'the path counts as well, and so does what is copied from',
      files:
        'FROM «ghcr.io/other/base:1.4»\nCOPY --from=«docker.io/library/composer:2.10» /usr/bin/composer /usr/bin/\n',
      team: { allowedRegistries: ['ghcr.io/acme', '*.azurecr.io'] },
    },
  ],
  good: [
    { title: 'nobody has said which', files: 'FROM quay.io/example/base:1.4\n' },
    {
      title: 'Docker Hub under all of its names, and any host of a domain',
      files: 'FROM node:24\n\nFROM docker.io/library/redis:8.8\n\nFROM shop.azurecr.io/base:3\n',
      team: { allowedRegistries: ['docker.io', '*.azurecr.io'] },
    },
    {
      title: 'stages, nothing at all, what is built here, and what who builds decides',
      files:
        'ARG REGISTRY\nFROM $REGISTRY/node:24 AS build\nRUN npm ci\n\nFROM shop-base AS base\n\nFROM scratch\nCOPY --from=build /app /app\n',
      team: { allowedRegistries: ['registry.example.com'] },
    },
  ],
  *check({ stages }, { team: { allowedRegistries } }) {
    if (allowedRegistries.length === 0) return;
    for (const { reference, stage, spanOf } of buildImages(stages)) {
      if (isFromAllowedRegistry(reference, allowedRegistries)) continue;
      if (!reference.tag && !reference.digest && isLocalImage(reference)) continue;
      yield {
        at: spanOf(0, reference.text.length),
        message: `${reference.registry} is not among the registries of the team (${allowedRegistries.slice(0, 3).join(', ')}${allowedRegistries.length > 3 ? ', …' : ''})`,
        address: stage.alias?.text,
      };
    }
  },
});

import { rule } from '../../core/rule';
import { buildImages } from '../shared/build-images';
import { effectiveTag } from '../shared/image';
import { isLocalImage } from '../shared/local-image';

export default rule({
  id: 'dockerfile/unpinned-digest',
  title: 'Image without a digest',
  why: [
    'A tag can be moved, by its owner or by whoever has taken their account: `node:24` is another image after each update. A digest names the content itself, so that every build gets what was reviewed.',
    'It is worth it only with a tool that renews digests, such as Renovate or Dependabot; without one the image stays as it is and gets no security updates. That is why this is off until asked for. `docker buildx imagetools inspect node:24` shows the digest.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'all',
  since: '0.1.0',
  equivalents: ['semgrep:dockerfile-source-not-pinned'],
  links: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://docs.renovatebot.com/docker/#digest-pinning',
  ],
  bad: [
    { files: 'FROM «node:24»\n' },
    {
      title: 'every image that something is taken from, once',
      files:
        'ARG BASE=«golang:1.27»\nFROM $BASE AS build\nRUN make\n\nFROM $BASE AS test\n\nFROM scratch\nCOPY --from=build /a /a\nCOPY --from=«busybox:1.38» /bin/sh /bin/sh\n',
    },
  ],
  good: [
    'FROM node:24@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60\n',
    { title: 'no tag at all is a finding of `latest-tag`', files: 'FROM node\n' },
    {
      title: 'a stage, and what is built here',
      files: 'FROM shop-base AS base\n\nFROM base\nCOPY app /app\n\nFROM scratch\n',
    },
    { title: 'who builds decides', files: 'ARG BASE\nFROM ${BASE}\n' },
  ],
  *check({ stages }) {
    for (const { reference, stage, spanOf } of buildImages(stages)) {
      if (reference.digest || effectiveTag(reference) === 'latest' || isLocalImage(reference)) continue;
      yield {
        at: spanOf(0, reference.text.length),
        message: `The tag \`${reference.tag?.text}\` can be moved; a digest behind it (\`@sha256:…\`) names one image for good`,
        address: stage.alias?.text,
      };
    }
  },
});

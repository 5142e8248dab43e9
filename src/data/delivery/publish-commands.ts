import {
  BUILDS,
  BUILDS_IMAGE,
  type CommandTable,
  DEPLOYS,
  DEPLOYS_SITE,
  each,
  type Given,
  likely,
  type Meaning,
  NOTHING,
  PUBLISHES_PACKAGE,
  PUBLISHES_RELEASE,
  publishesImage,
  SCANS,
} from './meaning';

/** What the tools do by which images, packages and releases are published, from the manuals of each. */

/** `docker push ghcr.io/acme/app:1`. */
function push({ operands, has }: Given): readonly Meaning[] {
  const [reference] = operands;
  // All tags of the name: which ones these are, can't be seen.
  return [publishesImage(reference === undefined || has('-a', '--all-tags') ? undefined : [reference])];
}

/** A build that may push at once. */
function build({ has, values }: Given): readonly Meaning[] {
  const output = values('--output', '-o').join(' ');
  const isPushed = has('--push') || /\bpush=true\b|\btype=registry\b/.test(output);
  const tags = values('-t', '--tag');
  const references = tags.length > 0 ? tags : undefined;
  return [{ ...BUILDS_IMAGE, references }, ...(isPushed ? [publishesImage(references)] : NOTHING)];
}

function kaniko({ values, has }: Given): readonly Meaning[] {
  const references = values('--destination', '-d');
  if (has('--no-push', '--tar-path') || references.length === 0) return [BUILDS_IMAGE];
  return [BUILDS_IMAGE, publishesImage(references)];
}

/** `skopeo copy docker://a docker://b`, `crane copy a b`: the image has been tested under its former name. */
function copy({ operands }: Given): readonly Meaning[] {
  const [, to] = operands;
  return to === undefined || /^(?:dir|oci|docker-archive|oci-archive|containers-storage|docker-daemon):/.test(to)
    ? NOTHING
    : [publishesImage(undefined)];
}

/** Some hosts build and run what is pushed to them. */
function gitPush({ operands }: Given): readonly Meaning[] {
  const words = operands.join(' ');
  if (/\b(?:heroku|dokku|piku)\b/.test(words)) return [DEPLOYS];
  return /\bgh-pages\b/.test(words) ? [likely(DEPLOYS_SITE)] : NOTHING;
}

const dockerPushes = { push: push, 'image push': push };

export const publishCommands: CommandTable = {
  docker: {
    ...dockerPushes,
    build: build,
    'image build': build,
    'buildx build': build,
    'buildx bake': ({ has }) => [BUILDS_IMAGE, ...(has('--push') ? [publishesImage(undefined)] : NOTHING)],
    'compose push': publishesImage(undefined),
    'buildx imagetools create': likely(publishesImage(undefined)),
    'manifest push': likely(publishesImage(undefined)),
    scout: SCANS,
    scan: SCANS,
    '': NOTHING,
  },
  'docker-compose': { push: publishesImage(undefined) },
  ...each('podman buildah nerdctl', { ...dockerPushes, build: build, bud: build, '': NOTHING }),
  ...each('executor kaniko', { '': kaniko }),
  ko: {
    build: [BUILDS_IMAGE, publishesImage(undefined)],
    publish: [BUILDS_IMAGE, publishesImage(undefined)],
    '': NOTHING,
  },
  crane: { push: publishesImage(undefined), copy: copy, cp: copy, '': NOTHING },
  skopeo: { copy: copy, sync: publishesImage(undefined), '': NOTHING },
  oras: { push: PUBLISHES_PACKAGE, '': NOTHING },
  pack: {
    build: ({ has }) => [BUILDS_IMAGE, ...(has('--publish') ? [publishesImage(undefined)] : NOTHING)],
    '': NOTHING,
  },
  ...each('twine flit', { upload: PUBLISHES_PACKAGE, publish: PUBLISHES_PACKAGE, '': NOTHING }),
  ...each('gem', { push: PUBLISHES_PACKAGE, build: BUILDS, '': NOTHING }),
  ...each('nuget', { push: PUBLISHES_PACKAGE, restore: NOTHING, pack: BUILDS, '': NOTHING }),
  ...each('vsce ovsx', { publish: PUBLISHES_PACKAGE, package: BUILDS, '': NOTHING }),
  ...each('semantic-release release-it', { '': PUBLISHES_RELEASE }),
  ...each('changeset', { publish: PUBLISHES_PACKAGE, '': NOTHING }),
  goreleaser: {
    release: ({ has }) => (has('--snapshot', '--skip-publish') ? BUILDS : PUBLISHES_RELEASE),
    build: BUILDS,
    check: NOTHING,
    '': NOTHING,
  },
  gh: { 'release create': PUBLISHES_RELEASE, 'release upload': PUBLISHES_RELEASE, '': NOTHING },
  glab: { 'release create': PUBLISHES_RELEASE, '': NOTHING },
  'release-cli': { create: PUBLISHES_RELEASE, '': NOTHING },
  snapcraft: { upload: PUBLISHES_PACKAGE, push: PUBLISHES_PACKAGE, '': likely(BUILDS) },
  git: { push: gitPush, '': NOTHING },
};

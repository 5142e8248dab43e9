import { rule } from '../../core/rule';
import { insert, textOf } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { FromInstruction, Pair } from '../../formats/dockerfile/model';
import { globalArgument } from '../shared/build-arguments';
import { parseImage } from '../shared/image';

export default rule({
  id: 'dockerfile/empty-image-by-default',
  title: 'Base image that only a build argument names',
  why: [
    'An `ARG` without a default makes `docker build .` fail for whoever does not know which arguments to give, tools that read or check the file included. A default says what the file is meant for, and can still be overridden.',
    'Some teams want exactly that, so that nobody builds with the wrong base: this is reported only with the stricter presets.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'strict',
  since: '0.1.0',
  fixes: 'template',
  equivalents: ['buildkit:InvalidDefaultArgInFrom'],
  links: ['https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact'],
  bad: [
    {
      files: 'ARG NODE_VERSION\nFROM «node:${NODE_VERSION}»\n',
      fixed: 'ARG NODE_VERSION=value\nFROM node:${NODE_VERSION}\n',
    },
    {
      title: 'beside arguments that have one',
      files: 'ARG REGISTRY=docker.io BASE\nFROM «$REGISTRY/$BASE»\nFROM alpine:3.24\n',
      fixed: 'ARG REGISTRY=docker.io BASE=value\nFROM $REGISTRY/$BASE\nFROM alpine:3.24\n',
    },
  ],
  good: [
    'ARG NODE_VERSION=24\nFROM node:${NODE_VERSION}\n',
    { title: 'with a default beside it', files: 'ARG NODE_VERSION\nFROM node:${NODE_VERSION:-24}\n' },
    {
      title: 'without it there is an image too',
      files: 'ARG REGISTRY\nARG SUFFIX\nFROM ${REGISTRY}node:24${SUFFIX}\n',
    },
    { title: 'set by the builder', files: 'FROM alpine:3.24-$TARGETARCH\n' },
  ],
  *check(build) {
    for (const { from } of build.stages) {
      const missing = missingDefault(from, build);
      if (!missing || !from.image) continue;
      const { name, span } = missing;
      yield {
        at: from.image.span,
        message: `Without \`--build-arg ${name.text ?? ''}=…\` this names no image; give ${name.text ?? 'it'} a default`,
        fix: {
          title: `Give ${name.text ?? 'it'} a default`,
          edits: [insert(span.file, span.end, `=\${1:value}`)],
        },
      };
    }
  },
});

/** The argument without a default that leaves no name of an image. */
function missingDefault({ image, variables }: FromInstruction, build: DockerBuild): Pair | undefined {
  if (!image || image.text !== undefined || variables.some(({ isPlain, isDeclared }) => !isPlain || !isDeclared))
    return undefined;
  let missing: Pair | undefined;
  let rest = image.raw;
  for (const { name, span } of variables) {
    const pair = globalArgument(build, name);
    if (!pair || (pair.value && pair.value.text === undefined)) return undefined;
    if (!pair.value) missing ??= pair;
    rest = rest.replace(textOf(span), pair.value?.text ?? '');
  }
  return parseImage(rest.replace(/^"|"$/g, '')) ? undefined : missing;
}

import { type Fix, rule } from '../../core/rule';
import { insert, replace, textOf } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import { likeliest } from '../../formats/dockerfile/keywords';
import type { FromInstruction } from '../../formats/dockerfile/model';
import type { VariableUse } from '../../formats/dockerfile/variables';
import { isPlatformArgument, isSetByBuilder, pairsOf } from '../shared/build-arguments';
import { parseImage } from '../shared/image';

export default rule({
  id: 'dockerfile/undefined-arg-in-from',
  title: 'FROM with a variable that nothing declares',
  why: [
    '`FROM` knows only the arguments that are declared before the first `FROM`; `ARG` and `ENV` of a stage are not known to it. Any other variable is empty, and giving it with `--build-arg` changes nothing: the build fails on `node:`, or takes another image than everybody thinks.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: ['suggested', 'template'],
  equivalents: ['buildkit:UndefinedArgInFrom'],
  links: ['https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact'],
  bad: [
    {
      title: 'misspelt',
      files: 'ARG NODE_VERSION=24\nFROM node:«${NODE_VERSON}»-alpine\n',
      fixed: 'ARG NODE_VERSION=24\nFROM node:${NODE_VERSION}-alpine\n',
    },
    {
      title: 'declared in a stage, which is too late; may still build: a warning',
      files: 'FROM alpine:3.24\nARG VARIANT=slim\nFROM debian:13«$VARIANT»\n',
      fixed: 'ARG VARIANT=value\nFROM alpine:3.24\nARG VARIANT=slim\nFROM debian:13$VARIANT\n',
    },
  ],
  good: [
    'ARG NODE_VERSION=24\nFROM node:${NODE_VERSION}\n',
    { title: 'given with the build', files: 'ARG BASE\nFROM ${BASE}\n' },
    { title: 'with a default beside it', files: 'FROM node:${NODE_VERSION:-24}\n' },
    {
      title: 'set by the builder',
      files: 'FROM --platform=$BUILDPLATFORM golang:1.27\nFROM alpine:3.24-$TARGETARCH\n',
    },
  ],
  *check(build) {
    if (build.hasOwnFrontend) return;
    for (const { from } of build.stages) {
      for (const use of from.variables) {
        const { name, span } = use;
        if (use.isDeclared || !use.isPlain || name === '' || isPlatformArgument(name) || isSetByBuilder(name)) continue;
        yield {
          at: span,
          message: `No ARG before the first FROM declares ${name}, so it is empty here`,
          severity: mayStillBuild(from) ? 'warning' : undefined,
          fix: fixOf(use, build),
        };
      }
    }
  },
});

/** Whether what is left without the undeclared variables names an image, or may. */
function mayStillBuild({ image, variables }: FromInstruction): boolean {
  if (!image) return false;
  const rest = variables.reduce(
    (text, { isDeclared, span }) => (isDeclared ? text : text.replace(textOf(span), '')),
    image.raw,
  );
  return rest.includes('$') || parseImage(rest) !== undefined;
}

function fixOf({ name, span }: VariableUse, { file, globalArguments, stages }: DockerBuild): Fix | undefined {
  const declared = pairsOf(globalArguments).flatMap((pair) => pair.name.text ?? []);
  const meant = name.length > 3 ? likeliest(name, declared) : undefined;
  if (meant !== undefined && meant.length > 3)
    return { title: `Use ${meant}`, kind: 'suggested', edits: [replace(span, textOf(span).replace(name, meant))] };
  const [first] = stages;
  if (!first) return undefined;
  const declaration = `ARG ${name}=\${1:value}${file.eol}`;
  const at = file.line(file.lineAt(first.from.span.start)).start;
  return { title: `Declare ${name} before the first FROM`, kind: 'template', edits: [insert(file, at, declaration)] };
}

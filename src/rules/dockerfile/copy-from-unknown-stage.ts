import { type Finding, type Fix, rule } from '../../core/rule';
import { replace, type Span, textOf } from '../../core/text';
import { likeliest } from '../../formats/dockerfile/keywords';
import type { CopyInstruction, Stage } from '../../formats/dockerfile/model';
import { stageNamed } from '../../formats/dockerfile/parse';
import { parseImage } from '../shared/image';
import { isLocalImage } from '../shared/local-image';

export default rule({
  id: 'dockerfile/copy-from-unknown-stage',
  title: 'COPY from a stage that is not there',
  why: [
    '`--from` takes the name or the number of an earlier stage. A name that is none of them is taken for an image and looked for on Docker Hub: the build fails, or takes files from whoever has published an image of that name. A stage can’t copy from itself, and of stages further down only BuildKit knows.',
    'A name can also be given to a folder or an image outside of the file (`--build-context name=…`, `additional_contexts` in Compose). Nothing is said where such a name is like none of the stages.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'hadolint:DL3022',
    'hadolint:DL3023',
    "kics:COPY '--from' References Current FROM Alias",
    'trivy:DS-0006',
  ],
  links: [
    'https://docs.docker.com/reference/dockerfile/#copy---from',
    'https://docs.docker.com/build/building/multi-stage/',
  ],
  bad: [
    {
      title: 'misspelt',
      files: 'FROM golang:1.27 AS builder\nRUN go build -o /app .\nFROM scratch\nCOPY --from=«bulder» /app /\n',
      fixed: 'FROM golang:1.27 AS builder\nRUN go build -o /app .\nFROM scratch\nCOPY --from=builder /app /\n',
    },
    {
      title: 'the stage itself, and one that does not exist',
      files:
        'FROM alpine:3.24 AS tools\nCOPY --from=«Tools» /a /b\nFROM alpine:3.24\nCOPY --from=«1» /a /b\nCOPY --from=«2» /a /b\n',
    },
    {
      title: 'one further down',
      files: 'FROM alpine:3.24\nCOPY --from=«build» /a /b\nFROM golang:1.27 AS build\nRUN go build -o /a .\n',
    },
  ],
  good: [
    'FROM golang:1.27 AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=BUILD /app /\nCOPY --from=0 /app /b\n',
    {
      title: 'an image',
      files:
        'FROM alpine:3.24\nCOPY --from=nginx /etc/nginx/nginx.conf /\nCOPY --from=ghcr.io/example/tool:1 /tool /\nCOPY --from=composer:2 /usr/bin/composer /\n',
    },
    { title: 'a variable that is not known', files: 'FROM alpine:3.24\nARG SOURCE\nCOPY --from=$SOURCE /a /b\n' },
    {
      title: 'a context that the build is given by name',
      files: 'FROM golang:1.27 AS build\nFROM scratch\nCOPY --from=assets /logo.png /\n',
    },
    {
      title: 'a trigger names the stages of another build',
      files: 'FROM node:24 AS base\nONBUILD COPY --from=base2 /a /b\n',
    },
  ],
  *check({ stages, hasOwnFrontend }) {
    if (hasOwnFrontend) return;
    for (const stage of stages) {
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'COPY' || !instruction.from?.text) continue;
        yield* findingOf(instruction, instruction.from.text, stage, stages);
      }
    }
  },
});

function* findingOf(copy: CopyInstruction, name: string, stage: Stage, stages: readonly Stage[]): Iterable<Finding> {
  const at = copy.from?.locate(0, name.length) ?? copy.span;
  const earlier = stageNamed(stages.slice(0, stage.index), name);
  if (earlier) return;
  const found = stageNamed(stages, name);
  if (found === stage) yield { at, message: 'A stage can’t copy from itself' };
  else if (found) {
    yield {
      at,
      message: `The stage \`${name}\` comes further down; only BuildKit finds it there, so move it up`,
      severity: 'warning',
      related: [{ at: found.from.span, message: `The stage \`${name}\`` }],
    };
  } else if (/^\d+$/.test(name)) {
    yield { at, message: `There is no stage ${name}: they are counted from 0, and this is number ${stage.index}` };
  } else if (isNoImage(name)) {
    const meant = likeliest(name.toLowerCase(), aliasesBefore(stage, stages));
    if (meant === undefined || !isTypo(name.toLowerCase(), meant.toLowerCase())) return;
    yield {
      at,
      message: `There is no stage \`${name}\` before this; \`${meant}\` is meant`,
      fix: fixOf(at, name, meant),
    };
  }
}

/** Whether a name can come from no registry. */
function isNoImage(name: string): boolean {
  const reference = parseImage(name);
  return !reference || (!reference.tag && !reference.digest && isLocalImage(reference));
}

function aliasesBefore({ index }: Stage, stages: readonly Stage[]): string[] {
  return stages.slice(0, index).flatMap(({ alias }) => alias?.text ?? []);
}

/** Names of one family, such as `build-a` and `build-b`, differ in their last part. */
function isTypo(name: string, meant: string): boolean {
  return name.length > 3 && name.at(0) === meant.at(0) && !/\d/.test(name) && Math.abs(name.length - meant.length) <= 2;
}

function fixOf(at: Span, name: string, meant: string): Fix | undefined {
  return textOf(at) === name ? { title: `Copy from ${meant}`, edits: [replace(at, meant)] } : undefined;
}

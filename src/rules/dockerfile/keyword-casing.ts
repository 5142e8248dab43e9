import { type Finding, rule } from '../../core/rule';
import { replace, type Span, textOf } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { Instruction, Stage } from '../../formats/dockerfile/model';

export default rule({
  id: 'dockerfile/keyword-casing',
  title: 'Instructions now in capitals, now in small letters',
  why: [
    'Capitals tell the instructions of Docker from what they run, for those who read the file. Docker itself takes either.',
    'A matter of style, and off until it is asked for.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'all',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['buildkit:ConsistentInstructionCasing', 'buildkit:FromAsCasing', 'buildkit:StageNameCasing'],
  links: ['https://docs.docker.com/reference/dockerfile/#format'],
  bad: [
    {
      files: 'FROM node:24\n«run» npm ci\n«Copy» . .\nUSER node\n',
      fixed: 'FROM node:24\nRUN npm ci\nCOPY . .\nUSER node\n',
    },
    {
      title: 'small letters throughout, but for one; AS as FROM',
      files: 'from node:24 «AS» build\nrun npm ci\n«COPY» . .\nfrom alpine:3.24 as a\n',
      fixed: 'from node:24 as build\nrun npm ci\ncopy . .\nfrom alpine:3.24 as a\n',
    },
    {
      title: 'names of stages',
      files: 'FROM node:24 AS «Build»\nFROM alpine:3.24\n',
    },
  ],
  good: [
    'FROM node:24 AS build\nRUN npm ci\n',
    'from node:24 as build\nrun npm ci\n',
    { title: 'commands are not looked at', files: 'FROM node:24\nRUN Run && copy\n' },
  ],
  *check(build) {
    const isSmall = isMostlySmall(build);
    for (const stage of build.stages) {
      yield* wrongCase(stage.from.keywordSpan, isSmall);
      for (const instruction of stage.instructions)
        if (isSmall || !isInCapitals(instruction)) yield* wrongCase(instruction.keywordSpan, isSmall);
      yield* ofStage(stage);
    }
  },
});

function isMostlySmall({ stages }: DockerBuild): boolean {
  let small = 0;
  let all = 0;
  const count = (instruction: Instruction): void => {
    all++;
    if (isInCapitals(instruction)) return;
    const text = textOf(instruction.keywordSpan);
    if (text === text.toLowerCase()) small++;
  };
  for (const { from, instructions } of stages) {
    count(from);
    instructions.forEach(count);
  }
  return small * 2 > all;
}

function isInCapitals({ keyword, keywordSpan: { file, start } }: Instruction): boolean {
  return file.text.startsWith(keyword, start);
}

function* wrongCase(at: Span, isSmall: boolean): Iterable<Finding> {
  const text = textOf(at);
  const right = isSmall ? text.toLowerCase() : text.toUpperCase();
  if (text === right || !/^[A-Za-z]+$/.test(text)) return;
  yield {
    at,
    message: `The other words of its kind are written like ${right}`,
    fix: { title: `Write ${right}`, edits: [replace(at, right)] },
  };
}

function* ofStage({ from: { keywordSpan, image }, alias }: Stage): Iterable<Finding> {
  if (!alias || !image) return;
  const { file } = keywordSpan;
  const gap = file.text.slice(image.span.end, alias.span.start);
  const as = /\b(?:as|AS|As|aS)\b/.exec(gap);
  if (as) {
    const start = image.span.end + as.index;
    yield* wrongCase(file.span(start, start + 2), textOf(keywordSpan) === textOf(keywordSpan).toLowerCase());
  }
  if (alias.text !== alias.text.toLowerCase()) {
    yield { at: alias.span, message: `Names of stages are the same in capitals; write ${alias.text.toLowerCase()}` };
  }
}

import { type Finding, rule } from '../../core/rule';
import { textOf } from '../../core/text';
import type { FromInstruction, HealthcheckInstruction, Instruction } from '../../formats/dockerfile/model';

export default rule({
  id: 'dockerfile/missing-argument',
  title: 'Instruction without what it needs, or with too much',
  why: [
    'Docker stops before it builds anything when an instruction has not the arguments that it needs: a `COPY` without a destination, a variable without a value, a `FROM` with more than an image and `AS name`, a `SHELL` that is no JSON array.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  links: ['https://docs.docker.com/reference/dockerfile/'],
  bad: [
    { files: 'FROM node:24\nWORKDIR /app\n«COPY package.json»\n«RUN»\n«ENV A»\n«EXPOSE»\n' },
    {
      title: 'too much, or of another kind',
      files:
        'FROM node:24 «build»\nFROM node:24 AS a «b»\nFROM node:24 AS «1st»\nENV A=b «C»\nSHELL «bash -c»\nHEALTHCHECK «curl localhost»\nHEALTHCHECK NONE «x»\n',
    },
    { title: 'a command that is missing', files: 'FROM node:24\n«HEALTHCHECK --interval=5s CMD»\n«CMD»\n«ONBUILD»\n' },
  ],
  good: [
    'FROM node:24 AS build\nRUN a\nENV A=b C= D="e f"\nENV G h\nARG I J=k\nSHELL ["/bin/bash", "-c"]\nHEALTHCHECK NONE\nHEALTHCHECK --interval=5s CMD a\n',
    { title: 'an empty list', files: 'FROM node:24\nENTRYPOINT []\nCMD []\n' },
    { title: 'here-documents', files: 'FROM node:24\nRUN <<EOF\na\nEOF\nCOPY <<EOF /a\nb\nEOF\n' },
    { title: 'variables', files: 'ARG B=node:24\nFROM $B AS c\nRUN $D\nCOPY $E /f\n' },
    { title: 'a template', files: 'FROM postgres:{{ x.version }}\nENV {{ name }}\n' },
    { title: 'another frontend', files: '# syntax=example/frontend:1\nFROM node:24 x\nCOPY a\n' },
  ],
  *check({ stages, hasOwnFrontend }) {
    if (hasOwnFrontend) return;
    for (const { from, instructions } of stages) {
      for (const instruction of [from, ...instructions]) {
        const finding = wrong(instruction);
        // What a template leaves of it is not known.
        if (finding && !/\{\{|<%/.test(textOf(instruction.span))) yield finding;
      }
    }
  },
});

function wrong(instruction: Instruction): Finding | undefined {
  const { keyword, span } = instruction;
  if (keyword === 'unknown') return undefined;
  if (instruction.arguments.start === instruction.arguments.end)
    return { at: span, message: `${keyword} stands alone; it needs ${NEEDS[keyword]}` };
  switch (keyword) {
    case 'FROM':
      return wrongFrom(instruction);
    case 'COPY':
    case 'ADD':
      return instruction.sources.length === 0 && !textOf(instruction.arguments).includes('<<')
        ? { at: span, message: `${keyword} needs a source and a destination` }
        : undefined;
    case 'ENV':
    case 'LABEL': {
      const bare = instruction.pairs.find(({ value }) => !value);
      return bare && { at: bare.isLegacy ? span : bare.span, message: `${keyword} needs a value for each name` };
    }
    case 'SHELL':
      return instruction.words.length === 0
        ? { at: instruction.arguments, message: 'SHELL takes a JSON array, such as ["/bin/bash", "-c"]' }
        : undefined;
    case 'HEALTHCHECK':
      return wrongCheck(instruction);
    default:
      return undefined;
  }
}

function wrongFrom({ extra, alias }: FromInstruction): Finding | undefined {
  if (extra) return { at: extra, message: 'FROM takes an image and `AS name`, and nothing else' };
  if (!alias || /^[a-z][a-z0-9_.-]*$/i.test(alias.text)) return undefined;
  const message = 'The name of a stage begins with a letter and holds letters, digits, `-`, `_` and `.`';
  return { at: alias.span, message };
}

function wrongCheck(instruction: HealthcheckInstruction): Finding | undefined {
  const { kind, command, span } = instruction;
  const at = instruction.arguments;
  if (kind === 'CMD')
    return command && command.span.start === command.span.end
      ? { at: span, message: 'HEALTHCHECK CMD needs a command' }
      : undefined;
  if (kind !== 'NONE') return { at, message: 'HEALTHCHECK takes `CMD` and a command, or `NONE`' };
  const start = at.start + (/^\S+\s+/.exec(textOf(at))?.[0].length ?? 0);
  return start > at.start ? { at: { ...at, start }, message: 'HEALTHCHECK NONE takes nothing else' } : undefined;
}

const NEEDS: Readonly<Record<Exclude<Instruction['keyword'], 'unknown'>, string>> = {
  ADD: 'a source and a destination',
  ARG: 'a name',
  CMD: 'a command',
  COPY: 'a source and a destination',
  ENTRYPOINT: 'a command',
  ENV: 'a name and a value',
  EXPOSE: 'a port',
  FROM: 'an image',
  HEALTHCHECK: '`CMD` and a command, or `NONE`',
  LABEL: 'a name and a value',
  MAINTAINER: 'a name',
  ONBUILD: 'an instruction',
  RUN: 'a command',
  SHELL: 'a JSON array',
  STOPSIGNAL: 'a signal',
  USER: 'a user',
  VOLUME: 'a path',
  WORKDIR: 'a path',
};

import { type Finding, type Fix, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import { likeliest } from '../../formats/dockerfile/keywords';
import type { Flag, Instruction } from '../../formats/dockerfile/model';

/** The flags of each instruction; the others have none. */
const FLAGS: Readonly<Partial<Record<Instruction['keyword'], readonly string[]>>> = {
  ADD: ['checksum', 'chmod', 'chown', 'exclude', 'keep-git-dir', 'link', 'unpack'],
  COPY: ['chmod', 'chown', 'exclude', 'from', 'link', 'parents'],
  FROM: ['platform'],
  HEALTHCHECK: ['interval', 'retries', 'start-interval', 'start-period', 'timeout'],
  RUN: ['device', 'mount', 'network', 'security'],
};
/** Flags that do nothing without a value. */
const ALONE: ReadonlySet<string> = new Set(['keep-git-dir', 'link', 'parents', 'unpack']);

export default rule({
  id: 'dockerfile/invalid-flag',
  title: 'Flag that the instruction does not know',
  why: [
    'Docker takes every word that begins with `--` right after the instruction’s name for a flag of the instruction, not of the command. An unknown flag, one without its value or one in the wrong place makes the build fail, often only once the file reaches another machine.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.docker.com/reference/dockerfile/'],
  bad: [
    {
      title: 'misspelt',
      files: 'FROM «--plattform=linux/amd64» node:24\nCOPY «--chwon=node» . .\nHEALTHCHECK «--intervall=5s» CMD a\n',
      fixed: 'FROM --platform=linux/amd64 node:24\nCOPY --chown=node . .\nHEALTHCHECK --interval=5s CMD a\n',
    },
    {
      title: 'of another instruction, of no instruction, and without a value',
      files:
        'FROM node:24\nADD «--from=build» a /\nCMD «--port=80»\nENTRYPOINT «--verbose» ["node"]\nCOPY «--chown» node a /\nRUN «--mount» npm ci\n',
    },
  ],
  good: [
    'FROM --platform=$BUILDPLATFORM node:24\nRUN --mount=type=cache,target=/root/.npm --network=none npm ci\nCOPY --from=build --link --chown=1:1 --parents a /\n',
    'FROM node:24\nHEALTHCHECK --interval=5s --timeout=3s --start-period=5s --start-interval=1s --retries=3 CMD a\nHEALTHCHECK NONE\n',
    {
      title: 'of the command',
      files: 'FROM node:24\nRUN npm --global install a\nCMD ["--port=80"]\nCMD node --inspect\n',
    },
    { title: 'a comment of SQL', files: 'FROM node:24\nRUN -- a\n' },
    { title: 'another frontend', files: '# syntax=example/frontend:1\nFROM node:24\nRUN --gpu a\n' },
    {
      title: 'what is still experimental',
      files: '# syntax=docker/dockerfile:1-labs\nFROM node:24\nRUN --future=1 a\n',
    },
  ],
  *check({ stages, hasOwnFrontend, directives }) {
    const syntax = directives.find(({ name }) => name === 'syntax')?.value.text ?? '';
    if (hasOwnFrontend || /labs|upstream|master/.test(syntax)) return;
    for (const { from, instructions } of stages) {
      for (const written of [from, ...instructions]) {
        const trigger = written.keyword === 'ONBUILD' ? written.trigger : undefined;
        if (written.flags.length > 0) yield* invalid(written);
        if (trigger) yield* invalid(trigger);
      }
    }
  },
});

function* invalid({ keyword, flags }: Instruction): Iterable<Finding> {
  if (keyword === 'unknown') return;
  const known = FLAGS[keyword] ?? [];
  for (const flag of flags) {
    if (!known.includes(flag.name)) {
      const one = known.length === 0 ? `${keyword} has no flags` : `${keyword} has no flag --${flag.name.slice(0, 40)}`;
      yield { at: flag.span, message: `${one}: the build fails here`, fix: fixOf(flag, known) };
    } else if (!flag.value && !ALONE.has(flag.name)) {
      yield { at: flag.span, message: `--${flag.name} needs a value, joined to it by an equals sign` };
    }
  }
}

function fixOf({ name, span }: Flag, known: readonly string[]): Fix | undefined {
  const meant = name.length > 3 ? likeliest(name.toLowerCase(), known) : undefined;
  if (meant === undefined) return undefined;
  return { title: `Use --${meant}`, edits: [replace(span, textOf(span).replace(name, meant))] };
}

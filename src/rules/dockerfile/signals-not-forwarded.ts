import { basename } from '../../core/path';
import type { Project } from '../../core/project';
import { type Finding, type Fix, rule } from '../../core/rule';
import { insert, replace, type SourceFile } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { CommandInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { parseShell } from '../../formats/shell/parse';
import { ComposedSource, type ShellSource } from '../../formats/shell/source';
import type { ShellCommand } from '../../formats/shell/syntax';
import { baseImage } from '../shared/base-image';
import { commandsInForce } from '../shared/command-in-force';
import { officialName } from '../shared/image';
import { scriptInImage } from '../shared/script-in-image';
import { startScript } from '../shared/start-script';

export default rule({
  id: 'dockerfile/signals-not-forwarded',
  title: 'First process that keeps signals to itself',
  why: [
    'To stop a container, its first process is sent a signal. A shell that waits for another program does nothing with it, and `npm`, `yarn` and `pnpm` start the program below a shell of their own. The program never learns that it should end: it is killed after ten seconds or more, with requests half answered and transactions open.',
    '`exec` makes the program take the place of the shell; `node server.js` needs neither npm nor a shell. Where several processes are wanted, an init such as `tini -g` or `dumb-init` passes signals on.',
    'Commands in shell form are a finding of `shell-form-command`. Scripts are read where they lie in the project.',
  ],
  severity: 'info',
  practice: 'resilience',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/reference/dockerfile/#exec-form-entrypoint-example',
    'https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#cmd',
  ],
  bad: [
    {
      title: 'a script that waits for what it starts',
      files: {
        Dockerfile: 'FROM debian:13\nCOPY docker/entrypoint.sh /\nENTRYPOINT «["/entrypoint.sh"]»\nCMD ["shop"]\n',
        'docker/entrypoint.sh': '#!/bin/sh\nset -e\n./migrate\n"$@"\n',
      },
      fixed: {
        Dockerfile: 'FROM debian:13\nCOPY docker/entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["shop"]\n',
        'docker/entrypoint.sh': '#!/bin/sh\nset -e\n./migrate\nexec "$@"\n',
      },
    },
    {
      title: 'the program behind npm',
      files: {
        Dockerfile: 'FROM node:24\nCOPY . .\nCMD «["npm", "start"]»\n',
        'package.json': '{"scripts": {"start": "node dist/server.js --port 3000"}}\n',
      },
      fixed: {
        Dockerfile: 'FROM node:24\nCOPY . .\nCMD ["node", "dist/server.js", "--port", "3000"]\n',
        'package.json': '{"scripts": {"start": "node dist/server.js --port 3000"}}\n',
      },
    },
    {
      title: 'what only the package manager knows how to start',
      files: 'FROM node:24\nCOPY . .\nENTRYPOINT «["yarn", "run", "serve"]»\n',
    },
    {
      title: 'a shell that was asked for',
      files: 'FROM python:3.14\nCMD «["sh", "-c", "alembic upgrade head && gunicorn --bind 0.0.0.0:$PORT app"]»\n',
      fixed: 'FROM python:3.14\nCMD ["sh", "-c", "alembic upgrade head && exec gunicorn --bind 0.0.0.0:$PORT app"]\n',
    },
  ],
  good: [
    'FROM node:24\nCMD ["node", "server.js"]\n',
    'FROM python:3.14\nCMD ["sh", "-c", "alembic upgrade head && exec gunicorn app"]\n',
    {
      title: 'the script makes way, in one of its branches at least',
      files: {
        Dockerfile: 'FROM debian:13\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n',
        'entrypoint.sh': '#!/bin/sh\nif [ "$1" = migrate ]; then\n  ./migrate\nelse\n  exec "$@"\nfi\n',
      },
    },
    { title: 'nobody has the script', files: 'FROM debian:13\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n' },
    {
      title: 'an init passes signals on',
      files: 'FROM node:24\nENTRYPOINT ["dumb-init", "--"]\nCMD ["npm", "start"]\n',
    },
    {
      title: 'the script looks after signals itself',
      files: {
        Dockerfile: 'FROM debian:13\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n',
        'entrypoint.sh': '#!/bin/bash\ntrap \'kill "$child"\' TERM\n"$@" &\nchild=$!\nwait\n',
      },
    },
    {
      title: 'the words of a command are arguments here',
      files: 'FROM debian:13\nENTRYPOINT ["/usr/bin/env-runner"]\nCMD ["npm", "start"]\n',
    },
    {
      title: 'one command, which shells replace themselves by',
      files: 'FROM python:3.14\nCMD ["sh", "-c", "gunicorn --bind 0.0.0.0:$PORT app"]\n',
    },
    { title: 'a job that ends by itself', files: 'FROM node:24\nENTRYPOINT ["npm", "install"]\n' },
  ],
  *check(build, { project }) {
    const { finalStage } = build;
    const chain = runtimeChain(finalStage);
    const [instruction] = commandsInForce(chain);
    if (!finalStage || instruction?.command.form !== 'exec') return;
    // A command is an argument of the image's own entrypoint, where there is one.
    if (instruction.keyword === 'CMD' && !startsCommand(finalStage)) return;
    const found =
      shellKept(instruction) ??
      managerKept(instruction, build, project) ??
      scriptKept(instruction, chain, build, project);
    if (found) yield { ...found, at: instruction.command.span, address: finalStage.alias?.text };
  },
});

/** Images whose entrypoint runs any command in its own place, or that have none. */
const STARTS_COMMAND =
  /^(?:alpine|almalinux|amazoncorretto|amazonlinux|buildpack-deps|busybox|debian|eclipse-temurin|elixir|erlang|fedora|gcc|golang|node|openjdk|oraclelinux|perl|php|pypy|python|rockylinux|ruby|rust|ubuntu)$/;

function startsCommand(stage: Stage): boolean {
  const image = baseImage(stage);
  return image !== undefined && STARTS_COMMAND.test(officialName(image) ?? '');
}

/** Programs that end by themselves, or are part of the shell. */
const NO_SERVER =
  /^(?:echo|exit|true|false|test|\[|:|cat|ls|cp|mv|rm|mkdir|chmod|chown|sleep|printf|wait|trap|cd|source|\.|export|set|kill|eval|tail|exec)$/;

/** `["sh", "-c", "first && second"]`: a shell takes the place of a lone command's by itself. */
function shellKept({ command: { commands } }: CommandInstruction): Omit<Finding, 'at'> | undefined {
  const scripts = commands.filter(({ within }) => within?.as === 'script');
  const own = scripts.filter(
    ({ within }) => within === scripts[0]?.within || within?.command === scripts[0]?.within?.command,
  );
  const last = own.at(-1);
  const hasInit = commands.some(({ wrappers }) =>
    wrappers.some((each) => /^(?:tini|dumb-init|docker-init)$/.test(each)),
  );
  if (own.length < 2 || hasInit || !last || !isReplaceable(last, own)) return undefined;
  return {
    message: `\`${last.name}\` runs below a shell that keeps signals to itself; start it with exec`,
    fix: execFix(last),
  };
}

function isReplaceable(last: ShellCommand, all: readonly ShellCommand[]): boolean {
  const { name, wrappers, connector } = last;
  if (name === undefined || NO_SERVER.test(name) || wrappers.includes('exec')) return false;
  return isSequence(last, all) && (connector === undefined || connector === '&&' || connector === ';');
}

/** Nothing else runs beside the last command, and nothing passes signals on. */
function isSequence(last: ShellCommand, all: readonly ShellCommand[]): boolean {
  const isBeside = all.some(({ connector, name }) => connector === '&' || name === 'trap' || name === 'wait');
  return !isBeside && last.pipeline.span.start === last.span.start && last.pipeline.span.end === last.span.end;
}

function execFix({ words, wrappers, assignments, span }: ShellCommand): Fix | undefined {
  const [first] = words;
  if (!first || (wrappers.length > 0 && assignments.length > 0)) return undefined;
  const at = wrappers.length > 0 ? span.start : first.span.start;
  return { title: 'Let the program take the place of the shell', edits: [insert(span.file, at, 'exec ')] };
}

/** What package managers do that a service is started by. */
const STARTS = /^(?:start|serve|server|dev|develop|preview|prod|production|watch)(?:[:_-].*)?$/;

function managerKept(
  { command: { words, span } }: CommandInstruction,
  build: DockerBuild,
  project: Project,
): Omit<Finding, 'at'> | undefined {
  const [program, ...rest] = words.map(({ text }) => text);
  const manager = basename(program ?? '');
  if (!/^(?:npm|yarn|pnpm)$/.test(manager)) return undefined;
  const script = rest.find((word) => word !== 'run' && word !== 'run-script' && !word.startsWith('-'));
  if (script === undefined || !STARTS.test(script)) return undefined;
  const isPlain = rest.every((word) => /^(?:run|run-script|--silent|-s)$/.test(word) || word === script);
  const started = isPlain ? startScript(script, build, project) : undefined;
  return {
    message: `\`${manager}\` starts the program below a shell and does not pass signals on; start the program itself`,
    fix: started && {
      title: `Start ${started.slice(0, 3).join(' ')} without ${manager}`,
      edits: [replace(span, `[${started.map((word) => JSON.stringify(word)).join(', ')}]`)],
    },
  };
}

function scriptKept(
  { command: { words } }: CommandInstruction,
  chain: readonly Stage[],
  build: DockerBuild,
  project: Project,
): Omit<Finding, 'at'> | undefined {
  const texts = words.map(({ text }) => text);
  const isShell = /^(?:ba|da|a)?sh$/.test(basename(texts[0] ?? ''));
  const path = isShell ? texts[1] : texts[0];
  if (path === undefined || path.startsWith('-') || !/\.sh$|entry-?point|^(?:\.?\/.*)?start/.test(path))
    return undefined;
  const file = scriptInImage(path, chain, build, project);
  const last = file && waitsFor(file, isShell);
  if (!last) return undefined;
  const what = last.words[0]?.raw.includes('$@') ? 'its command' : `\`${last.name}\``;
  return {
    message: `\`${basename(path)}\` waits for ${what} and keeps signals to itself; start it with exec`,
    fix: execFix(last),
  };
}

/** Programs that run until they are told to end. */
const SERVER =
  /^(?:node|python[\d.]*|gunicorn|uvicorn|hypercorn|daphne|flask|celery|java|puma|rackup|unicorn|php|dotnet|nginx|caddy|next|nuxt|http-server|serve)$/;

/** The last command of a script, where it is what the container is for and the script merely waits for it. */
function waitsFor(file: SourceFile, isShell: boolean): ShellCommand | undefined {
  const { text } = file;
  if (!isShell && !/^#![^\n]*\b(?:ba|da|a)?sh\b/.test(text)) return undefined;
  if (/\b(?:exec|trap|wait|tini|dumb-init|supervisord|gosu|su-exec)\b|&[ \t]*(?:\n|\r|$)/.test(text)) return undefined;
  const { commands, problems } = parseShell(scriptOf(file));
  const own = commands.filter(({ within }) => !within);
  const last = own.at(-1);
  if (!last || problems.length > 0 || !isSequence(last, own)) return undefined;
  const isAlone = last.connector === undefined || last.connector === '&&' || last.connector === ';';
  const isArguments = last.words[0]?.raw === '"$@"' || last.words[0]?.raw === '$@';
  const endsHere = text.slice(last.span.end).trim() === '';
  return endsHere && isAlone && (isArguments || SERVER.test(last.name ?? '')) ? last : undefined;
}

/** The text of a script without the carriage returns of a checkout on Windows. */
function scriptOf(file: SourceFile): ShellSource {
  const script = new ComposedSource({ text: file.text, locate: (start, end) => file.span(start, end) });
  let from = 0;
  for (const { index } of file.text.matchAll(/\r(?=\n)/g)) {
    script.copy(from, index);
    from = index + 1;
  }
  return script.copy(from, file.text.length);
}

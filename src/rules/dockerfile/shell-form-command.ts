import { type Fix, rule } from '../../core/rule';
import { insert, replace, textOf } from '../../core/text';
import type { CommandInstruction, CommandLine, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import type { ShellCommand } from '../../formats/shell/syntax';
import { baseImage } from '../shared/base-image';
import { officialName } from '../shared/image';

export default rule({
  id: 'dockerfile/shell-form-command',
  title: 'Program started below a shell',
  why: [
    'Written without brackets, the command is handed to `/bin/sh -c`. The shell becomes the first process of the container, gets the signals, and does not pass them on: `docker stop` and every rolling update then wait ten seconds or more and kill the program in the middle of its work. An image without a shell does not start at all.',
    'As a JSON array the program is started by itself. Where the command needs a shell, for a variable say, `exec` makes the program take the place of the shell; that form is not reported.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: ['safe', 'suggested'],
  equivalents: [
    'hadolint:DL3025',
    'buildkit:JSONArgsRecommended',
    'kics:Not Using JSON In CMD And ENTRYPOINT Arguments',
    'semgrep:prefer-json-notation',
  ],
  links: [
    'https://docs.docker.com/reference/build-checks/json-args-recommended/',
    'https://docs.docker.com/reference/dockerfile/#shell-and-exec-form',
  ],
  bad: [
    { files: 'FROM node:24\nCMD «node server.js»\n', fixed: 'FROM node:24\nCMD ["node", "server.js"]\n' },
    {
      title: 'quotes and continuation lines',
      files: 'FROM python:3.14\nCMD «python -m http.server \\\n    --bind "0.0.0.0" \'8 0\'»\n',
      fixed: 'FROM python:3.14\nCMD ["python", "-m", "http.server", "--bind", "0.0.0.0", "8 0"]\n',
    },
    {
      title: 'what needs a shell',
      files: 'FROM python:3.14\nCMD «alembic upgrade head && gunicorn --bind 0.0.0.0:$PORT app»\n',
      fixed: 'FROM python:3.14\nCMD alembic upgrade head && exec gunicorn --bind 0.0.0.0:$PORT app\n',
    },
    {
      title: 'in exec form, an entry point gets the words of `CMD` too',
      files: 'FROM debian:13\nENTRYPOINT «/usr/bin/worker --verbose»\n',
      fixed: 'FROM debian:13\nENTRYPOINT ["/usr/bin/worker", "--verbose"]\n',
    },
    {
      files: 'FROM ruby:4.0\nCMD «RAILS_ENV=production bundle exec puma»\n',
      fixed: 'FROM ruby:4.0\nCMD RAILS_ENV=production exec bundle exec puma\n',
    },
  ],
  good: [
    'FROM node:24\nCMD ["node", "server.js"]\n',
    { title: 'the shell makes way', files: 'FROM node:24\nCMD migrate && exec node server.js --port $PORT\n' },
    { title: 'only the last one counts', files: 'FROM node:24\nCMD node a.js\nCMD ["node", "b.js"]\n' },
    {
      title: 'the shell was chosen on purpose',
      files: 'FROM node:24\nSHELL ["/bin/bash", "-c"]\nCMD node server.js\n',
    },
    {
      title: 'Windows has other shells',
      files: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCMD server.exe\n',
    },
    {
      title: 'nothing could take the place of the shell',
      files: 'FROM alpine:3.24\nCMD while true; do sleep 60; done\n',
    },
    { title: 'an empty list takes the one of the base image away', files: 'FROM alpine:3.24\nENTRYPOINT []\n' },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      if (setsShell(stage)) continue;
      for (const keyword of ['CMD', 'ENTRYPOINT'] as const) {
        const instruction = stage.instructions.findLast((each) => each.keyword === keyword);
        if (instruction?.keyword !== keyword || instruction.command.form === 'exec') continue;
        const program = lastProgram(instruction.command);
        if (!program?.name) continue;
        yield {
          at: instruction.command.span,
          message: `\`${program.name}\` runs below a shell that does not pass the signals of \`docker stop\` on`,
          fix: arrayFix(instruction, program, stage) ?? execFix(program),
        };
      }
    }
  },
});

function setsShell(stage: Stage): boolean {
  return runtimeChain(stage).some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'SHELL'));
}

function chainOf(stage: Stage) {
  return runtimeChain(stage).flatMap(({ instructions }) => instructions);
}

/** What is no program of its own, or replaces the shell already. */
const BUILTINS: ReadonlySet<string> = new Set(
  '. : alias cd eval exec exit export read return set shift source trap ulimit umask unset wait'.split(' '),
);

/** The program that runs in the end, if it could take the place of the shell. */
function lastProgram({ commands, span }: CommandLine): ShellCommand | undefined {
  const command = commands.findLast(({ within }) => !within);
  if (!command?.name || BUILTINS.has(command.name) || command.wrappers.includes('exec')) return undefined;
  const isLast = command.span.end === span.end && command.pipeline.span.start === command.span.start;
  const always = command.connector === undefined || command.connector === '&&' || command.connector === ';';
  return isLast && always ? command : undefined;
}

/** What only a shell makes something of, outside of quotes. */
const FOR_SHELL = /[*?[{~#]/;

function arrayFix(
  { keyword, command: { span } }: CommandInstruction,
  program: ShellCommand,
  stage: Stage,
): Fix | undefined {
  const { words, wrappers, assignments, redirects } = program;
  const isWhole = program.span.start === span.start && program.span.end === span.end;
  const isPlain = words.every(({ value, raw }) => value !== undefined && (/^['"]/.test(raw) || !FOR_SHELL.test(raw)));
  const hasComment = /\n[ \t]*#/.test(textOf(span));
  if (!isWhole || !isPlain || hasComment || wrappers.length + assignments.length + redirects.length > 0)
    return undefined;
  const array = `[${words.map(({ value }) => JSON.stringify(value)).join(', ')}]`;
  return {
    title: 'Start the program without a shell',
    kind: keyword === 'CMD' && runsCommandAsItIs(stage) && !isScript(words[0]?.value) ? 'safe' : 'suggested',
    edits: [replace(span, array)],
  };
}

/** Whether it may be a script without an interpreter in its first line, which only a shell can run. */
function isScript(program = ''): boolean {
  return program.endsWith('.sh') || (program.includes('/') && !/^\/(?:usr\/(?:local\/)?)?s?bin\//.test(program));
}

function execFix({ words, wrappers, assignments, span }: ShellCommand): Fix | undefined {
  const [first] = words;
  if (!first || (wrappers.length > 0 && assignments.length > 0)) return undefined;
  const at = wrappers.length > 0 ? span.start : first.span.start;
  return {
    title: 'Let the program take the place of the shell',
    kind: 'suggested',
    edits: [insert(span.file, at, 'exec ')],
  };
}

/** Official images whose entry point, if any, runs any command as it is. */
const PLAIN_IMAGES: ReadonlySet<string | undefined> = new Set(
  [
    'alpine almalinux amazoncorretto amazonlinux buildpack-deps busybox debian eclipse-temurin elixir erlang fedora gcc',
    'golang node openjdk oraclelinux perl php pypy python rockylinux ruby rust ubuntu',
  ].flatMap((names) => names.split(' ')),
);

/** Whether no entry point gets the command first and makes something else of it. */
function runsCommandAsItIs(stage: Stage): boolean {
  const image = baseImage(stage);
  const isPlain = image !== undefined && PLAIN_IMAGES.has(officialName(image));
  return isPlain && !chainOf(stage).some(({ keyword }) => keyword === 'ENTRYPOINT');
}

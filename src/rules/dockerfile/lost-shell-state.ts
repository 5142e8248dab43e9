import { type Fix, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import type { RunInstruction } from '../../formats/dockerfile/model';
import type { ShellCommand } from '../../formats/shell/syntax';

export default rule({
  id: 'dockerfile/lost-shell-state',
  title: 'Folder, variable or environment that is lost when its RUN ends',
  why: [
    'Each `RUN` starts a shell of its own. A `cd`, an `export` or an activated environment at its end lasts for nothing: the next instruction starts in the old folder, without the variable and with the old Python. Often the build goes on and puts files in the wrong place.',
    'Use `WORKDIR` for folders and `ENV` for variables; put the `bin` of a virtual environment into `PATH`: `ENV PATH="/venv/bin:$PATH"`.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.docker.com/reference/dockerfile/#workdir', 'https://docs.docker.com/reference/dockerfile/#env'],
  bad: [
    {
      files: 'FROM node:24\nRUN «cd /app»\nRUN npm ci\nRUN mkdir -p /data && «cd /data»\nRUN ls\n',
      fixed: 'FROM node:24\nWORKDIR /app\nRUN npm ci\nRUN mkdir -p /data\nWORKDIR /data\nRUN ls\n',
    },
    {
      title: 'variables',
      files: 'FROM node:24\nRUN «export NODE_ENV=production PATH="/app/bin:$PATH"»\nRUN npm ci\n',
      fixed: 'FROM node:24\nENV NODE_ENV=production PATH="/app/bin:$PATH"\nRUN npm ci\n',
    },
    {
      title: 'what would have to be worked out, and environments',
      files:
        'FROM python:3.14\nRUN «export VERSION=$(cat /version)»\nRUN python -m venv /venv && «. /venv/bin/activate»\nRUN «conda activate shop»\n',
    },
  ],
  good: [
    'FROM node:24\nWORKDIR /app\nENV NODE_ENV=production\nRUN cd web && npm ci && cd .. && npm run build\n',
    {
      title: 'it is used in the same RUN',
      files:
        'FROM python:3.14\nRUN . /venv/bin/activate && pip install flask==3.2.0\nRUN export A=1; make\nRUN (cd /app && make) && { cd /tmp; ls; }\n',
    },
    {
      title: 'a script that does something',
      files: 'FROM debian:13\nRUN . ./install.sh\nRUN source /opt/setup.sh\nRUN set -e\n',
    },
    {
      title: 'only the way back',
      files: 'FROM node:24\nRUN cd web && npm ci && cd /app\nRUN make -C web && cd ..\n',
    },
    { title: 'only said', files: 'FROM debian:13\nRUN echo cd /app\nRUN echo "cd /app" >> /etc/profile\n' },
    {
      title: 'asked whether it is there',
      files: 'FROM debian:13\nRUN test -d /app || cd /tmp\nRUN if true; then cd /app; fi\n',
    },
  ],
  *check({ stages }) {
    for (const { instructions } of stages) {
      for (const run of instructions) {
        if (run.keyword !== 'RUN') continue;
        const last = run.command.commands.findLast(({ within }) => !within);
        const lost = last && run.command.form === 'shell' ? lostBy(last) : undefined;
        if (!last || !lost || !isAtEnd(run, last) || isWayBack(run, last)) continue;
        yield {
          at: last.span,
          message: `This is lost when the \`RUN\` ends; ${lost}`,
          fix: fixOf(run, last),
        };
      }
    }
  },
});

const ENVIRONMENT =
  /(?:^|\/)(?:activate|\.bashrc|\.bash_profile|\.profile|\.zshrc|nvm\.sh|\.cargo\/env)$|^\/etc\/(?:profile|environment)$/;

/** What to do instead of a command that only changes its own shell; undefined for any other. */
function lostBy({ name, words, redirects }: ShellCommand): string | undefined {
  const [, first] = words;
  if (!first || redirects.length > 0) return undefined;
  if (name === 'cd') return 'use `WORKDIR`';
  if (name === 'export') return first.raw.includes('=') ? 'use `ENV`' : undefined;
  if (name === 'alias') return 'write a script instead';
  const isSourced = (name === 'source' || name === '.') && ENVIRONMENT.test(first.value ?? '');
  if (isSourced || ((name === 'conda' || name === 'mamba') && first.value === 'activate'))
    return 'put it into `PATH` by `ENV`, or into the same `RUN` as what needs it';
  return undefined;
}

/** Whether a command stands at the very end of a script, in no loop, condition or group. */
function isAtEnd({ command }: RunInstruction, { span, connector }: ShellCommand): boolean {
  const text = command.script?.text ?? '';
  return connector !== '||' && connector !== '|' && span.end === command.span.end && !/[({]\s*$/.test(text);
}

/** Whether a script that went elsewhere only goes back in the end. */
function isWayBack({ command: { commands } }: RunInstruction, last: ShellCommand): boolean {
  if (last.name !== 'cd' || commands.length === 1) return false;
  return (
    /^(?:\.\.|-|\/$|\/tmp\b|\$)/.test(last.words[1]?.raw ?? '') ||
    commands.some((each) => each !== last && /^(?:cd|pushd)$/.test(each.name ?? ''))
  );
}

function fixOf(run: RunInstruction, command: ShellCommand): Fix | undefined {
  const { name, words, span } = command;
  const written = words.slice(1).map(({ raw }) => raw);
  if (/[`~]|\$\(/.test(written.join(' ')) || words.some(({ prefix }) => prefix.startsWith('-'))) return undefined;
  if (name !== 'cd' && name !== 'export') return undefined;
  const instruction = name === 'cd' ? `WORKDIR ${written.join(' ')}` : `ENV ${written.join(' ')}`;
  const keyword = name === 'cd' ? 'WORKDIR' : 'ENV';
  if (name === 'export' && !written.every((each) => /^\w+=./.test(each))) return undefined;
  if (run.command.commands.length === 1) {
    return { title: `Use ${keyword}`, edits: [replace({ ...run.span, end: span.end }, instruction)] };
  }
  const { file } = span;
  const before = withoutBlanks(file.text.slice(run.span.start, span.start));
  if (!before.endsWith('&&') || textOf(run.span).includes('<<')) return undefined;
  const start = run.span.start + withoutBlanks(before.slice(0, -2)).length;
  return {
    title: `Use ${keyword}`,
    edits: [replace({ file, start, end: span.end }, `${file.eol}${instruction}`)],
  };
}

/** A text up to its last word; backslashes that continue lines are blanks too. */
function withoutBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n\\`'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

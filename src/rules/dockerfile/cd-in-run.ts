import { rule } from '../../core/rule';

export default rule({
  id: 'dockerfile/cd-in-run',
  title: '`cd` at the head of a RUN',
  why: [
    '`WORKDIR` says for all instructions that follow where they work, makes the folder if need be, and can be read without reading scripts. With a `cd` in each `RUN`, one will be forgotten.',
    'A `cd` further on in a script, or into a folder that only this `RUN` makes, is not reported. It is a matter of taste, so it belongs to the strict preset.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'strict',
  since: '0.1.0',
  equivalents: [
    'hadolint:DL3003',
    'trivy:DS-0013',
    "kics:RUN Instruction Using 'cd' Instead of WORKDIR",
    'semgrep:use-workdir',
  ],
  links: ['https://docs.docker.com/build/building/best-practices/#workdir'],
  bad: [
    { files: 'FROM node:24\nRUN «cd /app» && npm ci\nRUN «cd /app/web» && npm run build\n' },
    { files: 'FROM node:24\nWORKDIR /app\nRUN «cd web» \\\n && npm ci\n' },
  ],
  good: [
    'FROM node:24\nWORKDIR /app\nRUN npm ci\n',
    {
      title: 'further on, and back',
      files:
        'FROM node:24\nRUN mkdir /src && cd /src && make && cd / && rm -rf /src\nRUN cd /tmp && make && cd - && ls\n',
    },
    { title: 'for one command', files: 'FROM node:24\nRUN (cd /app && npm ci)\nRUN set -e; cd /app; npm ci\n' },
    {
      title: 'a folder for the moment',
      files: 'FROM node:24\nRUN cd /tmp && wget https://example.com/a.tgz && tar -xf a.tgz\n',
    },
    { title: 'lost at once: that is a matter of dockerfile/lost-shell-state', files: 'FROM node:24\nRUN cd /app\n' },
  ],
  *check({ stages }) {
    for (const { instructions } of stages) {
      for (const run of instructions) {
        if (run.keyword !== 'RUN' || run.command.form !== 'shell') continue;
        const [first, second, ...rest] = run.command.commands;
        const [, folder] = first?.words ?? [];
        if (first?.name !== 'cd' || !folder || !second || first.span.start !== run.command.span.start) continue;
        const isBrief = /^\/?(?:var\/)?tmp\b|^\$\(/.test(folder.prefix || folder.raw);
        if (isBrief || [second, ...rest].some(({ name }) => name === 'cd')) continue;
        yield { at: first.span, message: 'A `cd` has to be said in each `RUN` anew; say it once with `WORKDIR`' };
      }
    }
  },
});

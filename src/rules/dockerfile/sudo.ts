import { type Fix, rule } from '../../core/rule';
import { type Edit, replace, type Span, textOf } from '../../core/text';
import type { ShellCommand } from '../../formats/shell/syntax';
import { runsAs } from '../shared/run-user';

export default rule({
  id: 'dockerfile/sudo',
  title: '`sudo` in a build',
  why: [
    'A build starts as root, so `sudo` does nothing but add a package with a long history of holes, a process in between and an environment that is not the one that was set.',
    'After `USER` it does something: it works only because that user may become root without a password, and so may whoever breaks into the running container. Do what needs root before `USER`, or go back with `USER root` for it.',
    'What takes rights away, such as `sudo -u postgres`, is not reported, nor are base images of which it is not known as whom they start.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: [
    'hadolint:DL3004',
    'checkov:CKV2_DOCKER_1',
    'trivy:DS-0010',
    'kics:Run Using Sudo',
    'semgrep:no-sudo-in-dockerfile',
  ],
  links: ['https://docs.docker.com/build/building/best-practices/#user'],
  bad: [
    {
      files: 'FROM debian:13\nRUN «sudo» apt-get update && sudo -E apt-get install -y curl\n',
      fixed: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl\n',
    },
    {
      title: 'in a pipe, with variables of its own',
      files:
        'FROM node:24 AS base\nFROM base\nUSER 0\nRUN echo "deb https://a.example /" | «sudo» tee /a.list && sudo LANG=C ls\n',
      fixed: 'FROM node:24 AS base\nFROM base\nUSER 0\nRUN echo "deb https://a.example /" | tee /a.list && LANG=C ls\n',
    },
    {
      title: 'somebody who may become root',
      files:
        'FROM ubuntu:26.04\nRUN useradd app\nUSER app:app\nRUN «sudo» apt-get update && sudo chown app /app\nRUN sudo ls\n',
    },
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && apt-get install -y curl\n',
    {
      title: 'rights are taken away',
      files: 'FROM debian:13\nRUN sudo -u postgres createdb shop && sudo --user=www ls && sudo -iu git env\n',
    },
    { title: 'nobody knows as whom it starts', files: 'FROM registry.example.com/base:1.2\nRUN sudo apt-get update\n' },
    {
      title: 'nobody knows as whom it goes on',
      files: 'FROM debian:13\nARG USERNAME\nUSER $USERNAME\nRUN sudo chown app /app\n',
    },
    {
      title: 'it is installed and set up, not run',
      files:
        'FROM debian:13\nRUN apt-get install -y sudo && echo "app ALL=(ALL) ALL" > /etc/sudoers.d/app && echo sudo ls\n',
    },
  ],
  *check({ file, stages }) {
    if (!file.text.includes('sudo')) return;
    for (const stage of stages) {
      const known = new Set<string>();
      for (const { run, user } of runsAs(stage)) {
        const commands = run.command.commands.filter(becomesRoot);
        const [first] = commands;
        // That a user may become root is one finding, however often it does.
        if (!first || user === undefined || known.has(user)) continue;
        if (user !== 'root') known.add(user);
        yield {
          at: placeOf(first),
          message:
            user === 'root'
              ? 'The build is root here already; leave `sudo` out'
              : `With \`sudo\` ${user} may become root in the container as well; do this before \`USER ${user}\``,
          fix: user === 'root' ? fixOf(commands) : undefined,
        };
      }
    }
  },
});

const AS_ANOTHER = /^sudo[ \t](?:[^\n]{0,80}[ \t])?(?:-[a-zA-Z]*[ug]\b|--user|--group)/;

function becomesRoot({ wrappers, span }: ShellCommand): boolean {
  return wrappers[0] === 'sudo' && !AS_ANOTHER.test(textOf(span));
}

function placeOf({ span }: ShellCommand): Span {
  return textOf(span).startsWith('sudo') ? { ...span, end: span.start + 'sudo'.length } : span;
}

/** `sudo` with options that mean nothing to root. */
const PLAIN = /^sudo[ \t]+(?:(?:-[EHn]+|--preserve-env|--set-home|--non-interactive)[ \t]+)*(?=[\w/.])/;

function fixOf(commands: readonly ShellCommand[]): Fix | undefined {
  const edits = commands.flatMap(({ span }): Edit[] => {
    const written = PLAIN.exec(textOf(span))?.[0];
    return written === undefined ? [] : [replace({ ...span, end: span.start + written.length }, '')];
  });
  return edits.length === commands.length ? { title: 'Leave sudo out', edits } : undefined;
}

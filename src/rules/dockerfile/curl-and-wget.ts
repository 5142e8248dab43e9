import { rule } from '../../core/rule';
import type { ShellCommand } from '../../formats/shell/syntax';
import { layersOf } from '../shared/run-instructions';

export default rule({
  id: 'dockerfile/curl-and-wget',
  title: 'Both `curl` and `wget`',
  why: [
    'Two programs for one task are two packages to install and to patch, and two sets of options to know about retries, redirects and failures.',
    'It is a matter of taste, and some images bring both anyway; so it is off until asked for.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'all',
  since: '0.1.0',
  equivalents: [
    'hadolint:DL4001',
    'trivy:DS-0014',
    "kics:Run Using 'wget' and 'curl'",
    'semgrep:use-either-wget-or-curl',
  ],
  links: ['https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages'],
  bad: [
    {
      files:
        'FROM debian:13\nRUN curl -fsSLO https://example.com/a.tgz\nRUN «wget https://example.com/b.tgz» && wget https://example.com/c.tgz\n',
    },
    {
      title: 'in stages that become one image',
      files:
        'FROM debian:13 AS base\nRUN wget https://example.com/a.tgz\nFROM base\nRUN VERSION=$(«curl https://example.com/version») && echo "$VERSION"\n',
    },
  ],
  good: [
    'FROM debian:13\nRUN curl -O https://example.com/a.tgz && curl -O https://example.com/b.tgz\n',
    {
      title: 'in other stages',
      files:
        'FROM debian:13 AS build\nRUN curl -O https://example.com/a.tgz\nFROM alpine:3.24\nRUN wget https://example.com/b.tgz\n',
    },
    {
      title: 'installed, not used',
      files: 'FROM debian:13\nRUN apt-get install -y curl wget && curl -O https://example.com/a.tgz\n',
    },
  ],
  *check({ finalStage }) {
    const commands = layersOf(finalStage).flatMap(({ command }) => command.commands);
    const curl = commands.find(isNamed('curl'));
    const wget = commands.find(isNamed('wget'));
    if (!curl || !wget) return;
    const [first, second] = commands.indexOf(curl) < commands.indexOf(wget) ? [curl, wget] : [wget, curl];
    yield {
      at: second.span,
      message: `Elsewhere \`${first.name}\` does this already; one of \`curl\` and \`wget\` is enough`,
      related: [{ at: first.span, message: `Here it is \`${first.name}\`` }],
    };
  },
});

function isNamed(name: string): (command: ShellCommand) => boolean {
  return (command) => command.name === name;
}

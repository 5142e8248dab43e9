import { rule } from '../../core/rule';
import { type SourceFile, textOf } from '../../core/text';
import type { CommandLine, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import type { ShellCommand } from '../../formats/shell/syntax';
import { isEffective, type PackageCall, packageCalls } from '../shared/package-calls';
import type { PackageAction, PackageFamily } from '../shared/package-managers';
import { runsOf } from '../shared/run-instructions';
import { addOption } from '../shared/shell-edit';

export default rule({
  id: 'dockerfile/apt-get-without-yes',
  title: 'Package manager that waits for an answer',
  why: [
    'Without `-y` the package manager asks before it installs anything beyond what was named, and a build has nobody to answer: it ends with `Abort.` and the build fails. That it works today only means that the package needs nothing else yet.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: [
    'hadolint:DL3014',
    'hadolint:DL3030',
    'hadolint:DL3034',
    'hadolint:DL3038',
    'trivy:DS-0021',
    'kics:APT-GET Missing Flags To Avoid Manual Input',
    'kics:Yum Install Allows Manual Input',
    'kics:Missing Flag From Dnf Install',
    'kics:Missing Zypper Non-interactive Switch',
    'semgrep:missing-assume-yes-switch',
    'semgrep:missing-yum-assume-yes-switch',
    'semgrep:missing-dnf-assume-yes-switch',
  ],
  links: [
    'https://manpages.debian.org/stable/apt/apt-get.8.en.html',
    'https://docs.docker.com/build/building/best-practices/#apt-get',
  ],
  bad: [
    {
      files: 'FROM debian:13\nRUN apt-get update && «apt-get install» curl && rm -rf /var/lib/apt/lists/*\n',
      fixed: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    },
    {
      files: `FROM debian:13
RUN apt-get update \\
  # for the health check
  && «apt-get install» --no-install-recommends \\
    curl \\
  && if true; then sudo «apt-get remove» wget; fi
`,
      fixed: `FROM debian:13
RUN apt-get update \\
  # for the health check
  && apt-get install -y --no-install-recommends \\
    curl \\
  && if true; then sudo apt-get remove -y wget; fi
`,
    },
    {
      title: 'other package managers',
      files:
        'FROM fedora:44\nRUN «dnf install» curl && «dnf -q upgrade»\nRUN ["/bin/sh", "-c", "«yum install» wget"]\n',
      fixed:
        'FROM fedora:44\nRUN dnf install -y curl && dnf -q upgrade -y\nRUN ["/bin/sh", "-c", "yum install -y wget"]\n',
    },
    {
      title: 'packages of languages',
      files:
        'FROM python:3.14\nRUN «pip uninstall» flask && pip install jinja2==3.1.6\nRUN «conda install» -c conda-forge numpy=2.3\n',
      fixed:
        'FROM python:3.14\nRUN pip uninstall -y flask && pip install jinja2==3.1.6\nRUN conda install -y -c conda-forge numpy=2.3\n',
    },
    {
      title: 'without a shell',
      files: 'FROM debian:13\nRUN [«"apt-get", "install"», "curl"]\n',
      fixed: 'FROM debian:13\nRUN ["apt-get", "install", "-y", "curl"]\n',
    },
    {
      files: 'FROM opensuse/leap:16.0\nRUN «zypper install» curl\n',
      fixed: 'FROM opensuse/leap:16.0\nRUN zypper install -y curl\n',
    },
  ],
  good: [
    {
      title: 'every way to say yes',
      files: `FROM debian:13
RUN apt-get -y install a && apt-get install -qqy a && apt-get --yes install a && apt-get install --assume-yes a
RUN apt-get -qq install a && apt-get -q -q install a && apt-get -o APT::Get::Assume-Yes=true install a
RUN yes | apt-get install a && echo y | apt-get remove a
`,
    },
    {
      title: 'said once in the configuration',
      files: `FROM debian:13 AS base
RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes
FROM base
RUN apt-get install curl
`,
    },
    {
      title: 'nothing is asked',
      files: 'FROM debian:13\nRUN apt-get update && apt-get clean && apt-get install --dry-run a\n',
    },
    { title: 'the variable may hold it', files: 'FROM debian:13\nARG OPTIONS\nRUN apt-get install $OPTIONS curl\n' },
    {
      title: 'the variable holds it',
      files: 'FROM debian:13\nENV OPTIONS="-y --no-install-recommends"\nRUN apt-get install $OPTIONS curl\n',
    },
    { title: 'only its name', files: 'FROM debian:13\nRUN echo "apt-get install curl" && command -v apt-get\n' },
    {
      title: 'zypper has its own option',
      files: 'FROM opensuse/leap:16.0\nRUN zypper --non-interactive install a && zypper -n in b\n',
    },
    { title: 'apk never asks', files: 'FROM alpine:3.24\nRUN apk add --no-cache curl\n' },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      if (isConfigured(stage)) continue;
      for (const { command } of runsOf(stage)) {
        for (const { head, subcommand, programWord } of questions(command)) {
          yield {
            at: head,
            message: 'Without `-y` this asks for confirmation, and a build has nobody to answer',
            fix: { title: 'Add -y', edits: [addOption(subcommand ?? programWord, '-y')] },
          };
        }
      }
    }
  },
});

/** What each family asks about, and how it is told not to. */
const QUESTIONS: Readonly<
  Partial<Record<PackageFamily, { readonly asks: readonly PackageAction[]; readonly yes: readonly string[] }>>
> = {
  apt: {
    asks: ['install', 'upgrade', 'distribution', 'remove'],
    yes: ['-y', '--yes', '--assume-yes', '--force-yes', '-qq', '--assume-no'],
  },
  dnf: { asks: ['install', 'upgrade', 'distribution', 'remove'], yes: ['-y', '--assumeyes', '--assumeno'] },
  zypper: {
    asks: ['install', 'upgrade', 'distribution', 'remove'],
    yes: ['-y', '--no-confirm', '-n', '--non-interactive'],
  },
  conda: { asks: ['install', 'upgrade', 'remove'], yes: ['-y', '--yes'] },
  pip: { asks: ['remove'], yes: ['-y', '--yes'] },
};

/** The calls in a command line that will ask something. */
function* questions(line: CommandLine): Iterable<PackageCall> {
  for (const call of packageCalls(line)) {
    const { command, family, action, given } = call;
    const question = QUESTIONS[family];
    if (!action || !question?.asks.includes(action) || asksNever(call) || readsInput(command)) continue;
    // Twice `-q` means yes to apt.
    const isQuiet =
      family === 'apt' &&
      (command.words.filter(({ value }) => value === '-q').length > 1 || /^2/.test(given.value('-q', '--quiet') ?? ''));
    if (given.mayHoldMore || isQuiet || given.has(...question.yes) || !isEffective(call)) continue;
    if (line.commands.some(({ pipedInto }) => pipedInto === command)) continue;
    yield call;
  }
}

function asksNever({ program }: PackageCall): boolean {
  return program === 'uv' || program === 'pipx';
}

function readsInput({ redirects }: ShellCommand): boolean {
  return redirects.some(({ operator }) => operator.startsWith('<'));
}

const SETTING = /assume-?yes\W{1,4}(?:true|1|yes)\b|defaultyes|always_yes/i;
const CONFIGURATION = /\/etc\/(?:apt\/apt\.conf|dnf\/|yum)/;

/** Whether the package manager is told elsewhere not to ask. */
function isConfigured(stage: Stage): boolean {
  if (!stage.from.span.file.derived(mentionsSetting)) return false;
  return runtimeChain(stage).some(({ instructions }) =>
    instructions.some(({ keyword, span }) => {
      const text = textOf(span);
      return SETTING.test(text) || ((keyword === 'COPY' || keyword === 'ADD') && CONFIGURATION.test(text));
    }),
  );
}

function mentionsSetting({ text }: SourceFile): boolean {
  return SETTING.test(text) || CONFIGURATION.test(text);
}

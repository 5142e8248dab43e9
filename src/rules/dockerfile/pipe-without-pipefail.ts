import { type Fix, rule } from '../../core/rule';
import { insert } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { RunInstruction, ShellInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import type { ShellCommand } from '../../formats/shell/syntax';
import { baseImage } from '../shared/base-image';
import { officialName } from '../shared/image';
import { unnoticedFailures } from '../shared/pipe-failure';

export default rule({
  id: 'dockerfile/pipe-without-pipefail',
  title: 'Failure at the head of a pipe goes unnoticed',
  why: [
    'A shell takes the status of the last command for that of the whole pipe. When the download before it fails, what comes after it gets nothing, is content with that, and the build goes on: the image is broken, and it shows when it runs.',
    'With `pipefail` the pipe fails with its first failing command. The `sh` of Debian and Ubuntu does not know it, bash and Alpine’s `ash` do.',
    'Only pipes are reported that begin with something that fails now and then, such as a download, and end in something that takes nothing for an answer: `tar`, `gpg` or `sha256sum -c` notice by themselves. `curl … | sh` is a matter of `dockerfile/curl-pipe-shell`. Once for each stage.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['hadolint:DL4006', 'kics:Shell Running A Pipe Without Pipefail Flag', 'semgrep:set-pipefail'],
  links: [
    'https://docs.docker.com/build/building/best-practices/#using-pipes',
    'https://docs.docker.com/reference/dockerfile/#shell',
  ],
  bad: [
    {
      files:
        'FROM debian:13\nRUN «curl -fsSL https://example.com/list | sort -u > /list»\nRUN wget -qO- https://example.com/list | tee /b\n',
      fixed:
        'FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://example.com/list | sort -u > /list\nRUN wget -qO- https://example.com/list | tee /b\n',
    },
    {
      title: 'Alpine has another shell',
      files:
        'FROM alpine:3.24\n# the version\nRUN VERSION=$(«wget -qO- https://example.com/version | cut -d. -f1») && echo "$VERSION" > /version\n',
      fixed:
        'FROM alpine:3.24\n# the version\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nRUN VERSION=$(wget -qO- https://example.com/version | cut -d. -f1) && echo "$VERSION" > /version\n',
    },
    {
      title: 'a shell that is set already',
      files:
        'FROM debian:13 AS base\nSHELL ["/bin/bash", "-c"]\nFROM base\nRUN «curl -fsSL https://example.com/list | tee /list»\n',
      fixed:
        'FROM debian:13 AS base\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nFROM base\nRUN curl -fsSL https://example.com/list | tee /list\n',
    },
    {
      title: 'which shells an image has is not known',
      files: 'FROM registry.example.com/base:1.2\nRUN «curl -fsSL https://example.com/list | sort -u > /list»\n',
    },
  ],
  good: [
    'FROM debian:13\nSHELL ["/bin/bash", "-euo", "pipefail", "-c"]\nRUN curl -fsSL https://example.com/list | sort -u > /list\n',
    'FROM fedora:44\nRUN set -eux -o pipefail; curl -fsSL https://example.com/list | sort -u > /list\n',
    {
      title: 'what comes next notices',
      files:
        'FROM debian:13\nRUN curl -fsSL https://example.com/a.tgz | tar -xz && curl https://example.com/key | gpg --dearmor -o /key.gpg\n',
    },
    {
      title: 'the head can’t fail',
      files:
        'FROM debian:13\nRUN echo "abc  /a" | sha256sum -c && yes | ./install && printf "a" | tee /a && cat <<EOF | sh\nls\nEOF\n',
    },
    {
      title: 'what comes next stops early, and pipefail would take that for a failure',
      files:
        'FROM debian:13\nRUN curl -fsSL https://example.com/list | head -n1 > /first && curl https://example.com/list | grep -q shop\n',
    },
    {
      title: 'the failure is dealt with',
      files: 'FROM debian:13\nRUN curl -fsSL https://example.com/list | sort -u > /list || echo none > /list\n',
    },
    {
      title: 'programs that are run as they come are another matter',
      files: 'FROM debian:13\nRUN curl -fsSL https://example.com/setup | bash -\n',
    },
    {
      title: 'the result is checked',
      files:
        'FROM debian:13\nRUN VERSION=$(curl -fsSL https://example.com/v | cut -d. -f1) && test -n "$VERSION" && echo "$VERSION"\n',
    },
    {
      title: 'bash is asked for',
      files:
        'FROM debian:13\nRUN ["/bin/bash", "-o", "pipefail", "-c", "curl -fsSL https://example.com/list | sort -u > /list"]\n',
    },
  ],
  *check(build) {
    for (const stage of build.stages) {
      const found = firstIn(stage);
      if (!found) continue;
      const { run, head } = found;
      yield {
        at: head.pipeline.span,
        message: `When \`${head.name}\` fails here, the build goes on with what it got; set \`pipefail\``,
        fix: fixOf(build, stage, run),
      };
    }
  },
});

function firstIn(stage: Stage): { readonly run: RunInstruction; readonly head: ShellCommand } | undefined {
  for (const run of stage.instructions) {
    if (run.keyword !== 'RUN') continue;
    const { command } = run;
    if (!command.commands.some(({ pipedInto }) => pipedInto) || hasPipefail(shellOf(stage, run))) continue;
    if (/\bpipefail\b/.test(command.script?.text ?? '') || command.words.some(({ text }) => text.includes('pipefail')))
      continue;
    const [head] = unnoticedFailures(command.commands);
    if (head) return { run, head };
  }
  return undefined;
}

/** The `SHELL` that is in force at an instruction. */
function shellOf(stage: Stage, run: RunInstruction): ShellInstruction | undefined {
  for (const each of runtimeChain(stage)) {
    const before = each === stage ? each.instructions.slice(0, each.instructions.indexOf(run)) : each.instructions;
    const shell = before.findLast((instruction) => instruction.keyword === 'SHELL');
    if (shell) return shell;
  }
  return undefined;
}

function hasPipefail(shell: ShellInstruction | undefined): boolean {
  return shell?.words.some(({ text }) => text.includes('pipefail')) ?? false;
}

/** Official images that rest on Debian, Ubuntu or Red Hat, unless a tag says Alpine, and have bash. */
const WITH_BASH: ReadonlySet<string> = new Set(
  (
    'almalinux amazonlinux buildpack-deps centos debian fedora gcc golang httpd maven mysql mariadb nginx node openjdk ' +
    'eclipse-temurin oraclelinux perl php postgres python redis rockylinux ruby rust tomcat ubuntu'
  ).split(' '),
);

function fixOf({ file }: DockerBuild, stage: Stage, run: RunInstruction): Fix | undefined {
  const title = 'Set pipefail';
  const shell = shellOf(stage, run);
  if (shell) {
    const last = shell.words.at(-1);
    const knows = /(?:^|\/)(?:bash|ash|zsh|ksh)$/.test(shell.words[0]?.text ?? '');
    return last && knows && last.text === '-c'
      ? { title, edits: [insert(last.span.file, last.span.start, '"-o", "pipefail", ')] }
      : undefined;
  }
  const image = baseImage(stage);
  const name = image && officialName(image);
  if (!name || /busybox|windows|nanoserver|slim-micro/.test(image.tag?.text ?? '')) return undefined;
  const isAlpine = name === 'alpine' || /alpine/.test(image.tag?.text ?? '');
  if (!isAlpine && !WITH_BASH.has(name)) return undefined;
  const program = isAlpine ? '/bin/ash' : '/bin/bash';
  return {
    title,
    edits: [insert(file, run.span.start, `SHELL ["${program}", "-o", "pipefail", "-c"]${file.eol}`)],
  };
}

import { type Finding, type Fix, rule } from '../../core/rule';
import { type Edit, replace, type Span, textOf } from '../../core/text';
import type { Instruction, Pair } from '../../formats/dockerfile/model';
import { withTriggers } from '../../formats/dockerfile/triggers';
import type { ShellCommand } from '../../formats/shell/syntax';
import { mayMention } from '../shared/mention';
import { removeInstruction, removeWords, replaceWord } from '../shared/shell-edit';
import { trustsAnyServer } from '../shared/unchecked-environment';
import { SERVERS_MENTION, type Unchecked, uncheckedServers } from '../shared/unchecked-transfer';

export default rule({
  id: 'dockerfile/tls-verification-off',
  title: 'Check of the server’s certificate turned off',
  why: [
    'Without the check, anyone on the way between the build and the server can answer in its place, and what they send becomes part of the image. An `ENV` goes further: the check stays off in the container, for everything that runs in it.',
    'The reason is mostly one of two: the image has no certificates (`ca-certificates` is not installed, or was left out as a recommended package), or the server’s certificate comes from a company’s own authority. Install the package, or copy the authority’s certificate to `/usr/local/share/ca-certificates/` and run `update-ca-certificates`.',
    'Taking the switch out is not done on save: a build that has gone without certificates so far may need one of the two first.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'checkov:CKV2_DOCKER_2',
    'checkov:CKV2_DOCKER_3',
    'checkov:CKV2_DOCKER_4',
    'checkov:CKV2_DOCKER_5',
    'checkov:CKV2_DOCKER_6',
    'checkov:CKV2_DOCKER_12',
    'checkov:CKV2_DOCKER_13',
    'checkov:CKV2_DOCKER_14',
    'checkov:CKV2_DOCKER_15',
    'checkov:CKV2_DOCKER_16',
  ],
  links: [
    'https://curl.se/docs/sslcerts.html',
    'https://docs.docker.com/engine/network/ca-certs/',
    'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue',
  ],
  bad: [
    {
      files: `FROM debian:13
RUN curl «-k» -fsSLO https://example.com/tool.tar.gz \\
 && wget -q \\
    «--no-check-certificate» \\
    https://example.com/other.tar.gz
RUN curl «-fsSLk» https://example.com/a -o /a && curl -fsSL «--insecure» https://example.com/b -o -k
`,
      fixed: `FROM debian:13
RUN curl -fsSLO https://example.com/tool.tar.gz \\
 && wget -q \\
    https://example.com/other.tar.gz
RUN curl -fsSL https://example.com/a -o /a && curl -fsSL https://example.com/b -o -k
`,
    },
    {
      title: 'package managers',
      files: `FROM python:3.14
RUN pip install «--trusted-host pypi.org» «--trusted-host=files.example.org» flask
RUN ["pip", "install", «"--trusted-host", "pypi.org"», "flask"]
RUN yum install -y «--setopt=sslverify=false» curl
RUN git «-c http.sslVerify=false» clone https://example.com/shop.git
`,
      fixed: `FROM python:3.14
RUN pip install flask
RUN ["pip", "install", "flask"]
RUN yum install -y curl
RUN git clone https://example.com/shop.git
`,
    },
    {
      title: 'the environment: in the running container too',
      files: `FROM node:24
ENV LANG=C.UTF-8 \\
    «NODE_TLS_REJECT_UNAUTHORIZED=0»
ENV «GIT_SSL_NO_VERIFY true»
ARG «PYTHONHTTPSVERIFY=0»
RUN npm ci
`,
      fixed: `FROM node:24
ENV LANG=C.UTF-8
RUN npm ci
`,
    },
    {
      title: 'settings, and for one command',
      files: `FROM node:24
RUN «npm config set strict-ssl false» && «git config --global http.sslVerify false»
RUN echo «"sslverify=false"» >> /etc/yum.conf && «NODE_TLS_REJECT_UNAUTHORIZED=0» npm ci
RUN export «GIT_SSL_NO_VERIFY=1» && git clone https://example.com/shop.git
`,
    },
  ],
  good: [
    'FROM debian:13\nRUN curl -fsSLO https://example.com/tool.tar.gz && curl --proto =https -o -k https://example.com/\n',
    {
      title: 'the machine itself',
      files:
        'FROM debian:13\nRUN service nginx start && curl -k https://localhost/\nHEALTHCHECK CMD curl -kf https://localhost/ || exit 1\n',
    },
    {
      title: 'on, or unknown',
      files:
        'FROM node:24\nARG GIT_SSL_NO_VERIFY\nARG PIP_TRUSTED_HOST=\nENV NODE_TLS_REJECT_UNAUTHORIZED=1 GIT_SSL_NO_VERIFY=$NO_VERIFY\nRUN npm config set strict-ssl true && git config http.sslVerify true && curl $OPTIONS https://example.com/\n',
    },
    {
      title: 'who sent it does not matter',
      files:
        'FROM debian:13\nRUN curl -fkLo /a.tgz https://example.com/a.tgz && echo "e2193a63  /a.tgz" | sha256sum -c -\n',
    },
    {
      title: 'turned on again',
      files: "FROM fedora:44\nRUN sed -i 's/sslverify=0/sslverify=1/' /etc/dnf/dnf.conf\n",
    },
    {
      title: 'only said',
      files: 'FROM debian:13\nRUN echo "try curl -k https://example.com" && wget -O -k https://a.example\n',
    },
    {
      title: 'another command’s option',
      files: 'FROM debian:13\nRUN sort -k 2 list && tar -xkf a.tar && ln -k a b\n',
    },
  ],
  *check({ globalArguments, stages }) {
    for (const instruction of globalArguments) yield* findingsIn(instruction);
    for (const stage of stages)
      for (const instruction of withTriggers(stage.instructions)) yield* findingsIn(instruction);
  },
});

function* findingsIn(instruction: Instruction): Generator<Finding> {
  if (instruction.keyword === 'ARG' || instruction.keyword === 'ENV') {
    for (const pair of instruction.pairs) {
      const name = pair.name.text;
      if (name === undefined || !trustsAnyServer(name, pair.value?.text)) continue;
      const message = `${name} turns off the check of certificates; trust the server’s authority instead`;
      yield { at: pair.span, message, fix: withoutPair(instruction, pair), address: name };
    }
  }
  if (instruction.keyword !== 'RUN' || !mayMention(instruction.span, SERVERS_MENTION)) return;
  const isCompared = comparesChecksum(instruction.command.commands);
  for (const command of instruction.command.commands) {
    for (const { at, name } of assignments(command)) {
      yield { at, message: `${name} turns off the check of certificates; trust the server’s authority instead` };
    }
    const isHarmless = isCompared && (command.name === 'curl' || command.name === 'wget');
    for (const unchecked of isHarmless ? [] : uncheckedServers(command)) {
      const [first] = unchecked.words;
      const last = unchecked.words.at(-1);
      if (!first || !last) continue;
      yield {
        at: { ...first.span, end: Math.max(first.span.end, last.span.end) },
        message: `\`${unchecked.written}\` turns off the check of certificates; trust the server’s authority instead`,
        fix: withoutSwitch(command, unchecked),
      };
    }
  }
}

/** Whether what is fetched is held against a checksum or a signature: then it doesn't matter who sent it. */
function comparesChecksum(commands: readonly ShellCommand[]): boolean {
  return commands.some(
    ({ name, words }) =>
      (/^(?:sha(?:1|224|256|384|512)?sum|shasum|b2sum)$/.test(name ?? '') &&
        words.some(({ prefix }) => /^-\w*c|^--check/.test(prefix))) ||
      (/^gpgv?$/.test(name ?? '') && words.some(({ prefix }) => prefix === '--verify')),
  );
}

/** Variables set before a command or by `export`. */
function* assignments({ assignments, name, words }: ShellCommand): Iterable<{ at: Span; name: string }> {
  for (const assignment of assignments) {
    if (trustsAnyServer(assignment.name, assignment.value)) yield { at: assignment.span, name: assignment.name };
  }
  if (name !== 'export') return;
  for (const { value, span } of words.slice(1)) {
    const equals = value?.indexOf('=') ?? -1;
    const variable = value?.slice(0, Math.max(equals, 0)) ?? '';
    if (trustsAnyServer(variable, value?.slice(equals + 1))) yield { at: span, name: variable };
  }
}

function withoutSwitch(command: ShellCommand, { words, left, written, isText }: Unchecked): Fix | undefined {
  const [word] = words;
  if (isText || !word) return undefined;
  if (left !== undefined && left !== '-') {
    const edit = replaceWord(word, left);
    return edit && { title: `Leave ${written} out`, edits: [edit] };
  }
  const edits = removeWords(command, words);
  return edits && { title: `Leave ${written} out`, edits };
}

/** Takes a variable out of its instruction, or the instruction away with its only variable. */
function withoutPair({ span, pairs }: Instruction & { readonly pairs: readonly Pair[] }, pair: Pair): Fix | undefined {
  const title = `Leave ${pair.name.text} out`;
  const { file } = span;
  const index = pairs.indexOf(pair);
  const before = pairs[index - 1];
  const after = pairs[index + 1];
  let edit: Edit = removeInstruction(span);
  const isPlain = (start: number, end: number) => /^[\s\\`]*$/.test(textOf(file.span(start, end)));
  if (before && isPlain(before.span.end, pair.span.start)) {
    edit = replace({ file, start: before.span.end, end: pair.span.end }, '');
  } else if (after && isPlain(pair.span.end, after.span.start)) {
    edit = replace({ file, start: pair.span.start, end: after.span.start }, '');
  } else if (pairs.length > 1) return undefined;
  return { title, edits: [edit] };
}

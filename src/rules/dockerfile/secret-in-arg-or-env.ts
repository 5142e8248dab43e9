import { type Finding, type Fix, rule } from '../../core/rule';
import { contains, insert, remove, type Span } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { ArgInstruction, Instruction, Pair, RunInstruction, Stage } from '../../formats/dockerfile/model';
import { namesSecret } from '../shared/secret-name';
import { isReference } from '../shared/secret-value';
import { findSecrets, type Secret } from '../shared/secrets/find';
import { environmentInstructions } from '../shared/secrets/image-environment';
import { nameFor } from '../shared/secrets/message';

export default rule({
  id: 'dockerfile/secret-in-arg-or-env',
  title: 'Secret in an ARG or ENV',
  why: [
    'What `ENV` sets is part of the image, and the value of an `ARG` stands in the history of each `RUN` after it. Whoever can pull the image reads both with `docker history` and `docker inspect`; unsetting the variable in a later layer takes nothing back.',
    '`RUN --mount=type=secret` hands a secret to one command and leaves no trace; it is given with `docker build --secret id=NPM_TOKEN,env=NPM_TOKEN`. What the running program needs belongs into its environment at run time. A secret that was built in has to be replaced.',
    'Stages that are not part of the final image keep the values of their arguments in the build’s cache and in its attestations; that is mentioned as advice.',
  ],
  severity: 'error',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'hadolint:DL3064',
    'buildkit:SecretsUsedInArgOrEnv',
    'trivy:DS-0031',
    'semgrep:secret-in-build-arg',
    'kics:Passwords And Secrets',
  ],
  links: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
  ],
  bad: [
    {
      files: 'FROM node:24\nARG «NPM_TOKEN»\nCOPY package*.json .npmrc ./\nRUN NODE_AUTH_TOKEN=$NPM_TOKEN npm ci\n',
      fixed:
        'FROM node:24\nCOPY package*.json .npmrc ./\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN NODE_AUTH_TOKEN=$NPM_TOKEN npm ci\n',
    },
    {
      title: 'values in the file itself',
      files:
        'ARG DB_PASSWORD="«tulip-Harbour-41»"\nFROM alpine:3.24\nENV LANG=C.UTF-8 \\\n    SMTP_PASSWORD=«tulip-Harbour-42»\n',
    },
    {
      title: 'weak ones are in force as well',
      files: 'FROM mysql:8.4\nARG API_KEY="«abcdef123456»"\nENV MYSQL_ROOT_PASSWORD=«root»\n',
    },
    {
      title: 'an argument that becomes part of the environment',
      files:
        'FROM ruby:4.0\nARG RAILS_MASTER_KEY\nENV «RAILS_MASTER_KEY»=$RAILS_MASTER_KEY\nRUN bin/rails assets:precompile\n',
    },
    {
      title: 'nothing tells which command needs it',
      files: 'FROM node:24\nARG «NPM_TOKEN»\nRUN npm ci\nRUN npm run build\n',
    },
  ],
  good: [
    'FROM node:24\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci\n',
    {
      title: 'nothing in it',
      files: 'FROM postgres:18\nENV POSTGRES_PASSWORD=\nENV POSTGRES_PASSWORD_FILE=/run/secrets/postgres\n',
    },
    {
      title: 'a value for show, so that the build goes through',
      files:
        'FROM ruby:4.0\nRUN SECRET_KEY_BASE=dummy bin/rails assets:precompile\nARG SECRET_KEY_BASE=placeholder\nRUN bin/rails db:prepare\n',
    },
    {
      title: 'names that only sound so',
      files:
        'FROM python:3.14\nARG TOKEN_URL\nARG NEXT_PUBLIC_API_KEY\nARG SECRET_NAME=web\nENV MAX_TOKENS=4096 TOKENIZERS_PARALLELISM=false\nRUN ./build.sh\n',
    },
    { title: 'an argument for FROM only', files: 'ARG REGISTRY_TOKEN\nFROM alpine:3.24\nRUN true\n' },
    { title: 'no command gets it', files: 'FROM alpine:3.24\nRUN true\nARG API_TOKEN\n' },
  ],
  *check(build, { project, today }) {
    const { file, stages } = build;
    const places = environmentInstructions(build);
    const document = places.length > 0 ? project.open('secrets', file.path) : undefined;
    const written = document
      ? findSecrets(document, today).filter(({ at }) => places.some((each) => contains(each, at)))
      : [];
    for (const secret of written) yield writtenSecret(secret);
    for (const stage of stages) {
      yield* weakSecrets(
        stage,
        written.map(({ at }) => at),
      );
      yield* passedSecrets(stage, build);
    }
  },
});

function writtenSecret(secret: Secret): Finding {
  const name = nameFor(secret);
  const what = secret.form ? `This ${secret.form.title}` : (name ?? 'This secret');
  return {
    at: secret.at,
    message: `${what} stays in the image, where whoever pulls it can read it`,
    severity: secret.severity,
    secret: true,
    address: name,
  };
}

/** Words of values that say themselves that they are none. */
const FOR_SHOW =
  /dummy|placeholder|change|replace|example|fake|your|unused|build|none|xxx|\*\*\*|todo|invalid|^not[-_]|^no[-_]/i;
const IS_NO_SECRET = /^(?:|true|false|yes|no|on|off|null|nil|undefined|\d{1,5}[smhd]?)$/i;

/** What is too weak to be taken for a secret anywhere else: an image that runs with it has it as its password all the same. */
function* weakSecrets({ instructions, isShipped }: Stage, found: readonly Span[]): Generator<Finding> {
  for (const instruction of instructions) {
    if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') continue;
    for (const { name, value } of instruction.pairs) {
      const text = value?.text;
      if (!name.text || text === undefined || !value || value.raw.includes('$') || !isSecret(name.text)) continue;
      if (IS_NO_SECRET.test(text) || FOR_SHOW.test(text) || isReference(text)) continue;
      if (found.some((at) => contains(value.span, at))) continue;
      yield {
        at: value.locate(0, text.length),
        message: `${name.text} stays in the image, where whoever pulls it can read it`,
        severity: isShipped ? 'warning' : 'info',
        secret: true,
        address: name.text,
      };
    }
  }
}

/** Made to be seen: what is built for browsers and apps holds them anyway. */
const FOR_CLIENTS = /^(?:VITE|REACT_APP|VUE_APP|GATSBY|NG_APP|EXPO|NUXT|SNOWPACK|PLASMO)_/;

/** What a build is given from outside, and keeps. */
function* passedSecrets(stage: Stage, build: DockerBuild): Generator<Finding> {
  const severity = stage.isShipped ? undefined : 'info';
  const kept = new Set<string>();
  for (const instruction of stage.instructions) {
    for (const { name, value } of instruction.keyword === 'ENV' ? instruction.pairs : []) {
      const from = /^["']?\$\{?(\w+)\}?["']?$/.exec(value?.raw ?? '')?.[1];
      if (!name.text || from === undefined || !isSecret(name.text) || !argument(stage, from)) continue;
      kept.add(from);
      yield {
        at: name.span,
        message: `${name.text} becomes part of the image’s environment, where whoever pulls it can read it`,
        severity,
        address: name.text,
      };
    }
  }
  for (const [index, instruction] of stage.instructions.entries()) {
    if (instruction.keyword !== 'ARG') continue;
    const runs = stage.instructions.slice(index).filter((each) => each.keyword === 'RUN');
    for (const { name, value } of runs.length > 0 ? instruction.pairs : []) {
      if (!name.text || (value && value.text !== '') || kept.has(name.text) || !isSecret(name.text)) continue;
      yield {
        at: name.span,
        message: `The value of ${name.text} stays in the image’s history`,
        severity,
        address: name.text,
        fix: mountFix(instruction, name.text, stage, runs, build),
      };
    }
  }
}

function isSecret(name: string): boolean {
  return /^\w+$/.test(name) && namesSecret(name) && !FOR_CLIENTS.test(name);
}

function argument({ instructions }: Stage, name: string): Pair | undefined {
  const pairs = instructions.flatMap((each) => (each.keyword === 'ARG' ? each.pairs : []));
  return pairs.find((pair) => pair.name.text === name);
}

/** Mounts the secret for the commands that mention it, if nothing else does. */
function mountFix(
  declaration: ArgInstruction,
  name: string,
  { instructions }: Stage,
  runs: readonly RunInstruction[],
  { file, directives }: DockerBuild,
): Fix | undefined {
  const mentions = (each: Instruction): boolean =>
    new RegExp(`\\$\\{?${name}(?!\\w)`).test(file.text.slice(each.span.start, each.span.end));
  const users = runs.filter(mentions);
  const isElsewhere = instructions.some((each) => each.keyword !== 'RUN' && mentions(each));
  if (users.length === 0 || isElsewhere || declaration.pairs.length !== 1) return undefined;
  // `env=` came with version 1.10 of the syntax.
  const minor = /dockerfile:1\.(\d+)/.exec(directives.find((each) => each.name === 'syntax')?.value.text ?? '')?.[1];
  if (minor !== undefined && Number(minor) < 10) return undefined;
  return {
    title: `Mount ${name} as a secret of the build`,
    edits: [
      remove(declaration.span),
      ...users.map(({ keywordSpan }) => insert(file, keywordSpan.end, ` --mount=type=secret,id=${name},env=${name}`)),
    ],
  };
}

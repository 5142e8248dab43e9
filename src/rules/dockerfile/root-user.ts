import { type Finding, type Fix, rule } from '../../core/rule';
import { insert, replace, type SourceFile } from '../../core/text';
import type { Instruction, Stage, UserInstruction } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { baseImage } from '../shared/base-image';
import { isOfDockerAction } from '../shared/docker-action';
import type { ImageReference } from '../shared/image';
import { isRootServer, startsAs, userOf } from '../shared/image-user';
import { privilegeDrop } from '../shared/privilege-drop';

type Start = ReturnType<typeof startsAs>;

/** The number that images without a user of their own use by agreement, such as the distroless ones. */
const NOBODY_IN_PARTICULAR = '65532:65532';

export default rule({
  id: 'dockerfile/root-user',
  title: 'Container that runs as root',
  why: [
    'Whoever breaks into the program is root in the container: may change its files, install tools, read every secret in it, and needs only one more hole in the kernel or a careless mount to be root on the host. As another user most of that fails. Many clusters refuse containers that run as root.',
    'Nothing is said of images that change to a user of their own once they have opened ports and volumes, such as those of databases, nginx and php-fpm, nor of entrypoint scripts that do so with `gosu`, `su-exec` or `setpriv`.',
    'After the fix, see that the program can write where it has to (`COPY --chown`, `chown` while building) and listens on a port from 1024 on, which every platform allows.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'hadolint:DL3002',
    'checkov:CKV_DOCKER_3',
    'checkov:CKV_DOCKER_8',
    'trivy:DS-0002',
    'kics:Missing User Instruction',
    "kics:Last User Is 'root'",
    'semgrep:missing-user',
    'semgrep:missing-user-entrypoint',
    'semgrep:last-user-is-root',
  ],
  links: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'https://docs.docker.com/reference/dockerfile/#user',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  bad: [
    {
      files: 'FROM «node:24»\nWORKDIR /app\nCOPY . .\nRUN npm ci\n\nEXPOSE 8080\nCMD ["node", "server.js"]\n',
      fixed: 'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm ci\n\nEXPOSE 8080\nUSER node\nCMD ["node", "server.js"]\n',
    },
    {
      title: 'an image without users; comments stay with what they explain',
      files:
        'FROM golang:1.27 AS build\nRUN go build -o /app .\n\nFROM «scratch»\nCOPY --from=build /app /app\n# serves :8080\nENTRYPOINT ["/app"]\n',
      fixed:
        'FROM golang:1.27 AS build\nRUN go build -o /app .\n\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532:65532\n# serves :8080\nENTRYPOINT ["/app"]\n',
    },
    {
      title: 'back to the user that the image had',
      files: 'FROM jenkins/jenkins:2.555-jdk21\nUSER «root»\nRUN apt-get update && apt-get install -y git\n',
      fixed:
        'FROM jenkins/jenkins:2.555-jdk21\nUSER root\nRUN apt-get update && apt-get install -y git\nUSER jenkins\n',
    },
    {
      title: 'a user that was made for it, and is not used',
      files:
        'FROM python:3.14-slim AS base\nRUN useradd --create-home shop\n\nFROM «base»\nCOPY . .\nCMD python app.py\n',
      fixed:
        'FROM python:3.14-slim AS base\nRUN useradd --create-home shop\n\nFROM base\nCOPY . .\nUSER shop\nCMD python app.py\n',
    },
    {
      title: 'what is a script for npm is an argument here, and no script that could change the user',
      files: 'FROM «node:24»\nCOPY src src\nCMD npm start\n',
      fixed: 'FROM node:24\nCOPY src src\nUSER node\nCMD npm start\n',
    },
    {
      title: 'the command comes from elsewhere, and root was asked for',
      files: 'FROM node:24\nCOPY src src\nUSER «root»\n',
      fixed: 'FROM node:24\nCOPY src src\nUSER node\n',
    },
    {
      title: 'the command comes from elsewhere; that it offers a port tells that there is one',
      files: 'FROM «node:24»\nCOPY src src\nEXPOSE 3000\n',
      fixed: 'FROM node:24\nCOPY src src\nEXPOSE 3000\nUSER node\n',
    },
    {
      title: 'nothing needs root any more',
      files: 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nUSER «0»:0\nCOPY out .\nENTRYPOINT ["dotnet", "Shop.dll"]\n',
      fixed:
        'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nUSER $APP_UID\nCOPY out .\nENTRYPOINT ["dotnet", "Shop.dll"]\n',
    },
  ],
  good: [
    {
      title: 'no container, but files to take out of the build',
      files: 'FROM golang:1.27 AS build\nRUN make\nFROM scratch\nCOPY --from=build /app/dist /\n',
    },
    'FROM node:24\nCOPY . .\nUSER node\nCMD ["node", "server.js"]\n',
    {
      title: 'what is not run does not matter',
      files:
        'FROM golang:1.27 AS build\nUSER root\nRUN go build -o /app .\n\nFROM gcr.io/distroless/static-debian13:nonroot\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n',
    },
    {
      title: 'the user of the stage beneath',
      files: 'FROM alpine:3.24 AS base\nUSER 1000\n\nFROM base\nCOPY app /app\nCMD ["/app"]\n',
    },
    {
      title: 'its entrypoint changes to the user postgres',
      files: 'FROM postgres:18\nCOPY init.sql /docker-entrypoint-initdb.d/\n',
    },
    {
      title: 'an image that nothing is known of may bring its user',
      files: 'FROM ghcr.io/example/base:1.4\nCOPY app /app\nCMD ["/app"]\n',
    },
    { title: 'who builds decides', files: 'ARG RUN_AS=root\nARG BASE\nFROM ${BASE}\nARG RUN_AS\nCMD ["/app"]\n' },
    { title: 'a set of tools, and nothing that runs', files: 'FROM alpine:3.24\nRUN apk add --no-cache git make\n' },
    {
      title: 'GitHub wants actions to run as root',
      files: {
        Dockerfile: 'FROM python:3.14-alpine\nCOPY main.py /\nENTRYPOINT ["python", "/main.py"]\n',
        'action.yml': 'name: Greet\ndescription: Says hello\nruns:\n  using: docker\n  image: Dockerfile\n',
      },
    },
    {
      title: 'a shell to work in',
      files: 'FROM debian:13\nRUN apt-get update && apt-get install -y gdb\nCMD ["bash", "-l"]\n',
    },
    {
      title: 'nginx keeps root for its ports only',
      files:
        'FROM debian:13-slim\nRUN apt-get update && apt-get install -y nginx\nCMD ["nginx", "-g", "daemon off;"]\n',
    },
    {
      title: 'the entrypoint changes the user',
      files: {
        Dockerfile:
          'FROM alpine:3.24\nCOPY docker/entrypoint.sh /usr/local/bin/\nENTRYPOINT ["entrypoint.sh"]\nCMD ["app"]\n',
        'docker/entrypoint.sh': '#!/bin/sh\nchown -R app /data\nexec su-exec app "$@"\n',
      },
    },
  ],
  *check(build, { project }) {
    const { finalStage, file } = build;
    const chain = runtimeChain(finalStage);
    const base = chain.at(-1)?.from.image?.text;
    if (!finalStage || base === undefined || (base === 'scratch' && !startsSomething(chain))) return;
    const reference = baseImage(finalStage);
    const start = base === 'scratch' ? 'root' : reference && startsAs(reference);
    const user = lastUser(chain);
    if (user ? !isRoot(user) : start !== 'root') return;
    const drop = privilegeDrop(chain, build, project);
    if (drop === 'nothing' ? !runsAsRoot(reference, start, chain) : drop !== 'no') return;
    if (isOfDockerAction(file.path, project)) return;
    const other = userInstead(reference, start, chain);
    yield {
      ...(user ? rootUser(user) : missingUser(finalStage, reference)),
      fix: other === undefined ? undefined : addUser(file, finalStage, user, other),
      address: finalStage.alias?.text,
    };
  },
});

/** Without a command, what is built from nothing is no container but files to take out: `docker build --output`. */
function startsSomething(chain: readonly Stage[]): boolean {
  return chain.some(({ instructions }) =>
    instructions.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT'),
  );
}

/** Whether what runs in the end, though no instruction names it, runs as root; whoever goes back to root for an unknown image knows why. */
function runsAsRoot(reference: ImageReference | undefined, start: Start, chain: readonly Stage[]): boolean {
  if (start === undefined) return earlierUser(chain) === undefined;
  if (start !== 'root' || reference === undefined) return false;
  return isRootServer(reference) || lastUser(chain) !== undefined || offersPort(chain);
}

/** Whether a program is in it, for a command that is given elsewhere. */
function offersPort(chain: readonly Stage[]): boolean {
  return chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'EXPOSE'));
}

function lastUser(chain: readonly Stage[]): UserInstruction | undefined {
  for (const { instructions } of chain) {
    const found = instructions.findLast((each) => each.keyword === 'USER');
    if (found) return found;
  }
  return undefined;
}

function isRoot({ user }: UserInstruction): boolean {
  return /^(?:root|0)(?::|$)/.test(user.text ?? '');
}

function rootUser({ user }: UserInstruction): Finding {
  const name = user.text?.split(':')[0] ?? '';
  return { at: user.locate(0, name.length), message: 'The container runs as root' };
}

function missingUser({ from }: Stage, reference: ImageReference | undefined): Finding {
  const image = from.image?.span ?? from.keywordSpan;
  const name = reference && `${reference.name.text}${reference.tag ? `:${reference.tag.text}` : ''}`;
  const base = name === undefined ? 'The container starts as root' : `\`${name}\` starts as root`;
  return { at: image, message: `${base}, and no USER changes that` };
}

/** The user to run as, as `USER` takes it; undefined where none is known to do. */
function userInstead(reference: ImageReference | undefined, start: Start, chain: readonly Stage[]): string | undefined {
  const known = earlierUser(chain) ?? (reference && userOf(reference)) ?? createdUser(chain);
  // A server that has its files as root can't write them as somebody else.
  if (known !== undefined || start !== 'root' || (reference && isRootServer(reference))) return known;
  return NOBODY_IN_PARTICULAR;
}

function addUser(
  file: SourceFile,
  { instructions, from }: Stage,
  current: UserInstruction | undefined,
  user: string,
): Fix {
  const title = `Run as the user ${user}`;
  const lastRun = instructions.findLastIndex(({ keyword }) => keyword === 'RUN');
  if (current && instructions.indexOf(current) > lastRun) return { title, edits: [replace(current.user.span, user)] };
  const command = instructions.findIndex(
    ({ keyword }, index) => index > lastRun && (keyword === 'CMD' || keyword === 'ENTRYPOINT'),
  );
  const before = command < 0 ? undefined : instructions[command];
  if (before) return { title, edits: [insert(file, withComments(file, before), `USER ${user}${file.eol}`)] };
  const last = instructions.at(-1) ?? from;
  return { title, edits: [insert(file, last.span.end, `${file.eol}USER ${user}`)] };
}

/** Where the lines of comment right above an instruction begin. */
function withComments(file: SourceFile, { keywordSpan }: Instruction): number {
  let line = file.lineAt(keywordSpan.start);
  while (line > 0 && /^[ \t]*#/.test(file.text.slice(file.line(line - 1).start, file.line(line - 1).end))) line--;
  return file.line(line).start;
}

/** The user that was in force before root was asked for. */
function earlierUser(chain: readonly Stage[]): string | undefined {
  for (const { instructions } of chain) {
    const found = instructions.findLast(
      (each) => each.keyword === 'USER' && each.user.text !== undefined && !isRoot(each),
    );
    if (found?.keyword === 'USER') return found.user.raw;
  }
  return undefined;
}

/** The user that a command of the stages creates. */
function createdUser(chain: readonly Stage[]): string | undefined {
  for (const { instructions } of chain)
    for (const instruction of instructions.toReversed()) {
      if (instruction.keyword !== 'RUN') continue;
      for (const { name, words } of instruction.command.commands) {
        if (name !== 'useradd' && name !== 'adduser') continue;
        const [before, last] = words.slice(-2).map(({ value }) => value);
        // `adduser user group` adds to a group.
        const isAlone =
          name === 'useradd' || words.length === 2 || before?.startsWith('-') || words.at(-3)?.value?.startsWith('-');
        if (isAlone && last !== undefined && /^[a-z_][a-z0-9_-]*$/.test(last)) return last;
      }
    }
  return undefined;
}

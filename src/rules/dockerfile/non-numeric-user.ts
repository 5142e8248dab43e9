import { type Fix, rule } from '../../core/rule';
import { replace } from '../../core/text';
import type { Stage, UserInstruction } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { readArguments } from '../../formats/shell/options';
import { baseImage } from '../shared/base-image';
import { officialName } from '../shared/image';

export default rule({
  id: 'dockerfile/non-numeric-user',
  title: 'User given by name',
  why: [
    'Kubernetes can’t look into the image to see which number a name has. With `runAsNonRoot: true` and no `runAsUser` it refuses to start the container: “image has non-numeric user, cannot verify user is non-root”.',
    'It matters only for images that run in Kubernetes, which is why it belongs to the preset `strict`.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'strict',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['hadolint:DL3066'],
  links: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  bad: [
    {
      files: 'FROM node:24-alpine\nCOPY . .\nUSER «node»\nCMD ["node", "server.js"]\n',
      fixed: 'FROM node:24-alpine\nCOPY . .\nUSER 1000\nCMD ["node", "server.js"]\n',
    },
    {
      title: 'the number that the user was given',
      files:
        'FROM debian:13 AS base\nRUN groupadd -g 10001 app && useradd --uid 10001 --gid app app\n\nFROM base\nUSER «app»:app\n',
      fixed:
        'FROM debian:13 AS base\nRUN groupadd -g 10001 app && useradd --uid 10001 --gid app app\n\nFROM base\nUSER 10001:app\n',
    },
    {
      title: 'numbers that images bring',
      files: 'FROM gcr.io/distroless/static-debian13\nUSER «nonroot»:nonroot\n',
      fixed: 'FROM gcr.io/distroless/static-debian13\nUSER 65532:nonroot\n',
    },
    { title: 'nobody knows its number', files: 'FROM registry.example.com/base:3\nUSER «app»\n' },
  ],
  good: [
    'FROM node:24\nUSER 1000:1000\n',
    { title: 'that it is root is another finding', files: 'FROM node:24\nUSER root\n' },
    { title: 'only the last one counts', files: 'FROM node:24\nUSER node\nRUN npm ci\nUSER 1000\n' },
    { title: 'a variable of the base image', files: 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nUSER $APP_UID\n' },
    {
      title: 'Windows has no numbers',
      files: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nUSER ContainerUser\n',
    },
    {
      title: 'not what is shipped',
      files: 'FROM node:24 AS build\nUSER node\nRUN npm ci\n\nFROM scratch\nCOPY --from=build /a /a\n',
    },
  ],
  *check({ finalStage }) {
    const chain = runtimeChain(finalStage);
    const instruction = chain
      .flatMap(({ instructions }) => instructions.filter((each) => each.keyword === 'USER').slice(-1))
      .find((each): each is UserInstruction => each.keyword === 'USER');
    const name = instruction?.user.text?.split(':', 1)[0];
    if (
      !finalStage ||
      !instruction ||
      !name ||
      !/^[a-z_][a-z0-9_.-]*$/i.test(name) ||
      /^(?:root|containeradministrator|containeruser)$/i.test(name)
    )
      return;
    const at = instruction.user.locate(0, name.length);
    const number = numberOf(name, chain, finalStage);
    const fix: Fix | undefined =
      number === undefined
        ? undefined
        : { title: `Write the number of ${name}, ${number}`, edits: [replace(at, number)] };
    yield { at, message: `Kubernetes can’t tell whether \`${name}\` is root; write the number of the user`, fix };
  },
});

/** The number of a user that a stage creates, or that its image is known to bring. */
function numberOf(name: string, chain: readonly Stage[], stage: Stage): string | undefined {
  for (const { instructions } of chain)
    for (const instruction of instructions) {
      if (instruction.keyword !== 'RUN') continue;
      for (const command of instruction.command.commands) {
        if (command.name !== 'useradd' && command.name !== 'adduser') continue;
        const { operands, value } = readArguments(command, USER_OPTIONS);
        if (operands[0]?.value !== name && operands.at(-1)?.value !== name) continue;
        const number = value('-u', '--uid');
        return number !== undefined && /^[1-9]\d*$/.test(number) ? number : undefined;
      }
    }
  const image = baseImage(stage);
  if (!image) return undefined;
  const official = officialName(image) ?? '';
  if (name === 'node') return official === 'node' ? '1000' : undefined;
  if (name === 'nonroot') return image.repository.startsWith('distroless/') ? '65532' : undefined;
  return name === 'nobody' && /^(?:alpine|debian|ubuntu|node|python|golang|ruby|php)$/.test(official)
    ? '65534'
    : undefined;
}

/** Options of `useradd` and of both kinds of `adduser` whose value is the next word. */
const USER_OPTIONS = [
  ...['-u', '--uid', '-g', '--gid', '-G', '--groups', '--ingroup', '-d', '--home-dir', '-h', '--home', '-s', '--shell'],
  ...['-c', '--comment', '--gecos', '-k', '--skel', '-b', '--base-dir', '-p', '--password', '-e', '-f', '-K'],
];

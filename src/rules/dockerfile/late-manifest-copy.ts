import { basename } from '../../core/path';
import type { Project } from '../../core/project';
import { type Fix, rule } from '../../core/rule';
import { type Edit, insert, replace, textOf } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import { leftOutBy, matchesPart, readIgnoreFile } from '../../formats/dockerfile/ignore-file';
import type { CopyInstruction, Instruction, RunInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import type { Value } from '../../formats/dockerfile/value';
import type { ShellCommand } from '../../formats/shell/syntax';
import { type DependencyInstall, dependencyInstall, type Manifests } from '../shared/dependency-install';
import { inOrder, pathInImage, workingFolder } from '../shared/image-path';
import { copiesOfAll } from '../shared/whole-context';

const NPM = {
  'package.json': '{"dependencies": {"express": "5.1.0"}}\n',
  'package-lock.json': '{}\n',
  'server.js': '\n',
};

export default rule({
  id: 'dockerfile/late-manifest-copy',
  title: 'Dependencies installed anew for every change',
  why: [
    'Docker takes the result of an instruction from its cache as long as nothing before it has changed. Where the whole project is copied first, each change of any file, a word in the README even, downloads and installs all dependencies again. That is most of the minutes that builds take.',
    'Copy the files that list the dependencies, install, and copy the rest after that.',
    'Said only where those files are known and refer to no other files of the project, such as workspaces or scripts that run with the installation.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/build/cache/optimize/#order-your-layers',
    'https://docs.docker.com/build/building/best-practices/#leverage-build-cache',
  ],
  bad: [
    {
      files: { Dockerfile: 'FROM node:24\nWORKDIR /app\nCOPY «.» .\nRUN npm ci\nCMD ["node", "server.js"]\n', ...NPM },
      fixed: {
        Dockerfile:
          'FROM node:24\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\nCMD ["node", "server.js"]\n',
        ...NPM,
      },
    },
    {
      title: 'the folder comes later, and the build goes on',
      files: {
        Dockerfile:
          'FROM node:24\nCOPY --chown=node:node «./» /app\nENV CI=true\nWORKDIR /app\nRUN npm ci && \\\n    npm run build\n',
        ...NPM,
      },
      fixed: {
        Dockerfile:
          'FROM node:24\nCOPY --chown=node:node package.json package-lock.json /app/\nENV CI=true\nWORKDIR /app\nRUN npm ci\nCOPY --chown=node:node ./ /app\nRUN npm run build\n',
        ...NPM,
      },
    },
    {
      title: 'Python; what is installed before does not count',
      files: {
        Dockerfile:
          'FROM python:3.14 AS base\nRUN pip install uwsgi\nADD «.» /srv/\nWORKDIR /srv\nRUN pip install --no-cache-dir -r requirements.txt\n',
        'requirements.txt': 'flask==3.1.2\n',
      },
      fixed: {
        Dockerfile:
          'FROM python:3.14 AS base\nRUN pip install uwsgi\nADD requirements.txt /srv/\nWORKDIR /srv\nRUN pip install --no-cache-dir -r requirements.txt\nADD . /srv/\n',
        'requirements.txt': 'flask==3.1.2\n',
      },
    },
    {
      title: 'the installation wants the project itself unless it is told otherwise',
      files: {
        Dockerfile: 'FROM php:8.5\nWORKDIR /app\nCOPY «.» .\nRUN composer install --no-dev\n',
        'composer.json': '{}\n',
      },
    },
  ],
  good: [
    { files: { Dockerfile: 'FROM node:24\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n', ...NPM } },
    { title: 'nobody knows what is in the folder', files: 'FROM node:24\nCOPY . .\nRUN npm ci\n' },
    {
      title: 'packages within the project are needed to install',
      files: {
        Dockerfile: 'FROM node:24\nCOPY . .\nRUN npm ci\n',
        'package.json': '{"workspaces": ["packages/*"]}\n',
        'packages/a/package.json': '{}\n',
      },
    },
    {
      title: 'so are scripts that run with the installation',
      files: {
        Dockerfile: 'FROM node:24\nCOPY . .\nRUN npm ci\n',
        'package.json': '{"scripts": {"postinstall": "node setup.js"}}\n',
      },
    },
    {
      title: 'downloads are kept elsewhere',
      files: { Dockerfile: 'FROM node:24\nCOPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci\n', ...NPM },
    },
    {
      title: 'nothing of the project is installed',
      files: { Dockerfile: 'FROM node:24\nCOPY . .\nRUN npm install -g serve && yarn build\n', ...NPM },
    },
    {
      title: 'it installs somewhere else',
      files: { Dockerfile: 'FROM node:24\nCOPY . /src\nWORKDIR /tools\nRUN npm install\n', ...NPM },
    },
    {
      title: 'the stage beneath has installed already',
      files: {
        Dockerfile:
          'FROM node:24 AS deps\nCOPY package.json package-lock.json ./\nRUN npm ci\n\nFROM deps\nCOPY . .\nRUN npm ci\n',
        ...NPM,
      },
    },
  ],
  *check(build, { project }) {
    const { stages, context } = build;
    const { folder } = context;
    if (folder === undefined) return;
    for (const stage of stages) {
      const found = lateCopy(stage, folder, build, project);
      if (!found) continue;
      const { source, install, manifests } = found;
      yield {
        at: source.span,
        message: `Any change to the project runs \`${install.shown}\` again; copy ${manifests.files.slice(0, 2).join(' and ')} first, install, then copy the rest`,
        fix: manifests.isAll ? reorder(found, build) : undefined,
        address: stage.alias?.text,
      };
    }
  },
});

interface LateCopy {
  readonly copy: CopyInstruction;
  readonly source: Value;
  readonly run: RunInstruction;
  readonly command: ShellCommand;
  readonly install: DependencyInstall;
  readonly manifests: Manifests;
  readonly between: readonly Instruction[];
}

/** The copy of all in a stage that the stage's first installation has to wait for. */
function lateCopy(stage: Stage, context: string, build: DockerBuild, project: Project): LateCopy | undefined {
  const { instructions } = stage;
  const below = inOrder(runtimeChain(stage).slice(1));
  const index = instructions.findIndex((each) => copiesOfAll(each).length > 0);
  const copy = instructions[index];
  const [source] = copy ? copiesOfAll(copy) : [];
  if ((copy?.keyword !== 'COPY' && copy?.keyword !== 'ADD') || !source || copy.sources.length > 1) return undefined;
  const before = [...below, ...instructions.slice(0, index)];
  const to = copy.destination?.text;
  const target = to === undefined ? undefined : pathInImage(to, workingFolder(before));
  const after = instructions.slice(index + 1);
  for (const [at, run] of after.entries()) {
    if (run.keyword !== 'RUN') continue;
    for (const command of run.command.commands) {
      const install = command.within ? undefined : dependencyInstall(command);
      const manifests = install?.manifests(context, project);
      if (!install || !manifests || target === undefined) continue;
      const between = after.slice(0, at);
      if (workingFolder([...before, copy, ...between]) !== target) continue;
      if (run.mounts.some(({ type }) => type === undefined || type === 'cache')) return undefined;
      const { ignoreFile } = build.context;
      const patterns = ignoreFile ? readIgnoreFile(ignoreFile) : [];
      const files = manifests.files.filter((file) => !leftOutBy(patterns, file));
      if (run.command.commands[0] !== command && changesFolder(run.command.commands, command)) return undefined;
      if (files.length === 0 || before.some((each) => bringsOne(each, files))) return undefined;
      return { copy, source, run, command, install, manifests: { ...manifests, files }, between };
    }
  }
  return undefined;
}

function changesFolder(commands: readonly ShellCommand[], until: ShellCommand): boolean {
  return commands.slice(0, commands.indexOf(until)).some(({ name }) => name === 'cd' || name === 'pushd');
}

/** Whether an instruction copies one of some files, or what is not known. */
function bringsOne(instruction: Instruction, files: readonly string[]): boolean {
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return false;
  if (instruction.from) return false;
  return instruction.sources.some(
    ({ text }) => text === undefined || files.some((file) => matchesPart(basename(text), file)),
  );
}

/** What may stand between the copy and the installation without needing either. */
const NEUTRAL: ReadonlySet<string> = new Set(['ENV', 'ARG', 'LABEL', 'EXPOSE', 'WORKDIR']);

/** Copies the manifests where all was copied, and all of it after the installation. */
function reorder({ copy, source, run, command, manifests, between }: LateCopy, { file }: DockerBuild): Fix | undefined {
  const { destination } = copy;
  const isFree = between.every(({ keyword }) => NEUTRAL.has(keyword));
  const isMoved = between.some(({ keyword }) => keyword === 'WORKDIR') && !destination?.text?.startsWith('/');
  const isOneLine = run.command.form === 'shell' && !textOf(run.span).includes('<<') && !copy.isExecForm;
  if (!destination || !isFree || isMoved || !isOneLine) return undefined;
  const whole = textOf(copy.span);
  const split = splitRun(run, command, whole, file.eol);
  if (!split) return undefined;
  const names = manifests.files.join(' ');
  const folder = destination.raw.endsWith('/') ? destination.raw : `${destination.raw}/`;
  return {
    title: `Copy ${manifests.files.slice(0, 3).join(', ')} first and the rest after the installation`,
    edits: [replace({ ...source.span, end: destination.span.end }, `${names} ${folder}`), split],
  };
}

/** Puts a copy behind the installation, which has to come first of all that the instruction runs. */
function splitRun(run: RunInstruction, command: ShellCommand, copy: string, eol: string): Edit | undefined {
  const { commands, span } = run.command;
  const [first, second] = commands;
  if (first !== command || command.span.start !== span.start) return undefined;
  if (command.span.end === span.end) return insert(run.span.file, run.span.end, `${eol}${copy}`);
  const isList = second?.connector === '&&' && second.list === first.list && !second.within && run.flags.length === 0;
  if (!isList) return undefined;
  return replace({ ...command.span, start: command.span.end, end: second.span.start }, `${eol}${copy}${eol}RUN `);
}

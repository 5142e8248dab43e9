import { basename } from '../../core/path';
import { type Finding, type Fix, rule } from '../../core/rule';
import { insert, remove } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { RunInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { type CopiedFile, copiedFiles } from '../shared/copied-file';
import { inOrder, workingFolder } from '../shared/image-path';
import { type Removal, removalOf, writtenBy } from '../shared/layers';
import { secretByName, secretFile } from '../shared/secret-file';
import { namesSecret } from '../shared/secret-name';

export default rule({
  id: 'dockerfile/secret-left-in-layer',
  title: 'Secret removed too late',
  why: [
    'Each instruction makes a layer of its own. What one of them copies or writes stays in its layer for good; a later `rm` only hides it. `docker save` and two commands bring the key or token back, from every copy of the image.',
    'A secret that is mounted is there for one command and never part of a layer: `RUN --mount=type=secret,id=npmrc,target=/app/.npmrc npm ci`, built with `docker build --secret id=npmrc,src=.npmrc`. A secret that has been in an image has to be replaced.',
  ],
  severity: 'error',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/get-started/docker-concepts/building-images/understanding-image-layers/',
  ],
  bad: [
    {
      files:
        'FROM node:24\nWORKDIR /app\nCOPY «.npmrc» ./\nCOPY package.json package-lock.json ./\nRUN npm ci\nRUN rm -f .npmrc\nUSER node\n',
      fixed:
        'FROM node:24\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN --mount=type=secret,id=npmrc,target=/app/.npmrc npm ci\nUSER node\n',
    },
    {
      title: 'written by a command',
      files:
        'FROM python:3.14\nARG GIT_LOGIN\nRUN echo "machine git.example.com $GIT_LOGIN" > «~/.netrc» && chmod 600 ~/.netrc\nRUN pip install git+https://git.example.com/shop\nRUN rm "$HOME/.netrc"\n',
    },
    {
      title: 'with the whole folder, and more besides',
      files:
        'FROM debian:13\nCOPY «deploy/id_ed25519» /root/.ssh/id_ed25519\nRUN git clone git@git.example.com:shop /src\nRUN make -C /src && rm -rf /root/.ssh /src\n',
    },
  ],
  good: [
    {
      title: 'written and removed by one instruction',
      files: 'FROM python:3.14\nRUN echo "$LOGIN" > ~/.netrc && pip install shop && rm ~/.netrc\n',
    },
    'FROM node:24\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n',
    {
      title: 'a stage that is not shipped keeps its layers',
      files:
        'FROM node:24 AS build\nCOPY .npmrc ./\nRUN npm ci\nRUN rm .npmrc\n\nFROM node:24\nCOPY --from=build /app /app\n',
    },
    {
      title: 'nothing secret is in it, and a key that everybody may have',
      files: {
        Dockerfile:
          'FROM node:24\nCOPY .npmrc vendor.key ./\nRUN npm ci && apt-key add vendor.key\nRUN rm .npmrc vendor.key\n',
        '.npmrc': 'save-exact=true\n',
      },
    },
    {
      title: 'the file may just name the variable that holds the token',
      files: 'FROM node:24\nARG NPM_TOKEN\nCOPY .npmrc package.json ./\nRUN npm install\nRUN rm -f .npmrc\n',
    },
    {
      title: 'never removed: that is a finding of `secret-file-copied`, if it is secret',
      files: 'FROM node:24\nCOPY .npmrc ./\nCOPY id_rsa /root/.ssh/id_rsa\nRUN npm ci && rm -rf node_modules/.cache\n',
    },
    {
      title: 'another file of that name',
      files: 'FROM node:24\nWORKDIR /app\nCOPY .npmrc ./\nRUN npm ci\nRUN rm -f /root/.npmrc\n',
    },
  ],
  *check(build, { project, today }) {
    for (const stage of build.stages) {
      if (!stage.isShipped) continue;
      for (const copied of copiedFiles(stage)) {
        const { target, folder, after, path, source } = copied;
        const removal = target === undefined ? undefined : removalOf(target, folder, after);
        const secret = removal && secretFile(path, !isFilledIn(stage), build, project, today);
        if (!secret || !removal) continue;
        yield { ...finding(path, removal), at: source.locate(0, path.length), fix: mountFix(copied, removal, build) };
      }
      yield* writtenSecrets(stage);
    }
  },
});

/** Whether the build is given a secret as an argument: `.npmrc` then holds its name and not the secret. */
function isFilledIn({ instructions }: Stage): boolean {
  return instructions.some(
    (each) => each.keyword === 'ARG' && each.pairs.some(({ name }) => namesSecret(name.text ?? '')),
  );
}

function finding(path: string, { command }: Removal): Omit<Finding, 'at'> {
  return {
    message: `\`${basename(path)}\` stays in this layer; removing it in a later one takes nothing back`,
    related: [{ at: command.span, message: 'Removed here' }],
    address: path,
  };
}

function* writtenSecrets(stage: Stage): Generator<Finding> {
  const below = inOrder(runtimeChain(stage).slice(1));
  for (const [index, instruction] of stage.instructions.entries()) {
    if (instruction.keyword !== 'RUN') continue;
    const folder = workingFolder([...below, ...stage.instructions.slice(0, index)]);
    for (const { path, at } of writtenBy(instruction, folder)) {
      const removal = secretByName(path) && removalOf(path, folder, stage.instructions.slice(index + 1));
      if (removal) yield { ...finding(path, removal), at };
    }
  }
}

/** Mounts the file for the one command between its copy and its removal, where nothing else could need it. */
function mountFix(
  { instruction, path, target, after }: CopiedFile,
  removal: Removal,
  { file }: DockerBuild,
): Fix | undefined {
  const until = after.indexOf(removal.instruction);
  const between = after.slice(0, until);
  const runs = between.filter((each): each is RunInstruction => each.keyword === 'RUN');
  const [run] = runs;
  const isPlain = between.every(({ keyword }) => /^(?:RUN|COPY|ADD|ENV|ARG|WORKDIR|LABEL)$/.test(keyword));
  if (!run || runs.length > 1 || !isPlain || !removal.isAlone) return undefined;
  if (instruction.sources.length > 1 || target === undefined || !/^\/[\w./-]+$/.test(target)) return undefined;
  const id = basename(path)
    .replace(/^\.+/, '')
    .replace(/[^\w-]/g, '-');
  return {
    title: `Mount ${path} as a secret of the build`,
    edits: [
      remove(instruction.span),
      insert(file, run.keywordSpan.end, ` --mount=type=secret,id=${id},target=${target}`),
      remove(removal.instruction.span),
    ],
  };
}

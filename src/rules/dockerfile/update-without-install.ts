import { type Finding, type Fix, rule } from '../../core/rule';
import type { RunInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { isMounted, listUse, removesLists, runsUnknown } from '../shared/package-cache';
import type { PackageCall } from '../shared/package-calls';
import { isOnlyCommand, prependCommand, removeInstruction } from '../shared/shell-edit';

export default rule({
  id: 'dockerfile/update-without-install',
  title: 'Package lists fetched in another layer than they are used in',
  why: [
    'Layers are cached. When somebody adds a package to the `RUN` that installs, the layer that fetched the lists is taken from the cache, weeks or months old: the build asks the mirror for versions that are gone and fails with 404, or installs old ones with known holes. It works on every machine that has no cache, which makes it hard to find.',
    'Fetch the lists in the `RUN` that installs. The lists of a layer of their own also stay in the image, whatever a later `RUN` removes.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['checkov:CKV_DOCKER_5', 'trivy:DS-0017', 'kics:Update Instruction Alone'],
  links: ['https://docs.docker.com/build/building/best-practices/#apt-get'],
  bad: [
    {
      files: `FROM debian:13
RUN «apt-get update»
RUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*
`,
      fixed: `FROM debian:13
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
`,
    },
    {
      title: 'one fetches for several',
      files: `FROM debian:13 AS base
RUN «apt-get update» && apt-get install -y curl
COPY packages.txt /
RUN sudo apt-get install -y \\
    git
FROM base
RUN DEBIAN_FRONTEND=noninteractive apt-get install -y jq
`,
      fixed: `FROM debian:13 AS base
RUN apt-get update && apt-get install -y curl
COPY packages.txt /
RUN sudo apt-get update && sudo apt-get install -y \\
    git
FROM base
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y jq
`,
    },
    {
      title: 'Alpine',
      files: 'FROM alpine:3.24\nRUN «apk update»\nRUN apk add curl\n',
      fixed: 'FROM alpine:3.24\nRUN apk update && apk add curl\n',
    },
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    {
      title: 'each RUN fetches its own',
      files:
        'FROM debian:13\nRUN apt-get update && apt-get install -y curl\nRUN apt-get update && apt-get install -y jq\n',
    },
    {
      title: 'apk fetches by itself',
      files: 'FROM alpine:3.24\nRUN apk update\nRUN apk add --no-cache curl && apk -U add jq\n',
    },
    {
      title: 'another stage, with lists of its own or none',
      files: 'FROM debian:13 AS build\nRUN apt-get update\nFROM debian:13\nRUN apt-get install -y /tmp/shop.deb\n',
    },
    {
      title: 'files of our own need no lists',
      files:
        'FROM debian:13\nRUN apt-get update && apt-get install -y curl\nCOPY shop.deb /tmp/\nRUN apt-get install -y /tmp/shop.deb\n',
    },
    {
      title: 'the lists are in a mount that both share',
      files:
        'FROM debian:13\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN --mount=type=cache,target=/var/lib/apt apt-get install -y curl\n',
    },
    {
      title: 'the lists are gone, or renewed by a script',
      files: `FROM debian:13
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN apt-get install -y /tmp/shop.deb
FROM debian:13
RUN apt-get update && apt-get install -y curl
RUN curl -fsSL https://deb.example.com/setup | bash -
RUN apt-get install -y nodejs
`,
    },
    {
      title: 'dnf looks for itself whether its metadata are old',
      files: 'FROM fedora:44\nRUN dnf makecache\nRUN dnf install -y curl\n',
    },
  ],
  *check({ file, stages }) {
    const seen = new Set<RunInstruction>();
    const bases = new Set(stages.map(({ base }) => base));
    for (const family of ['apt', 'apk'] as const) {
      if (!file.text.includes(family)) continue;
      for (const stage of stages) if (!bases.has(stage)) yield* staleLists(stage, family, seen);
    }
  },
});

const LISTS = {
  apt: { folders: ['/var/lib/apt/lists'] },
  apk: { folders: ['/var/cache/apk', '/etc/apk/cache'] },
} as const;

/** `RUN`s of a stage and its bases that install from lists which one before them fetched. */
function* staleLists(stage: Stage, family: 'apt' | 'apk', seen: Set<RunInstruction>): Generator<Finding> {
  let source: { readonly run: RunInstruction; readonly call: PackageCall } | undefined;
  const fed = new Map<typeof source, { readonly run: RunInstruction; readonly call: PackageCall }[]>();
  for (const { instructions } of runtimeChain(stage).toReversed()) {
    for (const run of instructions) {
      if (run.keyword !== 'RUN') continue;
      const { install, refresh } = listUse(run, family);
      if (isMounted(run.mounts, LISTS[family]) || runsUnknown(run)) source = undefined;
      else if (refresh) source = { run, call: refresh };
      else if (source && install && !isOfFiles(install))
        fed.set(source, [...(fed.get(source) ?? []), { run, call: install }]);
      if (removesLists(run, family)) source = undefined;
    }
  }
  for (const [from, installs] of fed) {
    if (!from || seen.has(from.run)) continue;
    seen.add(from.run);
    yield {
      at: from.call.head,
      message: 'A later RUN installs from these lists, which the cache keeps as they are; fetch them in the same RUN',
      related: installs.map(({ call }) => ({
        at: call.head,
        message: 'This installs from the lists of another layer',
      })),
      fix: fixOf(from, installs),
    };
  }
}

/** Whether a call installs files only. */
function isOfFiles({ packages }: PackageCall): boolean {
  return packages.length > 0 && packages.every(({ raw }) => /^["']?\.{0,2}\//.test(raw));
}

interface Use {
  readonly run: RunInstruction;
  readonly call: PackageCall;
}

/** Fetches the lists where they are used, and no longer where nothing else uses them. */
function fixOf({ run, call }: Use, installs: readonly Use[]): Fix | undefined {
  const edits = installs.map(({ run: user, call: { command, program } }) => {
    const sudo = command.wrappers[0] === 'sudo' ? 'sudo ' : '';
    const [first] = user.command.commands;
    return first === command || command.within === undefined
      ? prependCommand(user, command.pipeline, `${sudo}${program} update`)
      : undefined;
  });
  const known = edits.filter((edit) => edit !== undefined);
  if (known.length < edits.length) return undefined;
  if (isOnlyCommand(run, call.command)) known.push(removeInstruction(run.span));
  return { title: 'Fetch the lists where they are used', edits: known };
}

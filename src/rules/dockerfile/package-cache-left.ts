import { rule } from '../../core/rule';
import { textOf } from '../../core/text';
import type { RunInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { baseImage } from '../shared/base-image';
import { officialName } from '../shared/image';
import { aptUse, listsLeft, packageCaches } from '../shared/package-cache';

export default rule({
  id: 'dockerfile/package-cache-left',
  title: 'Package lists or downloads left in the image',
  why: [
    'Package managers keep their lists and what they downloaded for the next time. In an image there is no next time: it just grows by tens of megabytes, for everyone who stores or pulls it. A later instruction can remove the files from view, but not from the layer, so it has to be the same `RUN`.',
    'Only layers of the final image are looked at: what a stage leaves that is only copied from costs nothing, and cache mounts keep the cache outside of the image.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: [
    'hadolint:DL3009',
    'hadolint:DL3019',
    'hadolint:DL3032',
    'hadolint:DL3036',
    'hadolint:DL3040',
    'hadolint:DL3042',
    'trivy:DS-0015',
    'trivy:DS-0019',
    'trivy:DS-0020',
    'trivy:DS-0025',
    'trivy:DS-0027',
    'kics:Apt Get Install Lists Were Not Deleted',
    'kics:Apk Add Using Local Cache Path',
    'kics:Pip install Keeping Cached Packages',
    'kics:Yum Clean All Missing',
    'kics:Missing Dnf Clean All',
    'kics:Missing Zypper Clean',
    'semgrep:remove-package-lists',
    'semgrep:remove-package-cache',
    'semgrep:missing-apk-no-cache',
    'semgrep:missing-pip-no-cache-dir',
    'semgrep:missing-dnf-clean-all',
    'semgrep:missing-zypper-clean',
  ],
  links: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://docs.docker.com/build/cache/optimize/#use-cache-mounts',
  ],
  bad: [
    {
      files: `FROM debian:13
RUN apt-get update && «apt-get install» -y curl
`,
      fixed: `FROM debian:13
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
`,
    },
    {
      title: 'in the style of its lines',
      files: `FROM node:24 AS base
RUN apt-get update \\
    && «apt-get install» -y --no-install-recommends \\
       curl \\
       git
FROM base
RUN apt-get update && \\
  «apt-get install» -y \\
    make && \\
  make --version
RUN <<EOF
set -e
apt-get update
«apt-get install» -y jq
jq --version
EOF
`,
      fixed: `FROM node:24 AS base
RUN apt-get update \\
    && apt-get install -y --no-install-recommends \\
       curl \\
       git \\
    && rm -rf /var/lib/apt/lists/*
FROM base
RUN apt-get update && \\
  apt-get install -y \\
    make && \\
  make --version && \\
  rm -rf /var/lib/apt/lists/*
RUN <<EOF
set -e
apt-get update
apt-get install -y jq
rm -rf /var/lib/apt/lists/*
jq --version
EOF
`,
    },
    {
      title: 'the lists in a layer of their own, which no later one makes smaller',
      files: 'FROM debian:13\nRUN «apt-get update»\nRUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    },
    {
      title: 'apk and pip have an option',
      files: `FROM python:3.14-alpine
RUN «apk add» --virtual .build gcc && «pip install» flask && python -m pip install gunicorn
`,
      fixed: `FROM python:3.14-alpine
RUN apk add --no-cache --virtual .build gcc && pip install --no-cache-dir flask && python -m pip install --no-cache-dir gunicorn
`,
    },
    {
      title: 'those of Red Hat and SUSE',
      files: `FROM rockylinux:9
RUN «dnf install» -y curl
RUN «microdnf -y install» jq ; curl --version
RUN «zypper -n in» \\
  wget
`,
      fixed: `FROM rockylinux:9
RUN dnf install -y curl && dnf clean all
RUN microdnf -y install jq && microdnf clean all ; curl --version
RUN zypper -n in \\
  wget \\
    && zypper clean --all
`,
    },
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    'FROM debian:13\nRUN apt-get update && apt-get install -y curl && apt-get clean && rm -rf /var/lib/{apt,cache,log}/ /tmp/*\n',
    'FROM alpine:3.24\nRUN apk add --no-cache curl && apk add curl && rm -rf /var/cache/apk/*\n',
    {
      title: 'a stage that is only copied from',
      files:
        'FROM golang:1.27 AS build\nRUN apt-get update && apt-get install -y protobuf-compiler\nFROM scratch\nCOPY --from=build /app /app\n',
    },
    {
      title: 'cache mounts',
      files: `FROM python:3.14
RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt \\
    apt-get update && apt-get install -y curl
RUN --mount=type=cache,target=/root/.cache pip install flask
`,
    },
    {
      title: 'a later installation needs the lists',
      files:
        'FROM debian:13\nRUN apt-get update && apt-get install -y curl\nRUN apt-get install -y jq && rm -rf /var/lib/apt/lists/*\n',
    },
    {
      title: 'pip keeps nothing by its environment',
      files: 'FROM python:3.14\nENV PIP_NO_CACHE_DIR=1\nRUN pip install flask\n',
    },
    {
      title: 'the script may clean up',
      files: 'FROM debian:13\nCOPY cleanup.sh /\nRUN apt-get update && apt-get install -y curl && /cleanup.sh\n',
    },
  ],
  *check({ finalStage, escapeCharacter }) {
    const chain = runtimeChain(finalStage).toReversed();
    const runs = chain.flatMap(({ instructions }) => instructions).filter((each) => each.keyword === 'RUN');
    const needsLists = runs.findLastIndex((run) => isFedByOthers(run));
    for (const [index, run] of runs.entries()) {
      for (const { program, family, at, what, fix } of packageCaches(run, escapeCharacter)) {
        if (family === 'apt' && index < needsLists) continue;
        if (family === 'pip' && (!finalStage || keepsNothing(finalStage))) continue;
        yield { at, message: `\`${program}\` leaves ${what} in the image`, fix };
      }
      const at = index < needsLists && !runs.slice(index + 1).some(fetchesLists) ? listsLeft(run) : undefined;
      if (at)
        yield { at, message: 'The package lists that this fetches stay in the image, whatever a later `RUN` removes' };
    }
  },
});

function fetchesLists(run: RunInstruction): boolean {
  return aptUse(run).updates;
}

/** Whether a `RUN` installs from lists that one before it fetched. */
function isFedByOthers(run: RunInstruction): boolean {
  const { installs, updates } = aptUse(run);
  return installs && !updates;
}

/** Whether pip is told, or may be by the base image, to keep no cache. */
function keepsNothing(stage: Stage): boolean {
  const image = baseImage(stage);
  const isKnown = image !== undefined && officialName(image) !== undefined;
  const texts = runtimeChain(stage).flatMap(({ instructions }) => instructions.map(({ span }) => textOf(span)));
  return !isKnown || texts.some((text) => /PIP_NO_CACHE_DIR|global\.no-cache-dir|pip\.conf/i.test(text));
}

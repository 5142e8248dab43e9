import { rule } from '../../core/rule';
import { textOf } from '../../core/text';
import type { RunInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { baseImage } from '../shared/base-image';
import { officialName } from '../shared/image';
import { listUse, packageCaches } from '../shared/package-cache';
import { layersOf } from '../shared/run-instructions';

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
  fixes: ['safe', 'suggested'],
  equivalents: [
    'hadolint:DL3009',
    'hadolint:DL3019',
    'hadolint:DL3032',
    'hadolint:DL3036',
    'hadolint:DL3040',
    'hadolint:DL3042',
    'hadolint:DL3060',
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
      title: 'apk and pip have an option',
      files: `FROM python:3.14-alpine
RUN «apk add» --virtual .build gcc && «pip install» flask && python -m pip install gunicorn
`,
      fixed: `FROM python:3.14-alpine
RUN apk add --no-cache --virtual .build gcc && pip install --no-cache-dir flask && python -m pip install --no-cache-dir gunicorn
`,
    },
    {
      title: 'apk fetches its index itself',
      files: `FROM alpine:3.24
RUN apk update && \\
    «apk add» curl
RUN set -e; «apk update»; apk add --no-cache jq
RUN «apk update»
RUN apk add --no-cache git
`,
      fixed: `FROM alpine:3.24
RUN apk add --no-cache curl
RUN set -e; apk add --no-cache jq
RUN apk add --no-cache git
`,
    },
    {
      title: 'npm and yarn',
      files: 'FROM node:24\nCOPY . .\nRUN «npm ci» --omit=dev && npm run build\nRUN «yarn global add» serve@14.2.4\n',
      fixed:
        'FROM node:24\nCOPY . .\nRUN npm ci --omit=dev && npm run build && npm cache clean --force\nRUN yarn global add serve@14.2.4 && yarn cache clean\n',
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
    if (!finalStage) return;
    const runs = layersOf(finalStage);
    const texts = runtimeChain(finalStage).flatMap(({ instructions }) => instructions.map(({ span }) => textOf(span)));
    const isSaid = (words: RegExp) => texts.some((text) => words.test(text));
    const isSet = {
      pip: !isKnown(finalStage) || isSaid(PIP_SETTING),
      npm: isSaid(NPM_SETTING),
      yarn: isSaid(MODERN_YARN),
    };
    const needsLists = { apt: lastFedByOthers(runs, 'apt'), apk: lastFedByOthers(runs, 'apk') };
    for (const [index, run] of runs.entries()) {
      for (const { program, family, at, what, fix } of packageCaches(run, escapeCharacter)) {
        if ((family === 'apt' || family === 'apk') && index < needsLists[family]) continue;
        if ((family === 'pip' || family === 'npm' || family === 'yarn') && isSet[family]) continue;
        yield { at, message: `\`${program}\` leaves ${what} in the image`, fix };
      }
    }
  },
});

/** What tells pip to keep nothing, and npm to keep it elsewhere. */
const PIP_SETTING = /PIP_NO_CACHE_DIR|global\.no-cache-dir|pip\.conf/i;
const NPM_SETTING = /npm_config_cache|config set cache/i;
/** Since version 2 what yarn keeps may be a part of the project. */
const MODERN_YARN = /\.yarn\b|corepack|yarnrc\.yml|set version|YARN_CACHE_FOLDER|cache-folder/;

/** The last `RUN` that installs from lists that one before it fetched. */
function lastFedByOthers(runs: readonly RunInstruction[], family: 'apt' | 'apk'): number {
  const first = runs.findIndex((run) => listUse(run, family).refresh);
  return runs.findLastIndex((run, index) => {
    const { install, refresh } = listUse(run, family);
    return install !== undefined && !refresh && (family === 'apt' || (first >= 0 && first < index));
  });
}

/** Whether the base image is one of which it is known how it sets up pip. */
function isKnown(stage: Stage): boolean {
  const image = baseImage(stage);
  return image !== undefined && officialName(image) !== undefined;
}

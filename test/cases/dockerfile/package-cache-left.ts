import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'conda',
      files: 'FROM condaforge/miniforge3:25.9.1-0\nRUN «conda install» -y numpy=2.3\n',
      fixed: 'FROM condaforge/miniforge3:25.9.1-0\nRUN conda install -y numpy=2.3 && conda clean --all --yes\n',
    },
    { title: 'no shell that could run a second command', files: 'FROM debian:13\nRUN [«"npm", "ci"»]\n' },
    {
      title: 'apk update in the middle, in lines of its own, and before an upgrade',
      files: 'FROM alpine:3.24\nRUN set -eux \\\n    && apk update \\\n    && «apk upgrade» \\\n    && apk --update add curl\n',
      fixed: 'FROM alpine:3.24\nRUN set -eux \\\n    && apk upgrade --no-cache \\\n    && apk --update add --no-cache curl\n',
    },
    {
      title: 'a comment stands between: nobody can tell what it explains',
      files: 'FROM alpine:3.24\nRUN «apk update» && \\\n  # tools\n  apk add --no-cache curl\n',
    },
    {
      title: 'in exec form with a shell',
      files: 'FROM debian:13\nRUN ["sh", "-c", "apt-get update && «apt-get install» -y curl"]\n',
      fixed: 'FROM debian:13\nRUN ["sh", "-c", "apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*"]\n',
    },
  ],
  good: [
    'FROM condaforge/miniforge3:25.9.1-0\nRUN mamba install -y numpy=2.3 && mamba clean --all -f -y\nRUN conda env list && conda create --dry-run -n a numpy\n',
    {
      title: 'the lists that a later RUN installs from are a matter of dockerfile/update-without-install',
      files: 'FROM debian:13\nRUN apt-get update\nRUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    },
    {
      title: 'npm and yarn that keep it elsewhere, or nothing',
      files:
        'FROM node:24\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN npm ci && npm cache clean --force\nRUN npm ci --cache /tmp/npm && rm -rf /tmp/npm\nRUN yarn install --immutable\n',
    },
    {
      title: 'the cache of yarn 2 may be a part of the project',
      files: 'FROM node:24\nCOPY .yarn .yarn\nRUN yarn install\n',
    },
    { title: 'uv is no pip', files: 'FROM python:3.14\nRUN uv pip install flask\n' },
  ],
} satisfies Cases;

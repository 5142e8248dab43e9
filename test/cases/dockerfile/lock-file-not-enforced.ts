import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'bun; a lock file that another stage prepared',
      files:
        'FROM oven/bun:1.3 AS deps\nCOPY package.json bun.lock ./\nRUN «bun install»\nFROM node:24\nCOPY --from=deps /app/package-lock.json ./\nRUN «npm i»\n',
      fixed:
        'FROM oven/bun:1.3 AS deps\nCOPY package.json bun.lock ./\nRUN bun install --frozen-lockfile\nFROM node:24\nCOPY --from=deps /app/package-lock.json ./\nRUN npm ci\n',
    },
    {
      title: 'nobody knows which yarn wrote it',
      files: 'FROM node:24\nCOPY package.json yarn.lock ./\nRUN «yarn» --production\n',
    },
  ],
  good: [
    { title: 'another folder', files: 'FROM node:24\nCOPY package-lock.json ./\nRUN npm --prefix web install\n' },
    { title: 'the setting stands beside it', files: 'FROM node:24\nENV YARN_ENABLE_IMMUTABLE_INSTALLS=true\nCOPY yarn.lock ./\nRUN corepack enable\n' },
  ],
} satisfies Cases;

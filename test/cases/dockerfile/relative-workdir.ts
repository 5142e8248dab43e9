import type { Cases } from '../../support/cases';

export default {
  bad: [
    { title: 'in quotes', files: 'FROM node:24\nWORKDIR "«serve»"\n', fixed: 'FROM node:24\nWORKDIR "/serve"\n' },
    { title: 'what the image brings is not known, and nor is the right path', files: 'FROM ghcr.io/example/base:1\nWORKDIR «app»\n' },
  ],
  good: ['FROM ghcr.io/example/base:1\nWORKDIR /app\nRUN a\nWORKDIR ../b\n', 'FROM node:24\nONBUILD WORKDIR app\n'],
} satisfies Cases;

import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'in a condition',
      files: 'FROM debian:13\nRUN «apt-get update»\nRUN if [ -n "$A" ]; then \\\n    apt-get install -y curl; \\\n  fi\n',
      fixed: 'FROM debian:13\nRUN if [ -n "$A" ]; then \\\n    apt-get update && apt-get install -y curl; \\\n  fi\n',
    },
    { title: 'no shell that could run both', files: 'FROM debian:13\nRUN «apt-get update»\nRUN ["apt-get", "install", "-y", "curl"]\n' },
  ],
  good: [
    { title: 'the setup of a repository fetches them', files: 'FROM ubuntu:26.04\nRUN apt-get update\nRUN ./setup.sh && apt-get install -y curl\n' },
    { title: 'nothing is installed', files: 'FROM debian:13\nRUN apt-get update\nRUN apt-get -s install curl && apt-cache policy curl\n' },
  ],
} satisfies Cases;

import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'a script that a shell is given, with the line ends of Windows in the checkout',
      files: {
        Dockerfile: 'FROM eclipse-temurin:25-jre\nCOPY start.sh /app/\nWORKDIR /app\nCMD «["sh", "/app/start.sh"]»\n',
        'start.sh': 'set -e\r\nexport A=1\r\njava -jar app.jar\r\n',
      },
      fixed: {
        Dockerfile: 'FROM eclipse-temurin:25-jre\nCOPY start.sh /app/\nWORKDIR /app\nCMD ["sh", "/app/start.sh"]\n',
        'start.sh': 'set -e\r\nexport A=1\r\nexec java -jar app.jar\r\n',
      },
    },
    {
      title: 'a script of npm that a shell has to read',
      files: {
        Dockerfile: 'FROM node:24\nCOPY . .\nCMD «["npm", "run", "start:prod"]»\n',
        'package.json': '{"scripts": {"start:prod": "NODE_ENV=production node dist/main"}}\n',
      },
    },
    {
      title: 'more happens before the start',
      files: {
        Dockerfile: 'FROM node:24\nCOPY . .\nCMD «["npm", "start"]»\n',
        'package.json': '{"scripts": {"prestart": "node migrate.js", "start": "node server.js"}}\n',
      },
    },
  ],
  good: [
    {
      title: 'a job: the script ends by itself',
      files: {
        Dockerfile: 'FROM debian:13\nCOPY run.sh /\nENTRYPOINT ["/run.sh"]\n',
        'run.sh': '#!/bin/sh\nset -e\ncurl --fail https://git.example.com/ping\n./backup --all\n',
      },
    },
    {
      title: 'two servers in one container',
      files: {
        Dockerfile: 'FROM debian:13\nCOPY start.sh /\nCMD ["/start.sh"]\n',
        'start.sh': '#!/bin/bash\nnode worker.js &\nnode server.js\n',
      },
    },
    {
      title: 'no shell script',
      files: {
        Dockerfile: 'FROM python:3.14\nCOPY entrypoint.py start /\nENTRYPOINT ["/start"]\n',
        start: '#!/usr/bin/env python3\nimport sys\npython = 1\n',
      },
    },
    'FROM node:24\nCMD ["npm", "test"]\n',
    'FROM registry.example.com/node:3\nCMD ["npm", "start"]\n',
    'FROM node:24\nENTRYPOINT ["tini", "-g", "--", "sh", "-c", "a && node b.js"]\n',
  ],
} satisfies Cases;

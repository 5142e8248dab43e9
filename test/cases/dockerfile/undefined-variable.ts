import type { Cases } from '../../support/cases';

export default {
  bad: [
    { title: 'a port that nothing sets', files: 'FROM python:3.14\nEXPOSE «${SHOP_PORT}»\nEXPOSE ${SHOP_PORT}\n' },
    { title: 'nothing comes from what is copied', files: 'FROM debian:13 AS a\nENV REVISION=1\nFROM scratch\nCOPY --from=a / /\nLABEL v="«${REVISION}»"\n' },
    {
      title: 'tabs and continuation lines',
      files: 'ARG TAG=1\nFROM alpine:3.24\nRUN\ta \\\n\t# why\n\t&& b «$TAG»\n',
      fixed: 'ARG TAG=1\nFROM alpine:3.24\nARG TAG\nRUN\ta \\\n\t# why\n\t&& b $TAG\n',
    },
    {
      title: 'of any base image, if it is a platform, or an argument that chooses nothing',
      files:
        'ARG APP=a\nARG BASE=x\nFROM ghcr.io/example/$BASE:1\nRUN make «$APP» $BASE «$TARGETOS»\n',
      fixed:
        'ARG APP=a\nARG BASE=x\nFROM ghcr.io/example/$BASE:1\nARG APP\nARG TARGETOS\nRUN make $APP $BASE $TARGETOS\n',
    },
  ],
  good: [
    'ARG RUBY_VERSION=4.0\nFROM ruby:$RUBY_VERSION-slim\nRUN echo $RUBY_VERSION\n',
    'ARG V=1\nFROM alpine:3.24\nARG V\nFROM alpine:3.24\nARG V=2\nRUN echo $V\n',
    { title: 'not a shell that is read', files: 'ARG V=1\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN echo $V\n' },
    { title: 'exec form expands nothing', files: 'ARG V=1\nFROM alpine:3.24\nRUN ["echo", "$V"]\n' },
    { title: 'here-documents of another language', files: 'ARG V=1\nFROM alpine:3.24\nRUN <<EOF\n#!/usr/bin/env perl\nprint $V;\nEOF\n' },
    { title: 'another frontend', files: '# syntax=example/frontend:1\nARG V=1\nFROM alpine:3.24\nCOPY $V /\n' },
  ],
} satisfies Cases;

import { rule } from '../../core/rule';
import { buildImages } from '../shared/build-images';
import { endOfSupport } from '../shared/end-of-life';
import { latestTag } from '../shared/latest-tag';

export default rule({
  id: 'dockerfile/latest-tag',
  title: 'Base image without a fixed version',
  why: [
    'The tag `latest`, which is also meant where no tag is written, names whatever was pushed last. The same Dockerfile builds other images tomorrow than today, on this machine other than on that one, and when a new major version breaks the build nobody has changed a line.',
    'The fix proposes a version that is supported, one for production where the product has such. It may be another than the one that `latest` stands for, so build and test before you keep it.',
    'Where `latest` is only the default of an argument, builds may well be given another tag; that is mentioned as advice.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'hadolint:DL3006',
    'hadolint:DL3007',
    'checkov:CKV_DOCKER_7',
    'trivy:DS-0001',
    'kics:Image Version Not Explicit',
    "kics:Image Version Using 'latest'",
    'semgrep:missing-image-version',
    'semgrep:avoid-latest-version',
  ],
  links: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://docs.docker.com/reference/dockerfile/#from',
  ],
  bad: [
    { files: 'FROM node:«latest»\n', fixed: 'FROM node:26\n', today: '2026-11-21' },
    {
      title: 'no tag at all',
      files:
        'FROM --platform=linux/amd64 «golang» AS build\nRUN go build -o /app .\n\nFROM «alpine»\nCOPY --from=build /app /app\n',
      fixed:
        'FROM --platform=linux/amd64 golang:1.27 AS build\nRUN go build -o /app .\n\nFROM alpine:3.24\nCOPY --from=build /app /app\n',
    },
    {
      title: 'a default is what is used unless somebody thinks of the argument',
      files: 'ARG PYTHON_VERSION=«latest»\nFROM python:${PYTHON_VERSION}\n',
      fixed: 'ARG PYTHON_VERSION=3.14\nFROM python:${PYTHON_VERSION}\n',
    },
    {
      title: 'what is copied out of an image becomes part of this one',
      files: 'FROM php:8.5-fpm\nCOPY --from=composer:«latest» /usr/bin/composer /usr/bin/\n',
      fixed: 'FROM php:8.5-fpm\nCOPY --from=composer:2.10 /usr/bin/composer /usr/bin/\n',
    },
    {
      title: 'nobody but its makers knows the versions of an image',
      files: 'FROM ghcr.io/example/base:«latest» AS build\n\nFROM shop-base:«latest»\n',
    },
  ],
  good: [
    { title: 'discontinued: that is another finding', files: 'FROM centos\n' },
    { title: 'the name holds the version', files: 'FROM gcr.io/distroless/static-debian13\nCOPY app /app\n' },
    'FROM node:24\n',
    'FROM scratch\nCOPY app /app\n',
    'FROM node:latest@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60\n',
    {
      title: 'the name of a stage',
      files: 'FROM node:24 AS node\nRUN npm ci\n\nFROM node\nRUN npm test\n',
    },
    {
      title: 'who builds decides',
      files: 'ARG TAG\nARG BASE\nFROM node:${TAG} AS build\n\nFROM ${BASE}\n',
    },
    {
      title: 'stages by name and number, and a context that the build names',
      files:
        'FROM node:24 AS build\nRUN npm ci\n\nFROM node:24\nCOPY --from=build /a /a\nCOPY --from=0 /b /b\nCOPY --from=assets /c /c\n',
    },
    {
      title: 'no image on Docker Hub has such a name: it was built here, or is a context that the build names',
      files: 'FROM shop-base\n',
    },
  ],
  *check({ stages }, { today }) {
    for (const { reference, stage, spanOf } of buildImages(stages)) {
      // Of an image that is discontinued, `end-of-life-image` says more.
      const finding = endOfSupport(reference, today) ? undefined : latestTag(reference, today, spanOf);
      if (finding) yield { ...finding, address: stage.alias?.text };
    }
  },
});

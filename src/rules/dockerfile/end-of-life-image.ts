import { rule } from '../../core/rule';
import { buildImages } from '../shared/build-images';
import { endedMessage, supportedFix } from '../shared/ended-image';

export default rule({
  id: 'dockerfile/end-of-life-image',
  title: 'Base image that gets no more updates',
  why: [
    'After its end of life nobody mends a version any more: each hole that is found in it stays open in every image that is built from it, and scanners report more of them week by week. The longer it stays, the larger the step to a version that is maintained.',
    'The days are those of endoflife.date; of Debian, the end of its long-term support counts. Images that were given up as a whole are named with what takes their place. An image that is only used while building is mentioned as advice.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://endoflife.date/', 'https://docs.docker.com/build/building/best-practices/'],
  bad: [
    { files: 'FROM node:«16-alpine3.15»\n', fixed: 'FROM node:26-alpine\n', today: '2026-11-21' },
    {
      title: 'the argument’s default says what is used',
      files: 'ARG PYTHON=«3.8-slim-buster»\nFROM python:${PYTHON} AS base\n\nFROM base\nCOPY . .\n',
      fixed: 'ARG PYTHON=3.14-slim\nFROM python:${PYTHON} AS base\n\nFROM base\nCOPY . .\n',
    },
    {
      title: 'the version lasts, but not the system beneath it',
      files: 'FROM python:«3.13-buster»\n',
      fixed: 'FROM python:3.13\n',
    },
    {
      title: 'a name for a version; a builder is less of a matter',
      files:
        'FROM golang:«1.19» AS build\nRUN go build -o /app .\n\nFROM debian:«stretch-slim»\nCOPY --from=build /app /app\n',
      fixed:
        'FROM golang:1.27 AS build\nRUN go build -o /app .\n\nFROM debian:trixie-slim\nCOPY --from=build /app /app\n',
    },
    {
      title: 'there is no newer version of the image',
      files: 'FROM openjdk:«17-jdk-slim» AS build\n\nFROM centos:«7»\n',
    },
    {
      title: 'programs that are copied out of an image grow old with it',
      files:
        'FROM debian:13\nCOPY --from=golang:«1.19-bookworm» /usr/local/go /usr/local/go\nRUN --mount=type=bind,from=node:«16»,target=/node cp /node/usr/local/bin/node /usr/local/bin/\n',
      fixed:
        'FROM debian:13\nCOPY --from=golang:1.27-bookworm /usr/local/go /usr/local/go\nRUN --mount=type=bind,from=node:26,target=/node cp /node/usr/local/bin/node /usr/local/bin/\n',
      today: '2026-11-21',
    },
    {
      title: 'of an image that was given up no version is mended, and of some none can be pulled',
      files: 'FROM adoptopenjdk/openjdk11:«alpine-jre»\n\nFROM bitnami/redis:«7.2»\n\nFROM «vault»\n',
    },
    {
      title: 'data has to move with a database',
      files: 'FROM postgres:«11-alpine»\n',
      fixed: 'FROM postgres:18-alpine\n',
    },
  ],
  good: [
    'FROM node:24-alpine\n',
    { title: 'long-term support lasts', files: 'FROM debian:bookworm-slim\n', today: '2026-11-21' },
    { title: 'its last day', files: 'FROM node:20\n', today: '2026-04-30' },
    { title: 'not the image of that name', files: 'FROM example/node:16\n' },
    { title: 'who builds decides', files: 'ARG NODE_VERSION\nFROM node:${NODE_VERSION}\n' },
    { title: 'early access is all that this image is still there for', files: 'FROM openjdk:27-ea-jdk-slim\n' },
    'FROM python:3\n',
    {
      title: 'a version nobody knows of, and what is still published',
      files: 'FROM bitnami/redis:latest\n\nFROM bitnami/minideb:bookworm\n',
    },
  ],
  *check({ stages }, { today }) {
    const shipped = stages.findLast(({ isShipped, base }) => isShipped && !base)?.from.image?.text;
    for (const { reference, as, stage, spanOf } of buildImages(stages)) {
      const message = endedMessage(reference, today);
      if (!message) continue;
      const { start, end } = reference.tag ?? reference.name;
      const isShipped = as === 'base' ? reference.text === shipped : stage.isShipped;
      yield {
        at: spanOf(start, end),
        message,
        severity: isShipped ? undefined : 'info',
        fix: supportedFix(reference, spanOf, today),
        address: stage.alias?.text,
      };
    }
  },
});

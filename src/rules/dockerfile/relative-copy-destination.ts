import { rule } from '../../core/rule';
import { STARTS_IN_ROOT } from '../../data/image-defaults';
import type { Instruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { baseImage } from '../shared/base-image';
import { officialName } from '../shared/image';

export default rule({
  id: 'dockerfile/relative-copy-destination',
  title: 'Files copied into the root folder by accident',
  why: [
    'A relative destination continues from the folder that `WORKDIR` names. Without any, files land in the root folder of the image, between `/bin` and `/etc`: a folder of yours that is named `lib`, `etc` or `run` is mixed into the system’s, and the program later runs beside it all.',
    'Only base images that are known to name no folder of their own are looked at. In stages that are not part of the final image it is advice.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  equivalents: ['hadolint:DL3045'],
  links: [
    'https://docs.docker.com/reference/dockerfile/#destination',
    'https://docs.docker.com/build/building/best-practices/#workdir',
  ],
  bad: [
    { files: 'FROM node:24\nCOPY package.json «./»\nRUN npm install\n' },
    {
      title: 'the first one of the stage; a folder that is named too late',
      files: 'FROM python:3.14-slim AS base\nFROM base\nCOPY app «app»\nCOPY . .\nWORKDIR /app\n',
    },
  ],
  good: [
    'FROM node:24\nWORKDIR /app\nCOPY . .\n',
    'FROM node:24\nCOPY . /app/\n',
    { title: 'the stage beneath names the folder', files: 'FROM node:24 AS a\nWORKDIR /app\nFROM a\nCOPY . .\n' },
    {
      title: 'the image may name a folder',
      files: 'FROM golang:1.27\nCOPY . .\nFROM ghcr.io/example/base:1\nCOPY . .\n',
    },
    { title: 'there is nothing else in it', files: 'FROM scratch\nCOPY app .\n' },
    { title: 'not known', files: 'FROM node:24\nARG DIR\nCOPY . $DIR\n' },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      if (!startsInRoot(stage)) continue;
      for (const instruction of stage.instructions) {
        if (instruction.keyword === 'WORKDIR') break;
        const path = relativeDestination(instruction);
        if (path === undefined) continue;
        yield {
          at: path.span,
          severity: stage.isShipped ? undefined : 'info',
          message:
            'Without a WORKDIR this is copied into the root folder; name a folder before it, or write the path from / on',
        };
        break;
      }
    }
  },
});

function startsInRoot(stage: Stage): boolean {
  const image = baseImage(stage);
  const isKnown = image !== undefined && STARTS_IN_ROOT.has(officialName(image) ?? '');
  const isNamed = runtimeChain(stage.base).some(({ instructions }) =>
    instructions.some(({ keyword }) => keyword === 'WORKDIR'),
  );
  return isKnown && !isNamed && !/windows|nanoserver|servercore/.test(image.text);
}

function relativeDestination(instruction: Instruction) {
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return undefined;
  const text = instruction.destination?.text;
  return text && !/^(?:[/\\]|[A-Za-z]:)/.test(text) ? instruction.destination : undefined;
}

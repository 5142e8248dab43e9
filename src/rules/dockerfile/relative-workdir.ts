import { type Fix, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import { STARTS_IN_ROOT } from '../../data/image-defaults';
import type { Stage, WorkdirInstruction } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { baseImage } from '../shared/base-image';
import { officialName } from '../shared/image';

export default rule({
  id: 'dockerfile/relative-workdir',
  title: 'WORKDIR that depends on the base image',
  why: [
    'A relative path continues from the folder that is in force. Where no `WORKDIR` before it names one from the root on, that is the folder of the base image, which may be another one in its next version: files then land somewhere else, and paths written out further below no longer fit.',
    'No shell reads the path: `WORKDIR ~/app` makes a folder whose name is `~`.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'hadolint:DL3000',
    'buildkit:WorkdirRelativePath',
    'kics:WORKDIR Path Not Absolute',
    'checkov:CKV_DOCKER_10',
    'trivy:DS-0009',
  ],
  links: ['https://docs.docker.com/reference/dockerfile/#workdir'],
  bad: [
    {
      files: 'FROM node:24\nWORKDIR «app»\nCOPY . .\n',
      fixed: 'FROM node:24\nWORKDIR /app\nCOPY . .\n',
    },
    {
      title: 'by a variable; once for each stage',
      files:
        'FROM python:3.14 AS base\nARG DIR=./srv/shop\nWORKDIR "«$DIR»"\nWORKDIR static\nFROM base\nWORKDIR media\nFROM php:8.4\nWORKDIR «public»\n',
    },
    {
      title: 'a tilde is a name like any other',
      files: 'FROM ubuntu:24.04\nWORKDIR «~/app»\n',
    },
    {
      files: 'FROM debian:13\nWORKDIR «./app/x»\n',
      fixed: 'FROM debian:13\nWORKDIR /app/x\n',
    },
  ],
  good: [
    'FROM node:24\nWORKDIR /app\nWORKDIR src\n',
    {
      title: 'the stage beneath names the folder',
      files: 'FROM node:24 AS base\nWORKDIR /app\nFROM base\nWORKDIR src\n',
    },
    { title: 'the variable may hold a whole path', files: 'FROM node:24\nARG HOME_DIR\nWORKDIR $HOME_DIR/app\n' },
    {
      title: 'Windows has drives',
      files: '# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2025\nWORKDIR C:\\app\nWORKDIR bin\n',
    },
    { title: 'the folder that it is', files: 'FROM node:24\nWORKDIR .\n' },
    { title: 'the folder above may be known to be one', files: 'FROM node:24\nARG ROOT\nWORKDIR $ROOT\nWORKDIR app\n' },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      const instruction = stage.instructions.find((each) => each.keyword === 'WORKDIR');
      if (!instruction || inherits(stage)) continue;
      const path = instruction.path.text;
      if (!path || isAbsolute(path) || path === '.') continue;
      yield {
        at: instruction.path.text === undefined ? instruction.path.span : withoutQuotes(instruction),
        message: path.startsWith('~')
          ? `This makes a folder named \`~\`: no shell reads the path of WORKDIR`
          : `Where \`${path.slice(0, 60)}\` is depends on the folder of the base image; write the path from / on`,
        fix: fixOf(instruction, path, stage),
      };
    }
  },
});

function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:)/.test(path);
}

function inherits({ base }: Stage): boolean {
  return runtimeChain(base).some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'WORKDIR'));
}

function withoutQuotes({ path: { span, raw } }: WorkdirInstruction) {
  return /^(["']).*\1$/.test(raw) ? { ...span, start: span.start + 1, end: span.end - 1 } : span;
}

function fixOf(instruction: WorkdirInstruction, path: string, stage: Stage): Fix | undefined {
  const at = withoutQuotes(instruction);
  const image = baseImage(stage);
  const startsInRoot = image !== undefined && STARTS_IN_ROOT.has(officialName(image) ?? '');
  if (!startsInRoot || textOf(at) !== path || !/^(?:\.\/)?[A-Za-z0-9_]/.test(path)) return undefined;
  const absolute = `/${path.replace(/^\.\//, '')}`;
  return { title: `Use ${absolute}`, edits: [replace(at, absolute)] };
}

import { type Fix, rule } from '../../core/rule';
import { insert } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { Instruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';

export default rule({
  id: 'dockerfile/missing-label',
  title: 'Image without a label that the team requires',
  why: [
    'Labels tell whoever finds an image in a registry or on a host where its source is, who owns it and which version it is. Only the Dockerfile can make sure that they are there.',
    'Silent until the option `labels` says which ones there must be. Labels of the base image don’t count: they speak of that image. If your builds add labels from outside (`docker build --label`), leave those out of the list.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'template',
  equivalents: ['hadolint:DL3049'],
  options: {
    labels: {
      type: 'strings',
      default: [],
      description: 'The labels that every image must have, such as `org.opencontainers.image.source`.',
    },
  },
  links: [
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
    'https://docs.docker.com/reference/dockerfile/#label',
  ],
  bad: [
    {
      files: '«FROM node:24»\nLABEL org.opencontainers.image.title=shop\nUSER node\nCMD ["node", "server.js"]\n',
      fixed:
        'FROM node:24\nLABEL org.opencontainers.image.title=shop\nLABEL org.opencontainers.image.source="value"\nUSER node\nCMD ["node", "server.js"]\n',
      options: { labels: ['org.opencontainers.image.source', 'org.opencontainers.image.title'] },
    },
    {
      title: 'what a stage that is not shipped has is lost',
      files: 'FROM golang:1.27 AS build\nLABEL team=shop\n\n«FROM scratch»\nCOPY --from=build /app /app\n',
      fixed:
        'FROM golang:1.27 AS build\nLABEL team=shop\n\nFROM scratch\nLABEL team="value" \\\n      cost-center="value"\nCOPY --from=build /app /app\n',
      options: { labels: ['team', 'cost-center'] },
    },
  ],
  good: [
    { title: 'nobody has said which', files: 'FROM node:24\n' },
    {
      title: 'the stage beneath has them',
      files: 'FROM node:24 AS base\nLABEL team=shop "cost-center"=42\n\nFROM base\nCOPY . .\n',
      options: { labels: ['team', 'cost-center'] },
    },
    {
      title: 'a name that is not known may be the one',
      files: 'ARG PREFIX\nFROM node:24\nARG PREFIX\nLABEL $PREFIX.team=shop\n',
      options: { labels: ['com.example.team'] },
    },
  ],
  *check(build, { options: { labels } }) {
    const { finalStage } = build;
    if (!finalStage || labels.length === 0) return;
    const names = runtimeChain(finalStage).flatMap(({ instructions }) => instructions.flatMap(labelNames));
    if (names.includes(undefined)) return;
    const missing = labels.filter((label) => !names.includes(label));
    if (missing.length === 0) return;
    yield {
      at: finalStage.from.span,
      message: `The image lacks ${missing.length === 1 ? 'the label' : 'the labels'} ${missing.slice(0, 4).join(', ')}${missing.length > 4 ? ` and ${missing.length - 4} more` : ''}`,
      fix: labelFix(build, finalStage, missing),
      address: finalStage.alias?.text,
    };
  },
});

function labelNames(instruction: Instruction): (string | undefined)[] {
  return instruction.keyword === 'LABEL' ? instruction.pairs.map(({ name }) => name.text) : [];
}

function labelFix({ file, escapeCharacter }: DockerBuild, stage: Stage, missing: readonly string[]): Fix {
  const { span } = stage.instructions.findLast(({ keyword }) => keyword === 'LABEL') ?? stage.from;
  const pairs = missing.map((label, index) => `${label.replace(/[\\$}]/g, '\\$&')}="\${${index + 1}:value}"`);
  const text = pairs.join(` ${escapeCharacter === '\\' ? '\\\\' : escapeCharacter}${file.eol}      `);
  return { title: 'Add the labels', edits: [insert(file, span.end, `${file.eol}LABEL ${text}`)] };
}

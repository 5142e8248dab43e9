import { type Finding, rule } from '../../core/rule';
import { insert } from '../../core/text';
import type { CopyInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { withTriggers } from '../../formats/dockerfile/triggers';

export default rule({
  id: 'dockerfile/copy-without-slash',
  title: 'Several sources copied to what is no folder',
  why: [
    'What several files are copied to must be a folder, and a folder is written with a slash at its end. Without it the classic builder refuses the instruction, and BuildKit copies each file over the one before, so that just the last one is left, unless a folder of that name happens to be there.',
    'Where the folder is known to be there it is a warning.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['hadolint:DL3021', 'kics:Copy With More Than Two Arguments Not Ending With Slash', 'trivy:DS-0011'],
  links: ['https://docs.docker.com/reference/dockerfile/#destination'],
  bad: [
    {
      files: 'FROM node:24\nCOPY package.json package-lock.json «/app»\n',
      fixed: 'FROM node:24\nCOPY package.json package-lock.json /app/\n',
    },
    {
      title: 'exec form and variables',
      files:
        'FROM node:24\nENV DIR=/srv\nADD --chown=node ["a b", "c", «"/app"»]\nONBUILD COPY a b «"/c"»\nCOPY a b «${DIR}»\n',
      fixed:
        'FROM node:24\nENV DIR=/srv\nADD --chown=node ["a b", "c", "/app/"]\nONBUILD COPY a b "/c/"\nCOPY a b ${DIR}/\n',
    },
    {
      title: 'a folder that is there',
      files: 'FROM node:24\nWORKDIR /app\nCOPY a.json b.json «/app»\nCOPY --from=x /a /b «/usr/local/bin»\n',
      fixed: 'FROM node:24\nWORKDIR /app\nCOPY a.json b.json /app/\nCOPY --from=x /a /b /usr/local/bin/\n',
    },
  ],
  good: [
    'FROM node:24\nCOPY package.json package-lock.json /app/\nCOPY a b ./\nCOPY a b .\n',
    { title: 'one source', files: 'FROM node:24\nCOPY src /app\nCOPY ["a b", "/app"]\n' },
    { title: 'the variable may end with a slash', files: 'FROM node:24\nARG DIR\nCOPY a b $DIR\n' },
    {
      title: 'a folder of Windows',
      files: '# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCOPY a b C:\\app\\\n',
    },
    { title: 'a pattern may match just one file', files: 'FROM node:24\nCOPY package*.json /app\n' },
  ],
  *check({ stages }) {
    for (const stage of stages)
      for (const instruction of withTriggers(stage.instructions)) {
        if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') yield* findingOf(instruction, stage);
      }
  },
});

function* findingOf({ keyword, sources, destination }: CopyInstruction, stage: Stage): Iterable<Finding> {
  const path = destination?.text;
  if (sources.length < 2 || !destination || !path || /[/\\]$|(?:^|\/)\.\.?$/.test(path)) return;
  const { span, raw } = destination;
  const end = /["']$/.test(raw) ? span.end - 1 : span.end;
  yield {
    at: span,
    message: `${keyword} of several sources needs a folder: write \`${path.slice(0, 60)}/\` with a slash at its end`,
    severity: isThere(path, stage) ? 'warning' : undefined,
    fix: { title: 'Add the slash', edits: [insert(span.file, end, '/')] },
  };
}

const SYSTEM_FOLDER =
  /^\/(?:bin|etc|home|lib|mnt|opt|root|sbin|srv|tmp|usr|usr\/(?:bin|lib|local|sbin|share)|usr\/local\/(?:bin|etc|lib|sbin|share)|var|var\/(?:lib|log|tmp))$/;

function isThere(path: string, stage: Stage): boolean {
  if (SYSTEM_FOLDER.test(path)) return true;
  return runtimeChain(stage).some(({ instructions }) =>
    instructions.some((each) => each.keyword === 'WORKDIR' && each.path.text?.replace(/\/$/, '') === path),
  );
}

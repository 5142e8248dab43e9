import { type Finding, rule } from '../../core/rule';
import { textOf } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { Instruction } from '../../formats/dockerfile/model';

export default rule({
  id: 'dockerfile/instruction-order',
  title: 'Instruction where none of its kind may stand',
  why: [
    'A file begins with `FROM`; only `ARG` may stand before it. `ONBUILD` takes any instruction but `FROM`, `MAINTAINER` and another `ONBUILD`. Docker builds nothing otherwise.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  equivalents: ['hadolint:DL3061', 'hadolint:DL3043'],
  links: [
    'https://docs.docker.com/reference/dockerfile/#from',
    'https://docs.docker.com/reference/dockerfile/#onbuild-limitations',
  ],
  bad: [
    { files: '«LABEL» team=shop\nARG V=24\n«ENV» A=b\nFROM node:$V\n' },
    {
      title: 'triggers',
      files: 'FROM node:24\nONBUILD «ONBUILD RUN npm ci»\nONBUILD «FROM alpine:3.24»\nONBUILD «maintainer Kim»\n',
    },
  ],
  good: [
    '# syntax=docker/dockerfile:1\nARG V=24\nFROM node:$V\nLABEL team=shop\n',
    { title: 'a part that another file takes in', files: 'RUN make\nCOPY . .\n' },
    { title: 'another frontend', files: '# syntax=example/frontend:1\nINCLUDE common\nRUN a\nFROM node:24\n' },
    'FROM node:24\nONBUILD RUN npm ci\nONBUILD COPY . .\n',
  ],
  *check(build) {
    const { stages, strays, hasOwnFrontend } = build;
    if (hasOwnFrontend || stages.length === 0) return;
    for (const { keyword, keywordSpan } of strays) {
      if (keyword === 'unknown') continue;
      yield {
        at: keywordSpan,
        message: `${keyword} belongs to no stage here; only ARG may stand before the first FROM`,
      };
    }
    yield* triggers(build);
  },
});

function* triggers({ stages }: DockerBuild): Iterable<Finding> {
  for (const instruction of stages.flatMap(({ instructions }): readonly Instruction[] => instructions)) {
    if (instruction.keyword !== 'ONBUILD') continue;
    const at = instruction.arguments;
    const keyword = /^(?:ONBUILD|FROM|MAINTAINER)(?=\s)/i.exec(textOf(at))?.[0].toUpperCase();
    if (keyword) yield { at, message: `ONBUILD takes no ${keyword}` };
  }
}

import { rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import { meantKeyword } from '../../formats/dockerfile/keywords';

export default rule({
  id: 'dockerfile/unknown-instruction',
  title: 'Misspelt instruction',
  why: [
    'The build stops at an instruction that Docker does not know. What is like no instruction at all is reported as a syntax error.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.docker.com/reference/dockerfile/#overview'],
  bad: [
    {
      files: 'FROM node:24\n«WORKDRI» /app\n«COPPY» . .\n«Rnu» npm ci\n',
      fixed: 'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm ci\n',
    },
    {
      title: 'in a trigger, and small letters stay small',
      files: 'from node:24\n«entripoint» ["node"]\nonbuild «cpoy» . .\n',
      fixed: 'from node:24\nentrypoint ["node"]\nonbuild copy . .\n',
    },
  ],
  good: [
    'FROM node:24\nworkdir /app\nCopy . .\n',
    { title: 'another frontend knows others', files: '# syntax=example/frontend:1\nFROM node:24\nRUNN npm ci\n' },
    { title: 'within a command', files: 'FROM node:24\nRUN echo a && \\\nCOPPY b\nRUN <<EOF\nWORKDRI\nEOF\n' },
  ],
  *check({ stages, strays, hasOwnFrontend }) {
    if (hasOwnFrontend) return;
    for (const written of [...strays, ...stages.flatMap(({ instructions }) => instructions)]) {
      const instruction = written.keyword === 'ONBUILD' ? written.trigger : written;
      if (instruction?.keyword !== 'unknown') continue;
      const name = textOf(instruction.keywordSpan);
      const meant = meantKeyword(name.toUpperCase());
      if (meant === undefined) continue;
      yield {
        at: instruction.keywordSpan,
        message: `There is no instruction ${name}; ${meant} is meant`,
        fix: {
          title: `Use ${meant}`,
          edits: [replace(instruction.keywordSpan, name === name.toLowerCase() ? meant.toLowerCase() : meant)],
        },
      };
    }
  },
});

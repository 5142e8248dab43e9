import { type Fix, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import type { RunInstruction } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';

export default rule({
  id: 'dockerfile/consecutive-run',
  title: 'Several RUNs in a row',
  why: [
    'Each `RUN` makes a layer. What one of them leaves behind, the next can only hide; and layers that belong together are built and cached apart.',
    'Two in a row can be right: what changes seldom comes first and stays in the cache. Only a person knows, so this is off until asked for. A comment between them is taken for a reason.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'all',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['hadolint:DL3059', 'kics:Multiple RUN, ADD, COPY, Instructions Listed'],
  options: {
    minimum: { type: 'number', default: 2, minimum: 2, description: 'How many in a row are reported.' },
  },
  links: ['https://docs.docker.com/build/building/best-practices/#run'],
  bad: [
    {
      files: 'FROM debian:13\n«RUN» apt-get update && apt-get install -y curl\nRUN make\nRUN make install\n',
      fixed: 'FROM debian:13\nRUN apt-get update && apt-get install -y curl \\\n    && make \\\n    && make install\n',
    },
    {
      title: 'what can’t be written as one by itself',
      options: { minimum: 3 },
      files: 'FROM debian:13\nRUN a\nRUN b\nUSER app\n«RUN» cd /app && make\nRUN test || exit 1\nRUN ["make"]\n',
    },
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && apt-get install -y curl && make\n',
    'FROM debian:13\nRUN make\nCOPY . .\nRUN make install\n',
    { title: 'for a reason', files: 'FROM debian:13\nRUN make deps\n# changes often\nRUN make\n' },
    {
      title: 'with mounts of their own',
      files: 'FROM debian:13\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN npm run build\n',
    },
    {
      title: 'a stage that is only copied from',
      files: 'FROM debian:13 AS build\nRUN a\nRUN b\nFROM scratch\nCOPY --from=build /a /a\n',
    },
  ],
  *check({ finalStage, escapeCharacter }, { options }) {
    for (const { instructions } of runtimeChain(finalStage)) {
      let row: RunInstruction[] = [];
      const rows: RunInstruction[][] = [];
      for (const instruction of instructions) {
        const last = row.at(-1);
        if (instruction.keyword !== 'RUN') {
          row = [];
        } else if (last && belongTogether(last, instruction)) {
          row.push(instruction);
        } else {
          row = [instruction];
          rows.push(row);
        }
      }
      for (const [first, second, ...rest] of rows) {
        if (!first || !second || rest.length + 2 < options.minimum) continue;
        yield {
          at: first.keywordSpan,
          message: `${rest.length + 2} \`RUN\`s in a row make as many layers; join what belongs together`,
          fix: joined([first, second, ...rest], escapeCharacter),
        };
      }
    }
  },
});

function belongTogether(a: RunInstruction, b: RunInstruction): boolean {
  const { file } = a.span;
  const isBare = /^\s*$/.test(file.text.slice(a.span.end, b.span.start));
  return isBare && a.flags.map(({ span }) => textOf(span)).join() === b.flags.map(({ span }) => textOf(span)).join();
}

/** Changes the shell that comes after it, or is cut short by what is joined to it. */
const STATEFUL = /(?:^|[\s;&|(])(?:cd|export|set|source|\.|alias|exec|pushd|ulimit|umask|trap)\s|<<|\|\||&\s*$|;\s*$|#/;

function joined(row: readonly RunInstruction[], escapeCharacter: string): Fix | undefined {
  const isPlain = row.every(
    ({ command, span }) => command.form === 'shell' && command.commands.length > 0 && !STATEFUL.test(textOf(span)),
  );
  if (!isPlain) return undefined;
  const edits = row.slice(1).map((run, index) => {
    const { file, end } = (row[index] as RunInstruction).span;
    const indent = `${' '.repeat(4)}&& `;
    return replace({ file, start: end, end: run.command.span.start }, ` ${escapeCharacter}${file.eol}${indent}`);
  });
  return { title: 'Join them', edits };
}

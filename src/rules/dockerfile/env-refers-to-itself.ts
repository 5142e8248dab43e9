import { type Fix, rule } from '../../core/rule';
import { contains, replace, textOf } from '../../core/text';
import type { Pair } from '../../formats/dockerfile/model';

export default rule({
  id: 'dockerfile/env-refers-to-itself',
  title: 'ENV that uses what it sets itself',
  why: [
    'All values of one `ENV` are worked out before any of them is set. A variable that the same instruction sets has its old value there, or none: `ENV HOME_DIR=/app BIN=$HOME_DIR/bin` makes `BIN` plain `/bin`.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['hadolint:DL3044'],
  links: ['https://docs.docker.com/reference/dockerfile/#environment-replacement'],
  bad: [
    {
      files: 'FROM debian:13\nENV APP=/app BIN=«$APP»/bin\n',
      fixed: 'FROM debian:13\nENV APP=/app\nENV BIN=$APP/bin\n',
    },
    {
      title: 'over several lines',
      files: 'FROM debian:13\nENV JAVA_HOME=/opt/java \\\n    LANG=C.UTF-8 \\\n    PATH="«${JAVA_HOME}»/bin:$PATH"\n',
      fixed: 'FROM debian:13\nENV JAVA_HOME=/opt/java \\\n    LANG=C.UTF-8\nENV PATH="${JAVA_HOME}/bin:$PATH"\n',
    },
  ],
  good: [
    'FROM debian:13\nENV APP=/app\nENV BIN=$APP/bin\n',
    { title: 'a path that is made longer', files: 'FROM debian:13\nENV PATH=/a/bin:$PATH OLD_PATH=$PATH\n' },
    { title: 'set before as well, and with a default', files: 'FROM debian:13\nENV A=1 B=${A:-2}\n' },
    { title: 'only a dollar', files: "FROM debian:13\nENV A=1 B='$A' C=\\$A\n" },
    { title: 'used before it is set anew', files: 'FROM debian:13\nENV A=1\nENV B=$A A=2\n' },
  ],
  *check({ stages }) {
    for (const { instructions } of stages) {
      for (const instruction of instructions) {
        if (instruction.keyword !== 'ENV' || instruction.pairs.length < 2) continue;
        const set = new Set<string>();
        for (const [index, pair] of instruction.pairs.entries()) {
          const uses = instruction.variables.filter(({ span }) => contains(pair.span, span));
          const use = uses.find(({ name, isPlain }) => isPlain && set.has(name));
          if (use) {
            yield {
              at: use.span,
              message: `${use.name} has its old value here: the ENV that sets it is not done yet`,
              fix: fixOf(instruction.pairs[index - 1], pair),
            };
            break;
          }
          // Who adds to a variable may well mean what it was before.
          if (pair.name.text && !uses.some(({ name }) => name === pair.name.text)) set.add(pair.name.text);
        }
      }
    }
  },
});

function fixOf(before: Pair | undefined, { span }: Pair): Fix | undefined {
  if (!before) return undefined;
  const { file } = span;
  const gap = file.span(before.span.end, span.start);
  if (!/^[ \t]+(?:[\\`][ \t]*\r?\n[ \t]*)?$/.test(textOf(gap))) return undefined;
  return { title: 'Begin another ENV', edits: [replace(gap, `${file.eol}ENV `)] };
}

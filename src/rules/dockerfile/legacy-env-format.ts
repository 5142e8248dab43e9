import { rule } from '../../core/rule';
import { type Edit, replace, textOf } from '../../core/text';
import type { Instruction, Pair } from '../../formats/dockerfile/model';
import { withTriggers } from '../../formats/dockerfile/triggers';

export default rule({
  id: 'dockerfile/legacy-env-format',
  title: 'ENV or LABEL without an equals sign',
  why: [
    '`ENV NAME value` takes all the rest of the line for the value. `ENV A b C d` therefore sets one variable, not two, and a forgotten equals sign makes a value out of what should be a name. Docker keeps the form only for old files.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['buildkit:LegacyKeyValueFormat'],
  links: [
    'https://docs.docker.com/reference/dockerfile/#env',
    'https://docs.docker.com/reference/build-checks/legacy-key-value-format/',
  ],
  bad: [
    {
      files: 'FROM debian:13\nENV «LANG C.UTF-8»\nENV GREETING  hello $NAME\nLABEL team shop\n',
      fixed: 'FROM debian:13\nENV LANG=C.UTF-8\nENV GREETING="hello $NAME"\nLABEL team=shop\n',
    },
    {
      title: 'once for all in a file',
      files: 'FROM debian:13\nENV «A "b c"»\nONBUILD ENV A \'b\'\n',
      fixed: 'FROM debian:13\nENV A="b c"\nONBUILD ENV A=\'b\'\n',
    },
    { title: 'too tangled to be rewritten', files: 'FROM debian:13\nENV «A b "c" \\\n  d»\n' },
  ],
  good: [
    'FROM debian:13\nENV LANG=C.UTF-8 A="b c"\nLABEL team=shop\n',
    { title: 'an argument', files: 'FROM debian:13\nARG LANG\n' },
    { title: 'an equals sign in the value', files: 'FROM debian:13\nENV OPTS=-Da=b\nENV B="c = d"\n' },
  ],
  *check({ stages }) {
    const found = stages.flatMap(({ instructions }) => [...withTriggers(instructions)].flatMap(legacyPair));
    const [first] = found;
    if (!first) return;
    const others = found.length > 1 ? ` (and ${found.length - 1} more in this file)` : '';
    const edits = found.flatMap((pair) => editOf(pair) ?? []);
    // One finding for what is one habit, where the first can be put right; the rest follows.
    const at = found.find((pair) => editOf(pair)) ?? first;
    yield {
      at: at.span,
      message: `Without an equals sign all the rest of the line is the value; write \`NAME=value\`${others}`,
      fix:
        edits.length > 0
          ? { title: `Write ${found.length > 1 ? 'them' : 'it'} with an equals sign`, edits }
          : undefined,
      tag: 'deprecated',
    };
  },
});

function legacyPair(instruction: Instruction): Pair[] {
  if (instruction.keyword !== 'ENV' && instruction.keyword !== 'LABEL') return [];
  return instruction.pairs.filter(({ isLegacy, value }) => isLegacy && value);
}

function editOf({ name, value, span }: Pair): Edit | undefined {
  if (!value || /[\r\n]/.test(textOf(span)) || /["'\\`]/.test(name.raw)) return undefined;
  const written = inQuotes(value.raw);
  return written === undefined ? undefined : replace(span, `${name.raw}=${written}`);
}

/** A value as it has to be written after an equals sign; undefined where its quotes would have to be taken apart. */
function inQuotes(raw: string): string | undefined {
  if (/^(?:"[^"\\]*"|'[^']*'|[^\s"'\\`]*)$/.test(raw)) return raw;
  return /["'\\`]/.test(raw) ? undefined : `"${raw}"`;
}

import { type Finding, type Fix, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { embeddedIn } from '../../formats/github-actions/embedded';
import type { Expression } from '../../formats/github-actions/expression';
import { locate } from '../../formats/yaml/locate';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { expressionsIn } from '../shared/workflow-expressions';

export default rule({
  id: 'github-actions/unsound-ternary',
  title: 'Choice that always takes the second value',
  why: [
    "`condition && '' || 'second'` looks like a choice between two values, but an empty text, `0`, `false` and `null` count as untrue: what stands after `||` is taken either way.",
    'Turn it round, so that the value that counts as true is the first one.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['zizmor:unsound-ternary'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators'],
  bad: [
    {
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
        env:
          SUFFIX: \${{ «github.ref == 'refs/heads/main' && '' || '-dev'» }}
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
        env:
          SUFFIX: \${{ github.ref != 'refs/heads/main' && '-dev' || '' }}
`,
    },
    {
      title: 'untrue in another way',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: \${{ «inputs.quick && 0 || 30» }}
    steps:
      - run: make
        env:
          PUSH: \${{ «startsWith(github.ref, 'refs/pull/') && false || true» }}
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: \${{ !inputs.quick && 30 || 0 }}
    steps:
      - run: make
        env:
          PUSH: \${{ !startsWith(github.ref, 'refs/pull/') && true || false }}
`,
    },
  ],
  good: [
    `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
        env:
          SUFFIX: \${{ github.ref != 'refs/heads/main' && '-dev' || '' }}
`,
    {
      title: 'the value is not known',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
        env:
          SUFFIX: \${{ inputs.dev && inputs.suffix || '-dev' }}
`,
    },
    {
      title: 'a condition, in which nothing is chosen',
      files: `on: push
jobs:
  build:
    if: false && github.ref == 'refs/heads/main' || inputs.force
    runs-on: ubuntu-latest
    steps:
      - run: make
`,
    },
  ],
  *check(model) {
    const seen = new Set<YamlScalar>();
    for (const { scalar } of expressionsIn(model, /&&[^|]{0,400}\|\|/)) {
      if (seen.has(scalar)) continue;
      seen.add(scalar);
      for (const { expression } of embeddedIn(scalar)) if (expression) yield* judge(expression, scalar);
    }
  },
});

function* judge(node: Expression, scalar: YamlScalar): Generator<Finding> {
  if (node.kind === 'call') for (const arg of node.args) yield* judge(arg, scalar);
  if (node.kind !== 'operation') return;
  const [left, right] = node.operands;
  if (node.operator === '||' && left?.kind === 'operation' && left.operator === '&&' && right) {
    const [condition, chosen] = left.operands;
    if (condition && chosen?.kind === 'literal' && isUntrue(chosen.value)) {
      yield {
        at: locate(scalar, node.start, node.end),
        message: `${writtenAs(chosen, scalar)} counts as untrue, so what stands after || is taken whatever the condition`,
        fix: turnRound(node, condition, chosen, right, scalar),
      };
      return;
    }
  }
  for (const operand of node.operands) yield* judge(operand, scalar);
}

function isUntrue(value: string | number | boolean | null): boolean {
  return value === '' || value === 0 || value === false || value === null;
}

function writtenAs({ start, end }: Expression, { text }: YamlScalar): string {
  return text.slice(start, end);
}

function turnRound(
  whole: Expression,
  condition: Expression,
  chosen: Expression,
  other: Expression,
  scalar: YamlScalar,
): Fix | undefined {
  if (other.kind !== 'literal' || isUntrue(other.value) || scalar.style === 'double' || scalar.style === 'single')
    return undefined;
  const not = negated(condition, scalar);
  // An expression begins behind its brackets, `(a == b) && …`.
  const brackets = writtenAs(whole, scalar)
    .replace(/'[^']*'/g, '')
    .replace(/[^()]/g, '');
  if (not === undefined || /^(?:\(\))*$/.test(brackets) === false) return undefined;
  const text = `${not} && ${writtenAs(other, scalar)} || ${writtenAs(chosen, scalar)}`;
  return { title: 'Turn the choice round', edits: [replace(locate(scalar, whole.start, whole.end), text)] };
}

/** The opposite of a condition, as text; undefined for those that would need more than a sign. */
function negated(condition: Expression, scalar: YamlScalar): string | undefined {
  const text = writtenAs(condition, scalar);
  if (condition.kind !== 'operation') return `!${text}`;
  const { operator, operands } = condition;
  const [left, right] = operands;
  const opposite = operator === '==' ? '!=' : operator === '!=' ? '==' : undefined;
  if (opposite === undefined || !left || !right) return undefined;
  return `${writtenAs(left, scalar)} ${opposite} ${writtenAs(right, scalar)}`;
}

import { type Fix, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { embeddedIn } from '../../formats/github-actions/embedded';
import { type Expression, parseExpression } from '../../formats/github-actions/expression';
import { setScalar } from '../../formats/yaml/edit';
import type { YamlScalar } from '../../formats/yaml/syntax';

export default rule({
  id: 'github-actions/unsound-condition',
  title: 'Condition that always holds',
  why: [
    'Where an `if` has anything around its `${{ }}`, be it an operator, a quote or the line end of a block, GitHub puts the values into that text and asks whether the text is empty. It never is, so the job or step runs every time, for everybody, whatever the condition was to keep out.',
    'Write the whole condition inside of one `${{ }}`, or without any.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['zizmor:unsound-condition', 'actionlint:if-cond', 'poutine:if_always_true'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idif',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/expressions',
  ],
  bad: [
    {
      files: `on: [push, pull_request]
jobs:
  deploy:
    if: «\${{ github.event_name == 'push' }} && \${{ github.ref == 'refs/heads/main' || inputs.force }}»
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
      fixed: `on: [push, pull_request]
jobs:
  deploy:
    if: \${{ (github.event_name == 'push') && (github.ref == 'refs/heads/main' || inputs.force) }}
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
    },
    {
      title: 'the line end of a block',
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - if: «|
          \${{ github.ref == 'refs/heads/main' &&
              github.repository == 'acme/shop' }}»
        run: ./deploy.sh
`,
      fixed: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - if: |-
          \${{ github.ref == 'refs/heads/main' &&
              github.repository == 'acme/shop' }}
        run: ./deploy.sh
`,
    },
    {
      title: 'a comparison outside',
      files: `on: push
jobs:
  deploy:
    if: «\${{ github.ref }} == 'refs/heads/main'»
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
      fixed: `on: push
jobs:
  deploy:
    if: \${{ github.ref == 'refs/heads/main' }}
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
    },
  ],
  good: [
    `on: push
jobs:
  deploy:
    if: \${{ github.event_name == 'push' && github.ref == 'refs/heads/main' }}
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
    {
      title: 'a block without braces, and one without its line end',
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    if: |
      github.ref == 'refs/heads/main' &&
      github.event_name == 'push'
    steps:
      - if: >-
          \${{ github.ref == 'refs/heads/main' &&
          github.event_name == 'push' }}
        run: ./deploy.sh
`,
    },
    {
      title: 'inside of a string',
      files: `on: push
jobs:
  deploy:
    if: contains(github.event.head_commit.message, '[deploy]')
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
    },
    {
      title: 'always, and said so',
      files: `on: push
jobs:
  deploy:
    if: \${{ always() }}
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
    },
  ],
  *check({ jobs, steps, file }) {
    for (const condition of [...jobs, ...steps].map((each) => each.condition)) {
      if (!condition || condition.file !== file || !isAlwaysTrue(condition)) continue;
      yield {
        at: condition,
        message: 'This condition always holds: with text around `${{ }}` it is a text that is never empty',
        fix: putRight(condition),
      };
    }
  },
});

function isAlwaysTrue(condition: YamlScalar): boolean {
  const stretches = embeddedIn(condition);
  return stretches.length > 0 && outside(condition, stretches).join('') !== '';
}

/** What stands before, between and after the expressions. */
function outside({ text }: YamlScalar, stretches: readonly { start: number; end: number }[]): string[] {
  const ends = [0, ...stretches.map(({ end }) => end)];
  const starts = [...stretches.map(({ start }) => start), text.length];
  return ends.map((end, index) => text.slice(end, starts[index]));
}

function putRight(condition: YamlScalar): Fix | undefined {
  const stretches = embeddedIn(condition);
  const { style, file, start } = condition;
  const around = outside(condition, stretches);
  const title = 'Make it one condition';
  if (around.join('').trim() === '') {
    // Nothing but the line end, or blanks in quotes.
    if (stretches.length > 1) return undefined;
    const header = /^[|>][-+\d]*/.exec(file.text.slice(start, start + 5))?.[0];
    if (style !== 'literal' && style !== 'folded')
      return { title, edits: [setScalar(condition, condition.text.trim())] };
    if (header === undefined || header.includes('-') || around[0] !== '') return undefined;
    return { title, edits: [replace(file.span(start, start + header.length), `${header.replace('+', '')}-`)] };
  }
  if (style === 'literal' || style === 'folded') return undefined;
  let whole = around[0] ?? '';
  for (const [index, { source, expression }] of stretches.entries()) {
    if (!expression) return undefined;
    whole += (isLoose(expression) && stretchesNeed(around) ? `(${source})` : source) + (around[index + 1] ?? '');
  }
  whole = whole.trim();
  return parseExpression(whole) ? { title, edits: [setScalar(condition, `\${{ ${whole} }}`)] } : undefined;
}

/** Whether an operator stands at the top of an expression, so that others could take a part of it. */
function isLoose(expression: Expression): boolean {
  return expression.kind === 'operation';
}

function stretchesNeed(around: readonly string[]): boolean {
  return around.some((text) => /[&|!=<>]/.test(text));
}

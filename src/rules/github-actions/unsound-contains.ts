import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { conditionOf } from '../../formats/github-actions/condition';
import { contextPaths } from '../../formats/github-actions/context-path';
import { embeddedIn } from '../../formats/github-actions/embedded';
import type { Expression } from '../../formats/github-actions/expression';
import { locate } from '../../formats/yaml/locate';
import type { YamlScalar } from '../../formats/yaml/syntax';

export default rule({
  id: 'github-actions/unsound-contains',
  title: 'List of names that parts of names get through',
  why: [
    "`contains('refs/heads/main refs/heads/develop', github.ref)` asks whether the text of the branch is found anywhere in the first one, so `refs/heads/ma` gets through as well, and whoever may name a branch or a tag can choose such a name.",
    'With a list, `contains` compares whole elements.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['zizmor:unsound-contains'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#contains'],
  bad: [
    {
      files: `on: push
jobs:
  deploy:
    if: «contains('refs/heads/main refs/heads/develop', github.ref)»
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
      fixed: `on: push
jobs:
  deploy:
    if: contains(fromJSON('["refs/heads/main","refs/heads/develop"]'), github.ref)
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
    },
    {
      title: 'people',
      files: `on: issue_comment
jobs:
  run:
    if: \${{ github.event.comment.body == '/run' && «contains('anna,ben', github.actor)» }}
    runs-on: ubuntu-latest
    steps:
      - run: ./run.sh
`,
      fixed: `on: issue_comment
jobs:
  run:
    if: \${{ github.event.comment.body == '/run' && contains(fromJSON('["anna","ben"]'), github.actor) }}
    runs-on: ubuntu-latest
    steps:
      - run: ./run.sh
`,
    },
  ],
  good: [
    `on: push
jobs:
  deploy:
    if: contains(fromJSON('["refs/heads/main"]'), github.ref)
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
    {
      title: 'the text is looked for in what others wrote',
      files: `on: push
jobs:
  deploy:
    if: contains(github.event.head_commit.message, '[deploy]') && contains(github.ref, 'release')
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
    },
    {
      title: 'what nobody outside can choose',
      files: `on: [push, pull_request]
jobs:
  deploy:
    if: contains('push workflow_dispatch', github.event_name)
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
    },
  ],
  *check({ jobs, steps, file }) {
    for (const condition of [...jobs, ...steps].map((each) => each.condition)) {
      if (!condition || condition.file !== file || !/\bcontains\b/i.test(condition.text)) continue;
      const expression = conditionOf(condition) ?? embeddedIn(condition)[0]?.expression;
      if (expression) yield* judge(expression, condition);
    }
  },
});

/** Contexts whose text people outside can choose, at least in part. */
const CHOSEN =
  /^github\.(?:actor|triggering_actor|head_ref|ref|ref_name)$|^github\.event\.(?:.*\.)?(?:login|ref|head_branch|name|title|body)$/;

function* judge(node: Expression, condition: YamlScalar): Generator<Finding> {
  if (node.kind === 'operation') for (const operand of node.operands) yield* judge(operand, condition);
  if (node.kind !== 'call' || node.name.toLowerCase() !== 'contains') return;
  const [list, text] = node.args;
  if (list?.kind !== 'literal' || typeof list.value !== 'string' || !text) return;
  const [path] = contextPaths(text);
  if (path === undefined || !CHOSEN.test(path) || text.kind === 'call') return;
  const names = list.value.split(/[\s,;|]+/).filter((name) => name !== '');
  const isPlain =
    condition.style !== 'double' && names.length > 0 && names.every((name) => /^[\w./[\]*-]+$/.test(name));
  const edit = replace(locate(condition, list.start, list.end), `fromJSON('${JSON.stringify(names)}')`);
  yield {
    at: locate(condition, node.start, node.end),
    message: `Any part of this text gets through, so ${path} need not be one of the names: give \`contains\` a list`,
    fix:
      isPlain && condition.style !== 'single'
        ? { title: 'Compare with the elements of a list', edits: [edit] }
        : undefined,
  };
}

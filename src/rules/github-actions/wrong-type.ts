import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import type { Alternative } from '../../formats/github-actions/schema/definitions';
import type { SchemaProblem } from '../../formats/github-actions/schema/walk';
import { removePart, setScalar } from '../../formats/yaml/edit';
import type { YamlNode } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';
import { clipped, isEventFilter, listed, schemaProblems } from '../shared/workflow-schema';

type WrongType = Extract<SchemaProblem, { kind: 'wrong-type' }>;
type UnknownValue = Extract<SchemaProblem, { kind: 'unknown-value' }>;

export default rule({
  id: 'github-actions/wrong-type',
  title: 'Value of a kind that GitHub Actions does not take here',
  why: [
    'A list where a map belongs, a quoted number, `yes` for `true`, a key with nothing below it: GitHub refuses the whole workflow with “Unexpected value”, and none of its jobs starts.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:syntax-check'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax'],
  bad: [
    {
      title: 'quoted, or as YAML was before 2009',
      files:
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    timeout-minutes: «'30'»\n    strategy:\n      fail-fast: «no»\n    steps:\n      - run: make test\n        continue-on-error: «'true'»\n",
      fixed:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 30\n    strategy:\n      fail-fast: false\n    steps:\n      - run: make test\n        continue-on-error: true\n',
    },
    {
      title: 'a list where a map belongs, and the other way round',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    «env»:\n      - LEVEL=2\n    «steps»:\n      run: make test\n',
    },
    {
      title: 'a text where a list belongs',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    container:\n      image: node:24\n      ports: «8080»\n    steps:\n      - run: make test\n',
      fixed:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    container:\n      image: node:24\n      ports: [8080]\n    steps:\n      - run: make test\n',
    },
    {
      title: 'nothing below a key',
      files:
        'on:\n  push:\n    «branches»:\n    tags: [v*]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
      fixed:
        'on:\n  push:\n    tags: [v*]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'a word that is none of those possible',
      files:
        'on:\n  workflow_call:\n    inputs:\n      level:\n        type: «integer»\njobs:\n  call:\n    uses: ./.github/workflows/test.yml\n    secrets: «inherited»\n',
      fixed:
        'on:\n  workflow_call:\n    inputs:\n      level:\n        type: number\njobs:\n  call:\n    uses: ./.github/workflows/test.yml\n    secrets: inherit\n',
    },
  ],
  good: [
    'on:\n  push:\n    branches: main\n  pull_request:\njobs:\n  test:\n    name: 2\n    runs-on: [self-hosted, linux]\n    timeout-minutes: 7.5\n    env:\n      LEVEL: 2\n      QUIET: true\n      EMPTY:\n    steps:\n      - run: make test\n        continue-on-error: true\n',
    {
      title: 'expressions may give any kind',
      files:
        "on: push\njobs:\n  test:\n    runs-on: ${{ fromJSON(vars.RUNNER) }}\n    timeout-minutes: ${{ fromJSON(vars.MINUTES) }}\n    strategy: ${{ fromJSON(vars.STRATEGY) }}\n    container: ${{ fromJSON(vars.CONTAINER) }}\n    steps:\n      - run: make test\n        continue-on-error: ${{ github.ref_name != 'main' }}\n",
    },
    {
      title: 'events without filters may hold nothing, or an empty map',
      files:
        'on:\n  workflow_dispatch:\n  status: {}\n  push: {}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
  ],
  *check(model) {
    for (const problem of schemaProblems(model, 'wrong-type')) {
      const finding = wrongType(problem);
      if (finding) yield finding;
    }
    for (const problem of schemaProblems(model, 'unknown-value')) {
      const { definition } = problem;
      if (!isElsewhere(definition.name)) yield unknownValue(problem);
    }
  },
});

/** What other rules speak of: events, their activities, permissions. */
function isElsewhere(definition: string): boolean {
  return /-activity-type$|^permission-level-|-string$/.test(definition) && !definition.startsWith('input-type-');
}

function wrongType({ at, node, pair, wanted }: WrongType): Finding | undefined {
  // Events that have no filters take an empty map as well; filters there are passed over.
  const isEvent = wanted.every(({ definition: { kind } }) => kind === 'null');
  const key = pair ? `\`${clipped(pair.name)}\`` : 'This item';
  if (isEvent) {
    if (node?.kind === 'map' && node.pairs.length === 0) return undefined;
    const message = `The event ${key} has no filters: what stands below it has no effect`;
    return { at, message, severity: 'warning' };
  }
  const isEmpty = !node || (node.kind === 'scalar' && (node.value === null || node.text === ''));
  const kinds = [...new Set(wanted.map(kindOf))];
  const words = kinds.filter((kind) => kind !== 'nothing').map((kind) => KINDS[kind] ?? kind);
  const should = words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : (words[0] ?? 'nothing');
  if (isEmpty)
    return {
      at: pair?.key ?? at,
      message: `${key} is empty: give it ${should}, or leave it out`,
      fix:
        pair &&
        !pair.alias &&
        pair.parent.ownPairs.includes(pair) &&
        !pair.parent.isFlow &&
        pair.parent.ownPairs.length > 1 &&
        !isNeeded(pair.name)
          ? { title: `Remove ${clipped(pair.name)}`, edits: [removePart(pair)] }
          : undefined,
    };
  const fix = node && conversion(node, kinds);
  return { at, message: `${key} must be ${should}, not ${KINDS[writtenKind(node)]}`, fix };
}

const KINDS: Readonly<Record<string, string>> = {
  text: 'a text',
  list: 'a list',
  map: 'a map',
  boolean: '`true` or `false`',
  number: 'a number',
  nothing: 'nothing',
};

function isNeeded(name: string): boolean {
  return ['on', 'jobs', 'runs-on', 'runs', 'steps', 'run', 'uses', 'using', 'type', 'cron', 'group', 'value'].includes(
    name,
  );
}

function kindOf({ definition: { map, list, kind } }: Alternative): string {
  if (map || kind === 'map') return 'map';
  if (list !== undefined || kind === 'list') return 'list';
  if (kind === 'boolean' || kind === 'number') return kind;
  return kind === 'null' ? 'nothing' : 'text';
}

function writtenKind(node: YamlNode | undefined): string {
  if (node?.kind === 'map') return 'map';
  if (node?.kind === 'seq') return 'list';
  if (node?.kind !== 'scalar' || node.value === null) return 'nothing';
  return typeof node.value === 'string' ? 'text' : typeof node.value;
}

const TRUTHS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  y: true,
  false: false,
  no: false,
  off: false,
  n: false,
};

function conversion(node: YamlNode, kinds: readonly string[]): Finding['fix'] {
  if (node.kind !== 'scalar' || node.anchor !== undefined) return undefined;
  const text = node.text.trim();
  const truth = TRUTHS[text.toLowerCase()];
  if (kinds.includes('boolean') && truth !== undefined)
    return { title: `Write ${truth}`, edits: [replace(node, String(truth))] };
  if (kinds.includes('number') && /^\d+(?:\.\d+)?$/.test(text))
    return { title: `Write ${text}`, edits: [replace(node, text)] };
  const isPlain = node.style === 'plain' && /^[\w./:${} -]+$/.test(node.text) && !/[:{}] |[{}]/.test(node.text);
  if (kinds.length === 1 && kinds[0] === 'list' && (isPlain || node.style === 'single' || node.style === 'double')) {
    const { file, start, end } = node;
    return { title: 'Make it a list', edits: [replace(node, `[${file.text.slice(start, end)}]`)] };
  }
  return undefined;
}

/** Words that stand for a type elsewhere. */
const TYPES: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int: 'number',
  integer: 'number',
  float: 'number',
  str: 'string',
  text: 'string',
  enum: 'choice',
  select: 'choice',
};

function unknownValue({ node, pair, known, definition }: UnknownValue): Finding {
  const type = definition.name.startsWith('input-type-') ? TYPES[node.text.toLowerCase()] : undefined;
  const near = type !== undefined && known.includes(type) ? type : meant(node.text, known);
  const key = pair ? `\`${clipped(pair.name)}\`` : 'This item';
  return {
    at: node,
    message:
      near === undefined
        ? `${key} can not be \`${clipped(node.text)}\`, only ${listed(known.slice(0, 6))}`
        : `${key} can not be \`${clipped(node.text)}\`: did you mean \`${near}\`?`,
    fix:
      near === undefined || node.anchor !== undefined
        ? undefined
        : { title: `Write ${near}`, edits: [setScalar(node, near)] },
    // Not every version of GitHub has refused an unknown type of an input that people fill in.
    severity:
      isEventFilter(definition.name) || definition.name.startsWith('branding') || known.includes('environment')
        ? 'warning'
        : undefined,
  };
}

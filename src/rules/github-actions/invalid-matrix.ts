import { type Finding, rule } from '../../core/rule';
import { hasExpression } from '../../formats/github-actions/embedded';
import { items, map } from '../../formats/yaml/access';
import { removePart } from '../../formats/yaml/edit';
import type { YamlItem, YamlMap, YamlNode, YamlSeq } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/invalid-matrix',
  title: 'Matrix whose parts do not go together',
  why: [
    'An `exclude` that matches no variant excludes nothing: the variant that was to be left out runs all the same. A value that stands twice runs one and the same job twice.',
    'A key of `exclude` that the matrix does not have makes GitHub refuse the job.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:matrix'],
  links: ['https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations'],
  bad: [
    {
      title: 'a variant left out that there is not',
      files:
        'on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        os: [ubuntu-24.04, windows-2025]\n        node: [22, 24]\n        exclude:\n          - os: windows-2025\n            node: «20»\n          - «platform»: arm64\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: make\n',
    },
    {
      title: 'a value twice',
      files:
        'on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        node: [22, 24, «22»]\n        os:\n          - ubuntu-24.04\n          - «ubuntu-24.04»\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: make ${{ matrix.node }}\n',
      fixed:
        'on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        node: [22, 24]\n        os:\n          - ubuntu-24.04\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: make ${{ matrix.node }}\n',
    },
  ],
  good: [
    'on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        OS: [ubuntu-24.04, windows-2025]\n        node: [22, 24]\n        exclude:\n          - os: windows-2025\n            node: 22\n        include:\n          - os: macos-15\n            node: 24\n            extra: true\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: make\n',
    {
      title: 'values that are made while it runs',
      files:
        'on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        os: ${{ fromJSON(vars.SYSTEMS) }}\n        node: [22, "${{ vars.NODE }}"]\n        exclude:\n          - os: windows-2025\n            node: 20\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: make\n',
    },
    {
      title: 'values that are maps, and only partly named',
      files:
        'on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        on: [{ os: ubuntu-24.04, cpu: x64 }, { os: ubuntu-24.04, cpu: arm64 }]\n        exclude:\n          - on: { cpu: arm64 }\n    runs-on: ${{ matrix.on.os }}\n    steps:\n      - run: make\n',
    },
  ],
  *check({ jobs }) {
    const seen = new Set<YamlMap>();
    for (const { strategy } of jobs) {
      const matrix = map(strategy?.get('matrix'));
      if (!matrix || matrix.isUncertain || seen.has(matrix)) continue;
      seen.add(matrix);
      for (const { name, value } of matrix.pairs)
        if (name !== 'include' && name !== 'exclude' && value?.kind === 'seq') yield* twice(value);
      if (matrix.pairs.some(({ name }) => hasExpression(name))) continue;
      for (const item of items(matrix.get('exclude'))) yield* excluding(map(item), matrix);
    }
  },
});

function* twice(seq: YamlSeq): Generator<Finding> {
  const seen = new Map<string, YamlItem>();
  for (const item of seq.entries) {
    const text = textOf(item.value);
    if (text === undefined || !item.value || item.alias) continue;
    const first = seen.get(text);
    if (!first) seen.set(text, item);
    else
      yield {
        at: item.value,
        message: `\`${clipped(text)}\` is in the matrix already: the same job would run twice`,
        related: [{ at: first, message: 'Here' }],
        fix: { title: 'Remove it', edits: [removePart(item)] },
      };
  }
}

/** A value that can be compared; undefined where that is only known later. */
function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && !hasExpression(node.text) ? node.text : undefined;
}

function* excluding(item: YamlMap | undefined, matrix: YamlMap): Generator<Finding> {
  if (!item || item.isUncertain) return;
  const rows = matrix.pairs.filter(({ name }) => name !== 'include' && name !== 'exclude');
  const names = rows.map(({ name }) => name);
  for (const { key, name, value } of item.pairs) {
    const pair = rows.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (!pair) {
      const near = meant(name, names);
      yield {
        at: key,
        severity: 'error',
        message: `The matrix has no \`${clipped(name)}\` to leave out: GitHub refuses the job${near ? `: did you mean \`${clipped(near)}\`?` : ''}`,
      };
      continue;
    }
    const text = textOf(value);
    const row = pair.value;
    if (text === undefined || row?.kind !== 'seq' || !value) continue;
    const values = row.items.map(textOf);
    if (values.includes(undefined) || values.includes(text)) continue;
    const near = meant(
      text,
      values.flatMap((each) => each ?? []),
    );
    yield {
      at: value,
      message: `No \`${clipped(name)}\` of the matrix is \`${clipped(text)}\`, so nothing is left out${near ? `: did you mean \`${clipped(near)}\`?` : ''}`,
    };
  }
}

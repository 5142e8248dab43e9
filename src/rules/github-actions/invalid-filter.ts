import { type Finding, rule } from '../../core/rule';
import { hasExpression } from '../../formats/github-actions/embedded';
import { items, map, scalar } from '../../formats/yaml/access';
import { removePart, setScalar, setValue } from '../../formats/yaml/edit';
import type { YamlMap, YamlPair, YamlScalar } from '../../formats/yaml/syntax';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/invalid-filter',
  title: 'Filter of an event that contradicts another, or can match nothing',
  why: [
    'GitHub refuses a workflow whose event has both `branches` and `branches-ignore` (or `tags`, or `paths`). Patterns are held against the name of the branch and the path from the root of the repository: `refs/heads/main`, `./src/**` and `/src/**` match nothing, so the workflow never starts.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:events', 'actionlint:glob'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore',
  ],
  bad: [
    {
      title: 'both of a pair',
      files:
        'on:\n  push:\n    branches: [main, release/**]\n    «branches-ignore»: [release/old]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
      fixed:
        'on:\n  push:\n    branches:\n      - main\n      - release/**\n      - "!release/old"\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'what no branch and no path begins with',
      files:
        "on:\n  push:\n    branches: [«refs/heads/main»]\n    paths:\n      - «./src/**»\n      - «'/docs/*.md'»\n      - «tools/»\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
      fixed:
        "on:\n  push:\n    branches: [main]\n    paths:\n      - src/**\n      - 'docs/*.md'\n      - tools/**\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
    {
      title: 'only exceptions, and a bracket that is not closed',
      files:
        "on:\n  push:\n    «branches»: ['!main']\n    tags: [«'v[0-9.*'»]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
  ],
  good: [
    "on:\n  push:\n    branches: [main, 'release/**', '!release/old']\n    tags-ignore: ['v[0-9]+.x']\n    paths: ['**.md', src/**, '!src/**.txt']\n  pull_request:\n    branches-ignore: [main]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    {
      title: 'branches for one event, exceptions for another',
      files:
        'on:\n  push:\n    branches: [main]\n  pull_request:\n    branches-ignore: [old]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'no tags at all',
      files:
        "on:\n  push:\n    branches: ['**']\n    tags: ['!**']\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
    {
      title: 'branches that are filled in for each repository',
      files:
        'on:\n  push:\n    branches: [$default-branch]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
  ],
  *check({ workflow }) {
    for (const { config } of workflow?.triggers ?? []) {
      const filters = map(config);
      if (!filters || filters.isUncertain) continue;
      for (const name of ['branches', 'tags', 'paths']) {
        const wanted = filters.pair(name);
        const ignored = filters.pair(`${name}-ignore`);
        if (wanted?.value && ignored?.value) yield both(wanted, ignored, filters);
        if (wanted) yield* onlyExceptions(wanted);
        for (const pair of [wanted, ignored])
          for (const pattern of patternsOf(pair)) {
            const finding = wrong(pattern, name === 'paths');
            if (finding) yield finding;
          }
      }
    }
  },
});

function patternsOf(pair: YamlPair | undefined): readonly YamlScalar[] {
  const only = scalar(pair?.value);
  const all = only ? [only] : items(pair?.value).flatMap((item) => scalar(item) ?? []);
  return all.filter(({ text }) => text !== '' && !hasExpression(text));
}

function both(wanted: YamlPair, ignored: YamlPair, filters: YamlMap): Finding {
  const [keep, drop] = [patternsOf(wanted), patternsOf(ignored)];
  const isOwn = [wanted, ignored].every((pair) => pair.parent === filters && !pair.alias);
  const canMerge =
    isOwn && keep.length > 0 && drop.length > 0 && !filters.isFlow && drop.every(({ text }) => !text.startsWith('!'));
  const merged = [...keep.map(({ text }) => text), ...drop.map(({ text }) => `!${text}`)];
  return {
    at: ignored.key,
    severity: 'error',
    message: `\`${wanted.name}\` and \`${ignored.name}\` exclude each other: write exceptions as \`!pattern\` among the \`${wanted.name}\``,
    related: [{ at: wanted.key, message: 'The other one' }],
    fix: canMerge
      ? { title: `Put the exceptions among the ${wanted.name}`, edits: [setValue(wanted, merged), removePart(ignored)] }
      : undefined,
  };
}

function* onlyExceptions(pair: YamlPair): Generator<Finding> {
  const patterns = patternsOf(pair);
  const isWhole = pair.value?.kind === 'scalar' || items(pair.value).length === patterns.length;
  if (patterns.length === 0 || !isWhole || !patterns.every(({ text }) => text.startsWith('!'))) return;
  // `!**` says that none is wanted at all.
  if (patterns.every(({ text }) => /^!\*{1,2}$/.test(text))) return;
  yield {
    at: pair.key,
    message: `All \`${pair.name}\` are exceptions, so none is left: name what they are exceptions of, or use \`${pair.name}-ignore\``,
  };
}

function wrong(at: YamlScalar, isPath: boolean): Finding | undefined {
  const text = at.text.replace(/^!/, '');
  const sign = at.text.slice(0, at.text.length - text.length);
  const shown = clipped(at.text);
  if (isUnclosed(text))
    return {
      at,
      severity: 'error',
      message: `The \`[\` in \`${shown}\` is not closed: write \`\\[\` for the character itself`,
    };
  const instead = isPath ? pathInstead(text) : text.replace(/^refs\/(?:heads|tags)\//, '');
  if (instead === text || instead === '') return undefined;
  const reason = isPath
    ? text.endsWith('/')
      ? 'names a folder, and only files change'
      : 'matches no path: they begin at the root, without `/`'
    : 'matches no name: it is held against the name without `refs/`';
  return {
    at,
    message: `\`${shown}\` ${reason}; write \`${clipped(sign + instead)}\``,
    fix: { title: `Write ${clipped(sign + instead)}`, edits: [setScalar(at, sign + instead)] },
  };
}

function pathInstead(text: string): string {
  const rooted = text.replace(/^\.?\/(?=.)/, '');
  return rooted.endsWith('/') ? `${rooted}**` : rooted;
}

function isUnclosed(text: string): boolean {
  let isOpen = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[') isOpen = true;
    else if (text[at] === ']') isOpen = false;
  }
  return isOpen;
}

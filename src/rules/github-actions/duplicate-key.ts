import { rule } from '../../core/rule';
import { writtenIn } from '../../formats/gitlab-ci/walk';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/duplicate-key',
  title: 'Key that stands twice',
  why: ['GitHub refuses a workflow in which a map has one key twice: “is already defined”. None of its jobs starts.'],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['actionlint:syntax-check'],
  links: ['https://yaml.org/spec/1.2.2/#mapping'],
  bad: [
    {
      files:
        'on: push\njobs:\n  «test»:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make lint\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'in a step, and below `on`',
      files:
        'on:\n  «push»:\n  push:\n    branches: [main]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - «env»:\n          A: 1\n        run: make\n        env:\n          B: 2\n',
    },
  ],
  good: [
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    env:\n      A: 1\n    steps:\n      - run: make\n        env:\n          A: 2\n',
    { title: 'what is no workflow', files: { 'values.yml': 'a: 1\na: 2\n' } },
    {
      title: 'several steps',
      files: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n      - run: make\n',
    },
  ],
  *check({ file, workflow, action }) {
    if (!workflow && !action) return;
    for (const { ownPairs } of writtenIn(file).maps) {
      const last = new Map(ownPairs.map((pair) => [pair.name, pair]));
      if (last.size === ownPairs.length) continue;
      for (const pair of ownPairs) {
        const other = last.get(pair.name);
        if (!other || other === pair || pair.name === '<<') continue;
        yield {
          at: pair.key,
          message: `\`${clipped(pair.name)}\` is set again in line ${file.lineAt(other.start) + 1}: keep one of them, or put both together`,
          related: [{ at: other.key, message: 'Here' }],
          address: pair.name.slice(0, 60),
        };
      }
    }
  },
});

import { rule } from '../../core/rule';
import { runnerLabels } from '../../data/runner-labels';
import { setScalar } from '../../formats/yaml/edit';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { labelSetsOf } from '../shared/runner-labels';

export default rule({
  id: 'github-actions/retired-runner-label',
  title: 'Runner of GitHub that is gone',
  why: [
    'GitHub takes the images of its runners away some years after they came. From that day a job that asks for one waits until it is cancelled, and a check that a pull request needs never comes; in the weeks before it fails now and then, on purpose.',
    'A runner that goes within half a year is reported as a hint, so that the new one can be tried in time.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:runner-label'],
  links: [
    'https://docs.github.com/en/actions/reference/runners/github-hosted-runners',
    'https://github.com/actions/runner-images/labels/Announcement',
  ],
  bad: [
    {
      files: 'on: push\njobs:\n  test:\n    runs-on: «ubuntu-20.04»\n    steps:\n      - run: make test\n',
      fixed: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'by way of a matrix',
      files:
        "on: push\njobs:\n  test:\n    runs-on: ${{ matrix.os }}\n    strategy:\n      matrix:\n        os: [ubuntu-24.04, «'windows-2019'»]\n        include:\n          - os: «macOS-13»\n    steps:\n      - run: make test\n",
      fixed:
        "on: push\njobs:\n  test:\n    runs-on: ${{ matrix.os }}\n    strategy:\n      matrix:\n        os: [ubuntu-24.04, 'windows-2025']\n        include:\n          - os: macos-15-intel\n    steps:\n      - run: make test\n",
    },
    {
      title: 'about to go',
      today: '2026-08-01',
      files: 'on: push\njobs:\n  test:\n    runs-on: «macos-14»\n    steps:\n      - run: make test\n',
      fixed: 'on: push\njobs:\n  test:\n    runs-on: macos-15\n    steps:\n      - run: make test\n',
    },
  ],
  good: [
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    {
      title: 'runners of one’s own',
      files:
        'on: push\njobs:\n  test:\n    runs-on: [self-hosted, ubuntu-20.04]\n    steps:\n      - run: make test\n  more:\n    runs-on:\n      group: builders\n      labels: ubuntu-20.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'a matrix that names images, not runners',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    strategy:\n      matrix:\n        image: [ubuntu-18.04, ubuntu-20.04]\n    steps:\n      - run: make IMAGE=${{ matrix.image }}\n',
    },
    {
      title: 'long before',
      today: '2024-06-01',
      files: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-20.04\n    steps:\n      - run: make test\n',
    },
  ],
  *check({ jobs }, { today }) {
    const seen = new Set<YamlScalar>();
    for (const label of jobs.flatMap(labelSetsOf).flatMap(({ labels, isAlone }) => (isAlone ? labels : []))) {
      const { end, instead } = runnerLabels[label.text.toLowerCase()] ?? {};
      if (end === undefined || seen.has(label)) continue;
      seen.add(label);
      const isGone = end < today;
      if (!isGone && monthsBetween(today, end) > 6) continue;
      yield {
        at: label,
        ...(!isGone && { severity: 'info' }),
        message: isGone
          ? `GitHub has had no runner \`${label.text}\` since ${end}: no job starts on it`
          : `GitHub takes the runner \`${label.text}\` away on ${end}`,
        fix: instead === undefined ? undefined : { title: `Use ${instead}`, edits: [setScalar(label, instead)] },
      };
    }
  },
});

function monthsBetween(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from);
}

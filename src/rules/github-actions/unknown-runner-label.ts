import { type Finding, rule } from '../../core/rule';
import { runnerLabels } from '../../data/runner-labels';
import { setScalar } from '../../formats/yaml/edit';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';
import { labelSetsOf } from '../shared/runner-labels';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/unknown-runner-label',
  title: 'Runner that GitHub does not have',
  why: [
    'A job that asks for a runner of a misspelt name, or for two systems at once, waits for a day and is then cancelled; nobody is told why.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:runner-label'],
  links: ['https://docs.github.com/en/actions/reference/runners/github-hosted-runners'],
  bad: [
    {
      files:
        "on: push\njobs:\n  a:\n    runs-on: «ubuntu-lastest»\n    steps:\n      - run: make\n  b:\n    runs-on: «'ubuntu24.04'»\n    steps:\n      - run: make\n  c:\n    runs-on: [«window-latest»]\n    steps:\n      - run: make\n",
      fixed:
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n  b:\n    runs-on: 'ubuntu-24.04'\n    steps:\n      - run: make\n  c:\n    runs-on: [windows-latest]\n    steps:\n      - run: make\n",
    },
    {
      title: 'two at once, where a matrix was meant',
      files:
        'on: push\njobs:\n  test:\n    runs-on: [ubuntu-latest, «windows-latest»]\n    steps:\n      - run: make\n',
    },
  ],
  good: [
    'on: push\njobs:\n  a:\n    runs-on: Ubuntu-24.04-arm\n    steps:\n      - run: make\n  b:\n    runs-on: macos-latest-xlarge\n    steps:\n      - run: make\n',
    {
      title: 'larger runners and those of others have names of their own',
      files:
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04-16core\n    steps:\n      - run: make\n  b:\n    runs-on: ubuntu-latest-m\n    steps:\n      - run: make\n  c:\n    runs-on: [self-hosted, ubuntu-lastest]\n    steps:\n      - run: make\n  d:\n    runs-on: depot-ubuntu-latest\n    steps:\n      - run: make\n',
    },
    {
      title: 'newer than what is known here',
      files:
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-28.04\n    steps:\n      - run: make\n  b:\n    runs-on: macos-27-xlarge\n    steps:\n      - run: make\n',
    },
  ],
  *check({ jobs }) {
    const seen = new Set<YamlScalar>();
    for (const { labels, isAlone } of jobs.flatMap(labelSetsOf)) {
      const fresh = labels.filter((label) => !seen.has(label));
      for (const label of fresh) seen.add(label);
      if (isAlone) for (const label of fresh) yield* misspelt(label);
      else yield* several(fresh);
    }
  },
});

const CURRENT = Object.entries(runnerLabels).flatMap(([name, { end }]) => (end === undefined ? [name] : []));

function* misspelt(label: YamlScalar): Generator<Finding> {
  const name = label.text.toLowerCase();
  if (runnerLabels[name] || !/^[a-z]+[-_ ]?(?:latest|la[a-z]{3,6}|\d[\d.]*)$/.test(name)) return;
  // A version that is not known here may be of tomorrow.
  if (/^(?:ubuntu-\d\d\.(?:04|10)|(?:macos|windows)-\d+)$/.test(name)) return;
  const near = meant(name, CURRENT);
  if (near === undefined || !/^(?:ubuntu|u?b?u?n?t?u|win|windows|window|macos|mac|osx)/.test(name)) return;
  yield {
    at: label,
    message: `GitHub has no runner \`${clipped(label.text)}\`: did you mean \`${near}\`?`,
    fix: { title: `Use ${near}`, edits: [setScalar(label, near)] },
  };
}

/** A runner has the label of one image only. */
function* several(labels: readonly YamlScalar[]): Generator<Finding> {
  const images = labels.filter(({ text }) => runnerLabels[text.toLowerCase()]);
  const [first, second] = images;
  if (!first || !second || images.length < labels.length || first.text === second.text) return;
  yield {
    at: second,
    message: `No runner is \`${clipped(first.text)}\` and \`${clipped(second.text)}\` at once: a matrix runs the job on each of them`,
    related: [{ at: first, message: 'The other one' }],
  };
}

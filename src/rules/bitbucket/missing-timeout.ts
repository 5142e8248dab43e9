import { type Fix, rule } from '../../core/rule';
import { insert } from '../../core/text';
import type { Config } from '../../formats/bitbucket/model';
import { insertPairs, Verbatim } from '../../formats/yaml';
import { jobsWithoutTimeout, missingTimeout } from '../shared/delivery/missing-timeout';

export default rule({
  id: 'bitbucket/missing-timeout',
  title: 'Step without a timeout',
  why: [
    'A step that hangs, on a prompt, a dead server or a lock, goes on for two hours until Bitbucket ends it: that is paid for by the minute, and holds back what waits for it.',
    'How long a step may take is known only to those who run it, so the minutes are left to be filled in; twice the usual time is a good start. Said once a file.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'strict',
  since: '0.1.0',
  fixes: 'template',
  links: [
    'https://support.atlassian.com/bitbucket-cloud/docs/global-options/',
    'https://support.atlassian.com/bitbucket-cloud/docs/step-options/',
  ],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: «Test»\n        script:\n          - npm test\n',
      fixed:
        'options:\n  max-time: 30\n\nimage: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    },
    {
      title: 'where there are options',
      files: 'options:\n  docker: true\npipelines:\n  default:\n    - «step»:\n        script:\n          - npm test\n',
      fixed:
        'options:\n  docker: true\n  max-time: 30\npipelines:\n  default:\n    - step:\n        script:\n          - npm test\n',
    },
  ],
  good: [
    'options:\n  max-time: 20\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        max-time: 10\n        script:\n          - npm test\n',
    {
      title: 'by what it takes up',
      files:
        'definitions:\n  steps:\n    - step: &test\n        max-time: 5\n        script: [npm test]\npipelines:\n  default:\n    - step:\n        <<: *test\n        name: Again\n',
    },
  ],
  *check({ deliveries, config }) {
    if (!config) return;
    const jobs = deliveries.flatMap(jobsWithoutTimeout);
    const once = jobs.filter(({ head }, index) => jobs.findIndex((other) => other.head.start === head.start) === index);
    const finding = missingTimeout(once, 'two hours');
    if (finding) yield { ...finding, fix: byDefault(config) };
  },
});

function byDefault({ map, file }: Config): Fix | undefined {
  const [first] = map.ownPairs;
  if (!first || map.isFlow) return undefined;
  const title = 'Set a timeout for all steps';
  const pair = map.pair('options');
  if (pair)
    return pair.value?.kind === 'map' && !pair.alias
      ? { title, edits: [insertPairs(pair.value, { 'max-time': new Verbatim('${1:30}') })] }
      : undefined;
  return { title, edits: [insert(file, first.start, `options:${file.eol}  max-time: \${1:30}${file.eol}${file.eol}`)] };
}

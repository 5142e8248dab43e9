import { type Fix, rule } from '../../core/rule';
import type { Pipeline } from '../../formats/gitlab-ci/pipeline';
import { Verbatim } from '../../formats/yaml';
import { insertPairs } from '../../formats/yaml/edit';
import { jobsWithoutTimeout, missingTimeout } from '../shared/delivery/missing-timeout';
import { newDefault } from '../shared/gitlab-default';

export default rule({
  id: 'gitlab-ci/missing-timeout',
  title: `Job without a timeout`,
  why: [
    `A job that hangs, on a prompt, a dead server or a lock, goes on until the timeout of the project ends it, an hour as GitLab sets it up: that is paid for by the minute, and holds back what waits for it.`,
    `How long a job may take is known only to those who run it, so it is left to be filled in; twice the usual time is a good start. Said once a pipeline, and off in the usual set of rules since the project has a timeout anyway.`,
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'strict',
  since: '0.1.0',
  fixes: 'template',
  links: [`https://docs.gitlab.com/ci/yaml/#timeout`],
  bad: [
    {
      files: `«build»:
  script: make
`,
      fixed: `default:
  timeout: 30 minutes

build:
  script: make
`,
    },
    {
      title: `where there are defaults`,
      files: `default:
  image: node:24

«lint»:
  script: npm run lint

test:
  timeout: 10 minutes
  script: npm test
`,
      fixed: `default:
  image: node:24
  timeout: 30 minutes

lint:
  script: npm run lint

test:
  timeout: 10 minutes
  script: npm test
`,
    },
  ],
  good: [
    `build:
  timeout: 10 minutes
  script: make
`,
    {
      title: `by default`,
      files: `default:
  timeout: 20m

build:
  script: make
`,
    },
    {
      title: `by what it extends`,
      files: `.base:
  timeout: 20m

build:
  extends: .base
  script: make
`,
    },
    {
      title: `another pipeline has its own jobs`,
      files: `next:
  trigger:
    include: child.yml
`,
    },
  ],
  *check({ delivery, pipeline }) {
    const finding = missingTimeout(jobsWithoutTimeout(delivery), 'as long as the project allows, usually an hour');
    if (finding) yield { ...finding, fix: byDefault(pipeline) };
  },
});

function byDefault({ root: { root } }: Pipeline): Fix | undefined {
  if (!root) return undefined;
  const pair = root.pair('default');
  const isMap = pair?.value?.kind === 'map' && !pair.alias;
  const edit = isMap
    ? insertPairs(pair.value, { timeout: new Verbatim('${1:30 minutes}') })
    : pair
      ? undefined
      : newDefault(root, ['timeout: ${1:30 minutes}']);
  return edit && { title: 'Set a timeout for all jobs', edits: [edit] };
}

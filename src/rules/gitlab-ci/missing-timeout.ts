import { type Fix, rule } from '../../core/rule';
import type { Job } from '../../formats/gitlab-ci/job';
import { Verbatim } from '../../formats/yaml';
import { map } from '../../formats/yaml/access';
import { insertPairs } from '../../formats/yaml/edit';
import { jobsWithoutTimeout, missingTimeout } from '../shared/delivery/missing-timeout';

export default rule({
  id: 'gitlab-ci/missing-timeout',
  title: `Job without a timeout`,
  why: [
    `A job that hangs, on a prompt, a dead server or a lock, goes on until the timeout of the project ends it, an hour as GitLab sets it up: that is paid for by the minute, and holds back what waits for it.`,
    `A timeout under \`default\` has no effect: GitLab reads it and does not heed it. It has to stand in each job, or in one that it extends.`,
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
      fixed: `build:
  script: make
  timeout: 30 minutes
`,
    },
    {
      title: `a default has no effect, and one job has its own`,
      files: `default:
  timeout: 20 minutes

«lint»:
  script: npm run lint

test:
  timeout: 10 minutes
  script: npm test
`,
      fixed: `default:
  timeout: 20 minutes

lint:
  script: npm run lint
  timeout: 30 minutes

test:
  timeout: 10 minutes
  script: npm test
`,
    },
    {
      title: `several, said once`,
      files: `«lint»:
  script: npm run lint

test:
  script: npm test
`,
      fixed: `lint:
  script: npm run lint
  timeout: 30 minutes

test:
  script: npm test
  timeout: 30 minutes
`,
    },
  ],
  good: [
    `build:
  timeout: 10 minutes
  script: make
`,
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
    const without = jobsWithoutTimeout(delivery);
    const finding = missingTimeout(without, 'as long as the project allows, usually an hour');
    if (!finding) return;
    const ids = new Set(without.map(({ id }) => id));
    yield { ...finding, fix: inEach(pipeline.jobs.filter(({ name }) => ids.has(name))) };
  },
});

/** In all of them, or in none where one can't be written to. */
function inEach(jobs: readonly Job[]): Fix | undefined {
  const bodies = jobs.flatMap(({ pair }) => (pair.alias ? [] : (map(pair.value) ?? [])));
  if (bodies.length === 0 || bodies.length < jobs.length) return undefined;
  const edits = bodies.map((body) => insertPairs(body, { timeout: new Verbatim('${1:30 minutes}') }));
  return { title: edits.length > 1 ? 'Set a timeout for each job' : 'Set a timeout', edits };
}

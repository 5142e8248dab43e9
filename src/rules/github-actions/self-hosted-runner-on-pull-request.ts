import { rule } from '../../core/rule';
import { conditionOf } from '../../formats/github-actions/condition';
import { contextPaths } from '../../formats/github-actions/context-path';
import type { Job } from '../../formats/github-actions/model';
import { asksForOwnBranch } from '../../formats/github-actions/privileged';
import { asksWho, eventsOf } from '../../formats/github-actions/taint';
import { items, map, scalar } from '../../formats/yaml/access';
import type { YamlScalar } from '../../formats/yaml/syntax';

export default rule({
  id: 'github-actions/self-hosted-runner-on-pull-request',
  title: 'Own runner that runs pull requests',
  why: [
    'A pull request may change the workflow and everything it runs. In a public repository anybody can open one, and on a runner of your own what they run stays: it can look around in your network, read what other jobs leave behind, and wait for the next deploy.',
    'Use runners of GitHub for pull requests, or ones that are thrown away after each job, in a network of their own. In a private repository only those who may read it can do so; suppress this there if that is acceptable.',
  ],
  severity: 'warning',
  practice: 'access',
  since: '0.1.0',
  equivalents: [
    'zizmor:self-hosted-runner',
    'kics:Beta - Self-hosted Runner Used in Pull Request Workflow',
    'poutine:pr_runs_on_self_hosted',
  ],
  links: [
    'https://docs.github.com/en/actions/reference/security/secure-use#hardening-for-self-hosted-runners',
    'https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/add-runners',
  ],
  bad: [
    {
      files: `on: pull_request
jobs:
  test:
    runs-on: «self-hosted»
    steps:
      - uses: actions/checkout@v6
      - run: make test
`,
    },
    {
      title: 'among other labels',
      files: `on: [push, pull_request]
jobs:
  test:
    runs-on: [«self-hosted», linux, gpu]
    steps:
      - run: make test
`,
    },
  ],
  good: [
    `on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: make test
`,
    {
      title: 'only for branches of the repository',
      files: `on: pull_request
jobs:
  test:
    if: github.event.pull_request.head.repo.full_name == github.repository
    runs-on: self-hosted
    steps:
      - run: make test
`,
    },
    {
      title: 'not for the pull request',
      files: `on: [push, pull_request]
jobs:
  deploy:
    if: github.event_name == 'push'
    runs-on: self-hosted
    steps:
      - run: make deploy
`,
    },
    {
      title: 'switched off, or asked for by a person',
      files: `on: [pull_request, repository_dispatch]
jobs:
  test:
    if: false
    runs-on: self-hosted
    steps:
      - run: make test
  windows:
    if: github.event.client_payload.command == 'test'
    runs-on: self-hosted
    steps:
      - run: make test
`,
    },
    {
      title: 'people started it',
      files: `on: workflow_dispatch
jobs:
  test:
    runs-on: self-hosted
    steps:
      - run: make test
`,
    },
  ],
  *check({ jobs, file }) {
    const found = jobs.flatMap((job) => {
      const label = selfHosted(job);
      return label?.file === file && runsForeignCode(job) ? [{ job, label }] : [];
    });
    const [first, ...others] = found;
    if (!first) return;
    yield {
      at: first.label,
      message: 'Pull requests run their code on a runner of your own, and what they leave there stays',
      related: others.map(({ job, label }) => ({ at: label, message: `So does the job ${job.id}` })),
      address: 'runs-on',
    };
  },
});

function selfHosted({ map: body }: Job): YamlScalar | undefined {
  const node = body.get('runs-on');
  const labels = node?.kind === 'map' ? map(node)?.get('labels') : node;
  const all = labels?.kind === 'scalar' ? [labels] : items(labels).flatMap((item) => scalar(item) ?? []);
  return all.find(({ text }) => text.toLowerCase() === 'self-hosted');
}

/** `pull_request` runs what the pull request brings; `pull_request_target` what is on the base branch. */
function runsForeignCode(job: Job): boolean {
  const where = { job, condition: undefined };
  if (!eventsOf(where)?.includes('pull_request') || asksWho(where) || asksForOwnBranch(where)) return false;
  const condition = conditionOf(job.condition);
  // What asks for a part of the event, or for nothing at all, has been thought about.
  if (job.condition && (!condition || contextPaths(condition).some((path) => /^(?:github\.event|inputs)\./.test(path))))
    return false;
  if (condition?.kind === 'literal') return false;
  // An environment may ask for somebody's approval first.
  return job.environment === undefined;
}

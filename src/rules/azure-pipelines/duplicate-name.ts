import { type Finding, rule } from '../../core/rule';
import type { Span } from '../../core/text';
import type { Job, Stage, Step } from '../../formats/azure-pipelines/model';

export default rule({
  id: 'azure-pipelines/duplicate-name',
  title: 'Name that is given twice',
  why: [
    'Stages have names of their own within a pipeline, jobs within a stage, steps within a job; what waits for them and what reads their outputs names them so. Azure DevOps refuses a pipeline in which one is given twice.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['azure-pipelines-vscode:schema'],
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/jobs-job'],
  bad: [
    {
      files:
        'trigger: none\nstages:\n  - stage: build\n    jobs:\n      - job: a\n        steps:\n          - bash: make\n            name: version\n          - bash: make again\n            name: «Version»\n      - job: «a»\n        steps:\n          - bash: make\n  - stage: «build»\n    jobs:\n      - job: a\n        steps:\n          - bash: make\n',
    },
    {
      title: 'a job and a deployment',
      files:
        'trigger: none\njobs:\n  - job: web\n    steps:\n      - bash: make\n  - deployment: «web»\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: make deploy\n',
    },
  ],
  good: [
    'trigger: none\nstages:\n  - stage: a\n    jobs:\n      - job: build\n        steps:\n          - bash: make\n            name: version\n      - job: test\n        steps:\n          - bash: make\n            name: version\n  - stage: b\n    jobs:\n      - job: build\n        steps:\n          - bash: make\n',
    {
      title: 'only one of them is there',
      files:
        "parameters:\n  - name: os\n    default: linux\njobs:\n  - ${{ if eq(parameters.os, 'linux') }}:\n      - job: build\n        steps:\n          - bash: make\n  - ${{ else }}:\n      - job: build\n        steps:\n          - pwsh: ./make\n",
    },
    {
      title: 'names that are made',
      files:
        'trigger: none\njobs:\n  - job: build_${{ parameters.a }}\n    steps:\n      - bash: make\n  - job: build_${{ parameters.a }}\n    steps:\n      - bash: make\n',
    },
    {
      title: 'in the parts of a deployment',
      files:
        'trigger: none\njobs:\n  - deployment: web\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - bash: make deploy\n              name: tell\n        on:\n          failure:\n            steps:\n              - bash: make tell\n                name: tell\n',
    },
  ],
  *check({ stages, jobs, steps, isBroken }) {
    if (isBroken) return;
    yield* twice(stages, (stage: Stage) => ({ name: stage.id, at: stage.head, within: '' }), 'stage');
    yield* twice(jobs, (job: Job) => ({ name: job.id, at: job.head, within: job.stage.map }), 'job');
    yield* twice(
      steps,
      ({ name, job, hook }: Step) => ({
        name: name && !name.text.includes('$') ? name.text : undefined,
        at: name,
        within: hook === undefined ? (job?.map ?? '') : undefined,
      }),
      'step',
    );
  },
});

interface Named {
  readonly name: string | undefined;
  readonly at: Span | undefined;
  /** Where it must be the only one; undefined where that is not known. */
  readonly within: unknown;
}

function* twice<T extends Stage | Job | Step>(
  parts: readonly T[],
  read: (part: T) => Named,
  what: string,
): Generator<Finding> {
  const seen = new Map<unknown, Map<string, Span>>();
  for (const part of parts) {
    const { name, at, within } = read(part);
    if (name === undefined || name === '' || !at || within === undefined || part.guards.length > 0) continue;
    const known = seen.get(within) ?? new Map<string, Span>();
    seen.set(within, known);
    const first = known.get(name.toLowerCase());
    if (first)
      yield {
        at,
        message: `There is a ${what} ${name.slice(0, 60)} already: call this one something else`,
        related: [{ at: first, message: 'Here' }],
      };
    else known.set(name.toLowerCase(), at);
  }
}

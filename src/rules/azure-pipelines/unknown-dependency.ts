import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import type { Job, Stage } from '../../formats/azure-pipelines/model';
import { jobNames, type Names, stageNames } from '../../formats/azure-pipelines/names';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'azure-pipelines/unknown-dependency',
  title: 'Waits for what does not exist',
  why: [
    'A stage can wait for stages of its pipeline, a job for jobs of its stage. Azure DevOps refuses a pipeline in which one waits for a name that is not there, for itself, or for one that waits for it.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['azure-pipelines-vscode:schema'],
  links: [
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/process/stages#specify-dependencies',
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/process/phases#dependencies',
  ],
  bad: [
    {
      files:
        'trigger: none\nstages:\n  - stage: build\n    jobs:\n      - job: compile\n        steps:\n          - bash: make\n      - job: test\n        dependsOn: [«compiles»]\n        steps:\n          - bash: make test\n  - stage: deploy\n    dependsOn: «bild»\n    jobs:\n      - job: deploy\n        steps:\n          - bash: make deploy\n',
      fixed:
        'trigger: none\nstages:\n  - stage: build\n    jobs:\n      - job: compile\n        steps:\n          - bash: make\n      - job: test\n        dependsOn: [compile]\n        steps:\n          - bash: make test\n  - stage: deploy\n    dependsOn: build\n    jobs:\n      - job: deploy\n        steps:\n          - bash: make deploy\n',
    },
    {
      title: 'a job of another stage, and a circle',
      files:
        'trigger: none\nstages:\n  - stage: build\n    jobs:\n      - job: compile\n        steps:\n          - bash: make\n  - stage: test\n    jobs:\n      - job: unit\n        dependsOn: «compile»\n        steps:\n          - bash: make unit\n      - job: load\n        dependsOn: «soak»\n        steps:\n          - bash: make load\n      - job: soak\n        dependsOn: load\n        steps:\n          - bash: make soak\n',
    },
    {
      title: 'itself',
      files: 'trigger: none\njobs:\n  - job: build\n    dependsOn: «build»\n    steps:\n      - bash: make\n',
    },
  ],
  good: [
    'trigger: none\nstages:\n  - stage: build\n    dependsOn: []\n    jobs:\n      - job: a\n        steps:\n          - bash: make\n  - stage: test\n    dependsOn:\n      - Build\n    jobs:\n      - job: a\n        steps:\n          - bash: make\n      - job: b\n        dependsOn: a\n        steps:\n          - bash: make\n',
    {
      title: 'what is waited for comes from a template',
      files: {
        'azure-pipelines.yml':
          'trigger: none\nstages:\n  - template: ci/build.yml\n  - stage: deploy\n    dependsOn: build\n    jobs:\n      - template: jobs.yml@others\n      - job: b\n        dependsOn: a\n        steps:\n          - bash: make\n',
        'ci/build.yml':
          'stages:\n  - stage: build\n    jobs:\n      - job: a\n        steps:\n          - bash: make\n',
      },
    },
    {
      title: 'a loop names them',
      files:
        'trigger: none\nparameters:\n  - name: regions\n    type: object\n    default: [west]\nstages:\n  - ${{ each region in parameters.regions }}:\n      - stage: ${{ region }}\n        jobs:\n          - job: a\n            steps:\n              - bash: make\n  - stage: last\n    dependsOn: west\n    jobs:\n      - job: a\n        steps:\n          - bash: make\n',
    },
    {
      title: 'a template, whose neighbours are not known',
      files: {
        'ci/jobs.yml': 'jobs:\n  - job: b\n    dependsOn: a\n    steps:\n      - bash: make\n',
      },
    },
  ],
  *check({ pipeline, stages, isBroken }, { project }) {
    if (!pipeline || isBroken) return;
    if (pipeline.isRoot)
      yield* unknown(
        stages.filter(({ isImplied }) => !isImplied),
        stageNames(pipeline, project),
        'stage',
      );
    for (const stage of stages) {
      if (!stage.isImplied || pipeline.isRoot) yield* unknown(stage.jobs, jobNames(stage, project), 'job');
    }
  },
});

function* unknown(all: readonly (Stage | Job)[], { names, written, isOpen }: Names, what: string): Generator<Finding> {
  for (const one of all) {
    for (const name of one.dependsOn?.names ?? []) {
      const lower = name.text.toLowerCase();
      if (lower === one.id?.toLowerCase()) {
        yield { at: name, message: `The ${what} ${name.text} waits for itself` };
      } else if (!isOpen && !names.has(lower)) {
        const candidate = meant(
          name.text,
          written.filter((each) => each !== one.id),
        );
        const words = what === 'job' ? 'this stage has no job' : 'the pipeline has no stage';
        yield {
          at: name,
          message: `${words[0]?.toUpperCase()}${words.slice(1)} ${name.text.slice(0, 60)}${candidate ? `: did you mean ${candidate}?` : choice(written)}`,
          fix: candidate ? { title: `Wait for ${candidate}`, edits: [replace(name, candidate)] } : undefined,
        };
      }
    }
  }
  yield* circles(all, what);
}

/** The names there are, as far as they are few. */
function choice(names: readonly string[]): string {
  return names.length > 0 && names.length <= 4 ? `: there is ${names.join(', ').slice(0, 90)}` : '';
}

/** One finding for each circle, where it is closed first. */
function* circles(all: readonly (Stage | Job)[], what: string): Generator<Finding> {
  const byName = new Map(all.flatMap((one) => (one.id === undefined ? [] : [[one.id.toLowerCase(), one] as const])));
  const done = new Set<Stage | Job>();
  for (const start of all) {
    const path: (Stage | Job)[] = [];
    for (let one: Stage | Job | undefined = start; one && !done.has(one); one = nextOf(one)) {
      const at = path.indexOf(one);
      if (at < 0) {
        path.push(one);
        continue;
      }
      const circle = path.slice(at);
      const first = [...circle].sort((a, b) => a.head.start - b.head.start)[0];
      const name = first?.dependsOn?.names.find(({ text }) => circle.includes(byName.get(text.toLowerCase()) as Job));
      if (name && circle.length > 1)
        yield {
          at: name,
          message: `These ${what}s wait for one another, so none begins: ${circle
            .slice(0, 5)
            .map(({ id }) => id)
            .join(', ')}`,
        };
      break;
    }
    for (const one of path) done.add(one);
  }

  function nextOf(one: Stage | Job): Stage | Job | undefined {
    return one.dependsOn?.names
      .map(({ text }) => byName.get(text.toLowerCase()))
      .find((other) => other && other !== one && !done.has(other));
  }
}

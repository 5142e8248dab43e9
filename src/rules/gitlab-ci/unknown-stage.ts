import { type Finding, type Fix, rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import type { Job } from '../../formats/gitlab-ci/job';
import { appendItem, setScalar } from '../../formats/yaml/edit';

export default rule({
  id: 'gitlab-ci/unknown-stage',
  title: 'Job in a stage that is not there',
  why: [
    'GitLab refuses the whole pipeline when a job names a stage that `stages` does not have: nothing is tested and nothing is deployed until somebody mends the file.',
    'A job that names no stage belongs to `test`, so a pipeline with stages of its own has to have that one too, or the job has to say where it belongs.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/yaml/#stage', 'https://docs.gitlab.com/ci/yaml/#stages'],
  bad: [
    {
      title: 'misspelt',
      files: 'stages: [build, deploy]\n\npackage:\n  stage: «biuld»\n  script: make package\n',
      fixed: 'stages: [build, deploy]\n\npackage:\n  stage: build\n  script: make package\n',
    },
    {
      title: 'not listed',
      files: 'stages:\n  - build\n  - deploy\n\nscan:\n  stage: «security»\n  script: ./scan.sh\n',
      fixed: 'stages:\n  - build\n  - deploy\n  - security\n\nscan:\n  stage: security\n  script: ./scan.sh\n',
    },
    {
      title: 'a job without a stage belongs to `test`',
      files: 'stages: [build]\n\n«lint»:\n  script: make lint\n',
      fixed: 'stages: [build, test]\n\nlint:\n  script: make lint\n',
    },
    {
      title: 'in a file that is included, and by a hidden job',
      files: {
        '.gitlab-ci.yml': 'include: /ci/jobs.yml\nstages: [check, deploy]\n',
        'ci/jobs.yml': '.base:\n  stage: «chekc»\n\nlint:\n  extends: .base\n  script: make lint\n',
      },
      fixed: {
        '.gitlab-ci.yml': 'include: /ci/jobs.yml\nstages: [check, deploy]\n',
        'ci/jobs.yml': '.base:\n  stage: check\n\nlint:\n  extends: .base\n  script: make lint\n',
      },
    },
  ],
  good: [
    'build-job:\n  stage: build\n  script: make\n\nclean:\n  stage: .post\n  script: make clean\n\nlint:\n  script: make lint\n',
    {
      title: 'what another project brings may name stages',
      files:
        'include:\n  - project: acme/ci\n    file: base.yml\n    ref: v1.2.0\n\nscan:\n  stage: security\n  script: ./scan.sh\n',
    },
    {
      title: 'a template does not know the stages of those who include it',
      files: { 'templates/scan.gitlab-ci.yml': 'scan:\n  stage: security\n  script: ./scan.sh\n' },
    },
    {
      title: 'hidden jobs are none, and inputs are filled in later',
      files: {
        '.gitlab-ci.yml':
          'spec:\n  inputs:\n    where:\n---\nstages: [build]\n.old:\n  stage: gone\n  script: make\n\nbuild:\n  stage: $[[ inputs.where ]]\n  script: make\n',
      },
    },
    {
      title: 'the included file names the stages',
      files: {
        '.gitlab-ci.yml': 'include:\n  - local: /ci/stages.yml\n\nscan:\n  stage: security\n  script: ./scan.sh\n',
        'ci/stages.yml': 'stages: [build, security]\n',
      },
    },
  ],
  *check({ pipeline }) {
    const { stages } = pipeline;
    if (!stages) return;
    for (const job of pipeline.jobs) {
      const { stage } = job;
      if (!stage || pipeline.stageIndex(stage.name) !== undefined) continue;
      const said = stage.at
        ? `There is no stage ${stage.name}`
        : `The job ${job.name} belongs to the stage test, which is not among the stages: name one under \`stage\``;
      yield {
        at: stage.at ?? job.key,
        message: stage.at ? `${said}: the pipeline has ${listed(stages.names)}` : said,
        fix: fixOf(job, stage.name),
        address: job.name,
      } satisfies Finding;
    }
  },
});

function listed(names: readonly string[]): string {
  const text = names.join(', ');
  return text.length > 100 ? `${text.slice(0, 97)}…` : text;
}

function fixOf({ stage, pipeline }: Job, name: string): Fix | undefined {
  const { stages } = pipeline;
  const meant = stage?.at && stages && nearest(name, [...stages.names, '.pre', '.post']);
  if (stage?.at && meant !== undefined) return { title: `Use the stage ${meant}`, edits: [setScalar(stage.at, meant)] };
  const list = stages?.pair?.value;
  if (list?.kind !== 'seq' || stages?.pair?.alias) return undefined;
  return { title: `Add ${name} to the stages`, edits: [appendItem(list, name)] };
}

import { type Finding, rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import { entangled } from '../../formats/gitlab-ci/circle';
import { type Job, withoutInstance } from '../../formats/gitlab-ci/job';
import type { Pipeline } from '../../formats/gitlab-ci/pipeline';
import { items, scalar } from '../../formats/yaml/access';
import { setScalar } from '../../formats/yaml/edit';
import type { YamlScalar } from '../../formats/yaml/syntax';

export default rule({
  id: 'gitlab-ci/unknown-need',
  title: 'Job that waits for one that can not come before it',
  why: [
    'GitLab refuses the pipeline when a job needs one that is not defined, that belongs to a later stage, or that waits for it in turn.',
    'A job that is only sometimes part of the pipeline can be waited for with `optional: true`.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/yaml/#needs', 'https://docs.gitlab.com/ci/yaml/#dependencies'],
  bad: [
    {
      files: 'compile:\n  stage: build\n  script: make\n\ntest:\n  needs: [«comple»]\n  script: make test\n',
      fixed: 'compile:\n  stage: build\n  script: make\n\ntest:\n  needs: [compile]\n  script: make test\n',
    },
    {
      title: 'in a later stage',
      files:
        'test:\n  stage: test\n  needs:\n    - job: «ship»\n      artifacts: true\n  script: make test\n\nship:\n  stage: deploy\n  script: make ship\n',
    },
    {
      title: 'in a circle',
      files: 'a:\n  needs: [«b»]\n  script: make a\n\nb:\n  needs: [«a»]\n  script: make b\n',
    },
    {
      title: 'hidden jobs never run; artifacts come from earlier stages',
      files:
        '.prepare:\n  script: make\n\nbuild:\n  stage: build\n  needs: [«.prepare»]\n  script: make\n\nlint:\n  stage: build\n  dependencies: [«unit-tests»]\n  script: make lint\n',
    },
  ],
  good: [
    'build:\n  stage: build\n  script: make\n\nlint:\n  stage: test\n  needs: []\n  script: make lint\n\ntest:\n  needs: [build, lint]\n  dependencies: [build]\n  script: make test\n',
    {
      title: 'optional, of another project, of another pipeline',
      files:
        'test:\n  needs:\n    - job: compile\n      optional: true\n    - project: acme/lib\n      job: build\n      ref: main\n      artifacts: true\n    - pipeline: $PARENT_PIPELINE_ID\n      job: prepare\n  script: make test\n',
    },
    {
      title: 'what is included may define it',
      files:
        'include:\n  - template: Jobs/SAST.gitlab-ci.yml\n\nreport:\n  needs: [semgrep-sast]\n  script: ./report.sh\n',
    },
    {
      title: 'one of a matrix',
      files:
        'build:\n  stage: build\n  parallel:\n    matrix:\n      - OS: [linux, mac]\n  script: make\n\ntest:\n  needs: ["build: [linux]"]\n  script: make test\n',
    },
  ],
  *check({ pipeline }) {
    const byName = new Map(pipeline.jobs.map((job) => [job.name, job]));
    const circling = entangled(pipeline.jobs, (job) => neededBy(job, byName));
    for (const job of pipeline.jobs) {
      for (const need of job.needs ?? []) {
        if (!need.name || need.isElsewhere) continue;
        const finding = judge(job, need.name, need.isOptional, byName) ?? circle(job, need.name, circling, byName);
        if (finding) yield finding;
      }
      for (const item of items(job.get('dependencies'))) {
        const name = scalar(item);
        const finding = name && judge(job, name, false, byName, job.needs !== null);
        if (finding) yield finding;
      }
    }
  },
});

/** Why a job can't wait for another of that name; undefined where it can, or that is not known. */
function judge(
  job: Job,
  name: YamlScalar,
  isOptional: boolean,
  byName: ReadonlyMap<string, Job>,
  isOrdered = false,
): Finding | undefined {
  const { pipeline } = job;
  const text = withoutInstance(name.text);
  if (text.includes('$') || text === '') return undefined;
  const found = byName.get(name.text) ?? byName.get(text);
  if (!found) {
    if (pipeline.isOpen || isOptional) return undefined;
    const isHidden = pipeline.definitions.has(text) && text.startsWith('.');
    const meant = isHidden
      ? undefined
      : nearest(
          text,
          [...byName.keys()].filter((each) => each !== job.name),
        );
    const fix = meant !== undefined && meant !== text && text === name.text;
    return {
      at: name,
      message: isHidden
        ? `${text} is hidden, so it never runs and can not be waited for`
        : `There is no job ${text} to wait for${meant === undefined ? '' : `; ${meant} is near`}`,
      fix: fix ? { title: `Wait for ${meant}`, edits: [setScalar(name, meant)] } : undefined,
      address: job.name,
    };
  }
  const [mine, its] = [stageOf(job, pipeline), stageOf(found, pipeline)];
  if (isOrdered || mine === undefined || its === undefined || its <= mine) return undefined;
  return {
    at: name,
    message: `${text} belongs to a later stage than ${job.name}, so it can not be waited for: move one of the two`,
    address: job.name,
  };
}

function circle(
  job: Job,
  { file, start, end, text }: YamlScalar,
  circling: ReadonlySet<Job>,
  byName: ReadonlyMap<string, Job>,
): Finding | undefined {
  const found = byName.get(withoutInstance(text));
  if (!found || !circling.has(found) || !waitsFor(found, job, byName)) return undefined;
  return {
    at: file.span(start, end),
    message: `${job.name} waits for ${found.name}, which waits for ${job.name} in turn: let one of them go first`,
    address: job.name,
  };
}

function stageOf({ stage }: Job, pipeline: Pipeline): number | undefined {
  return stage && pipeline.stageIndex(stage.name);
}

/** The jobs of this pipeline that a job needs. */
function neededBy({ needs }: Job, byName: ReadonlyMap<string, Job>): readonly Job[] {
  return (needs ?? []).flatMap(
    ({ name, isElsewhere }) => (name && !isElsewhere && byName.get(withoutInstance(name.text))) || [],
  );
}

function waitsFor(from: Job, other: Job, byName: ReadonlyMap<string, Job>): boolean {
  const seen = new Set<Job>();
  const waiting = [from];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    if (at === other) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    waiting.push(...neededBy(at, byName));
  }
  return false;
}

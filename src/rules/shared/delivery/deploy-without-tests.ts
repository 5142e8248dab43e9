import type { Project } from '../../../core/project';
import { deployOf, does, jobsAfter, jobsBefore } from '../../../formats/delivery/graph';
import type { Activity, Job, Pipeline, Trigger } from '../../../formats/delivery/model';
import { type Delivered, isWhole, nameOf, subjectOf } from './delivered';

interface Untested extends Delivered {
  /** Jobs of the pipeline that test, for which the deploy does not wait; none where nothing tests at all. */
  readonly tests: readonly Job[];
}

/**
 * Jobs that bring a service to run without any test before: beside the jobs that test, or in a repository whose pipelines
 * test nothing. Silent where something on the way, or another pipeline, may test.
 */
export function* deployWithoutTests(pipeline: Pipeline, project: Project): Generator<Untested> {
  if (!isWhole(pipeline)) return;
  const testing = new Set(pipeline.jobs.filter(mayTest));
  const tested = pipeline.jobs.filter(({ mayFail, activities }) => !mayFail && activities.some(isTest));
  for (const job of pipeline.jobs) {
    const deploy = deployOf(job);
    if (deploy?.subject !== 'service' || !startsByItself(job.startedBy) || testing.has(job)) continue;
    const before = jobsBefore(pipeline, job);
    if (!before.isComplete || before.jobs.some((each) => testing.has(each))) continue;
    const after = new Set(tested.length > 0 ? jobsAfter(pipeline, job).jobs : []);
    const tests = tested.filter((each) => !after.has(each) && each !== job && isBeside(each, job));
    if (tests.length === 0) {
      if (testing.size > 0 || pipeline.siblings().some(({ jobs, isPartial }) => isPartial || jobs.some(mayTest)))
        continue;
      if (imageTests(project)) continue;
    }
    const [first] = tests;
    yield {
      job,
      tests,
      at: deploy.at,
      address: job.id,
      message: first
        ? `${subjectOf(job)} deploys without waiting for ${nameOf(first)}, even where a test there fails: let it need that job`
        : `${subjectOf(job)} deploys what no pipeline of the repository has tested: run the tests first`,
      related: tests.map((test) => ({ at: test.head, message: `${subjectOf(test)} tests` })),
    };
  }
}

function mayTest(job: Job): boolean {
  return job.isOpaque || does(job, 'tests');
}

/** Whether a job surely runs at the same occasion. */
function isBeside({ startedBy }: Job, deploy: Job): boolean {
  const kinds = new Set(deploy.startedBy?.map(({ kind }) => kind));
  return startedBy?.some(({ kind, certainty }) => certainty === 'certain' && kinds.has(kind)) === true;
}

function isTest({ kind, certainty, ignored }: Activity): boolean {
  return kind === 'tests' && certainty === 'certain' && !ignored;
}

/** Whether commits, tags or releases start it; what people or other pipelines start may have been tested there. */
function startsByItself(starts: readonly Trigger[] | undefined): boolean {
  if (!starts || starts.some(({ kind }) => kind === 'after' || kind === 'call' || kind === 'other')) return false;
  return starts.some(({ kind }) => kind === 'push' || kind === 'tag' || kind === 'release');
}

/** Whether the build of the repository's image may run tests. */
function imageTests(project: Project): boolean {
  const dockerfile = project.read('Dockerfile')?.text ?? '';
  return dockerfile
    .split('\n')
    .some((line) => /^(?!\s*#).*\b(?:tests?|check|verify|pytest|rspec|jest|phpunit)\b/i.test(line));
}

import { type Edit, remove } from '../../../core/text';
import type { Activity, Job, Leniency, Pipeline } from '../../../formats/delivery/model';
import { type Delivered, nameOf } from './delivered';

interface Ignored extends Delivered {
  readonly leniency: Leniency;
}

/** What says of itself that it is only tried. */
const TRIED =
  /nightly|experiment|canary|beta|alpha|\bnext\b|allow|flak|edge|latest|\bhead\b|\bdev\b|upstream|prerelease|preview|optional|non-?blocking|best.?effort|unstable|informational|coverage|benchmark|mutation|future|report/i;

/** Tests whose failure counts for nothing, in the command, the step or the job. */
export function* ignoredTestFailure(pipeline: Pipeline): Generator<Ignored> {
  for (const job of pipeline.jobs) {
    if (TRIED.test(`${job.id} ${job.name}`)) continue;
    for (const leniency of leniencies(job)) {
      yield {
        job,
        leniency,
        at: leniency.at,
        address: job.id,
        message: `Failing tests of ${nameOf(job)} go unheeded by \`${leniency.by}\`: let them stop the pipeline`,
      };
    }
  }
}

function leniencies(job: Job): readonly Leniency[] {
  if (job.mayFail) return job.activities.some(isTest) ? [job.mayFail] : [];
  const found: Leniency[] = [];
  for (const { name, mayFail, activities } of job.steps) {
    if (TRIED.test(name ?? '')) continue;
    const tests = activities.filter(isTest);
    if (mayFail && tests.length > 0) found.push(mayFail);
    else if (!mayFail) found.push(...tests.flatMap(({ ignored }) => ignored ?? []));
  }
  return found;
}

function isTest({ kind, certainty }: Activity): boolean {
  return kind === 'tests' && certainty === 'certain';
}

/** Takes away what makes a failure count for nothing. */
export function heed({ at }: Leniency): Edit {
  return remove(at);
}

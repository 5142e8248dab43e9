import { basename } from '../../../core/path';
import { type Edit, remove, textOf } from '../../../core/text';
import type { Activity, Job, Leniency, Pipeline, Step } from '../../../formats/delivery/model';
import { type Delivered, nameOf } from './delivered';

export interface Ignored extends Delivered {
  readonly leniency: Leniency;
}

/** What says of itself that it is only tried. */
const TRIED =
  /nightly|experiment|canary|beta|alpha|\bnext\b|allow|flak|quarantin|edge|latest|\bhead\b|\bdev\b|upstream|prerelease|preview|optional|non-?blocking|best.?effort|unstable|informational|coverage|benchmark|mutation|future|report/i;

/** Tests whose failure counts for nothing, in the command, the step or the job. */
export function* ignoredTestFailure(pipeline: Pipeline): Generator<Ignored> {
  for (const job of pipeline.jobs) {
    if (TRIED.test(`${job.id} ${job.name} ${basename(pipeline.file.path)}`)) continue;
    for (const { step, leniency } of leniencies(job)) {
      if (isExplained(leniency)) continue;
      yield {
        job,
        step,
        leniency,
        at: leniency.at,
        address: job.id,
        message: `Failing tests of ${nameOf(job)} go unheeded by \`${leniency.by}\`: let them stop the pipeline`,
      };
    }
  }
}

interface Found {
  readonly step?: Step;
  readonly leniency: Leniency;
}

function leniencies(job: Job): readonly Found[] {
  if (job.mayFail) return job.activities.some(isTest) ? [{ leniency: job.mayFail }] : [];
  return job.steps.flatMap((step): readonly Found[] => {
    const { name, mayFail, activities } = step;
    const tests = activities.filter(isTest);
    if (tests.length === 0 || TRIED.test(name ?? '')) return [];
    if (mayFail) return [{ step, leniency: mayFail }];
    return tests.flatMap(({ ignored }) => (ignored ? [{ step, leniency: ignored }] : []));
  });
}

function isTest({ kind, certainty }: Activity): boolean {
  return kind === 'tests' && certainty === 'certain';
}

/** Whether a comment stands with it, or above: somebody has thought about it. */
function isExplained({ at: { file, start } }: Leniency): boolean {
  const number = file.lineAt(start);
  const line = (each: number) => textOf(file.line(each));
  return /\s#/.test(line(number)) || (number > 0 && /^\s*#/.test(line(number - 1)));
}

/** Takes away what makes a failure count for nothing. */
export function heed({ at }: Leniency): Edit {
  return remove(at);
}

import { does } from '../../../formats/delivery/graph';
import type { Activity, Job, Pipeline } from '../../../formats/delivery/model';
import { type Delivered, subjectOf } from './delivered';

/** Registries that scan what they are given, once that is switched on. */
const SCANNING =
  /amazonaws|ecr-login|\.ecr\.|pkg\.dev|gcr\.io|azurecr|quay\.io|harbor|jfrog|artifactory|registry\.gitlab|CI_REGISTRY|\bacr/i;

/** The first image that a pipeline pushes, where neither it nor another pipeline of the repository scans anything. */
export function* unscannedImage(pipeline: Pipeline): Generator<Delivered> {
  if (pipeline.isPartial || SCANNING.test(pipeline.file.text)) return;
  const found = pipeline.jobs
    .map((job) => ({ job, push: pushOf(job) }))
    .find((each): each is { job: Job; push: Activity } => each.push !== undefined);
  if (!found || pipeline.jobs.some(mayScan)) return;
  if (pipeline.siblings().some(({ jobs, isPartial }) => isPartial || jobs.some((job) => does(job, 'scans')))) return;
  const { job, push } = found;
  yield {
    job,
    step: job.steps.find(({ activities }) => activities.includes(push)),
    at: push.at,
    address: job.id,
    message: `${subjectOf(job)} pushes an image that nothing has scanned: look for known vulnerabilities before`,
  };
}

function pushOf({ activities }: Job): Activity | undefined {
  return activities.find(
    ({ kind, certainty, subject }) => kind === 'publishes' && certainty === 'certain' && subject === 'image',
  );
}

function mayScan(job: Job): boolean {
  return job.isOpaque || does(job, 'scans');
}

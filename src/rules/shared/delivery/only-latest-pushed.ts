import type { Activity, Job, Pipeline } from '../../../formats/delivery/model';
import type { Delivered } from './delivered';

export interface OnlyLatest extends Delivered {
  readonly push: Activity;
  /** `ghcr.io/acme/app`, as written. */
  readonly image: string;
}

interface Push {
  readonly job: Job;
  readonly activity: Activity;
  readonly image: string;
  readonly tag: string | undefined;
}

/** A registry that is gone with the job. */
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\]|(?:kind|k3d|local)?-?registry)(?::\d+)?\//;

/** Images that a pipeline pushes as `latest` and under no other tag. */
export function* onlyLatestPushed(pipeline: Pipeline): Generator<OnlyLatest> {
  const activities = pipeline.jobs.flatMap((job) =>
    job.activities.filter(isPush).map((activity) => ({ job, activity })),
  );
  // What can't be read may be another tag of the same image.
  if (pipeline.isPartial || activities.some(({ activity: { references } }) => references === undefined)) return;
  const pushes: Push[] = activities.flatMap(({ job, activity }) =>
    (activity.references ?? []).map((reference) => ({ job, activity, ...parts(reference) })),
  );
  const seen = new Set<string>();
  for (const { job, activity, image, tag } of pushes) {
    if (seen.has(image) || tag !== 'latest' || LOCAL.test(image)) continue;
    seen.add(image);
    if (pushes.some((other) => other.image === image && other.tag !== 'latest')) continue;
    yield {
      job,
      push: activity,
      image,
      step: job.steps.find(({ activities: own }) => own.includes(activity)),
      at: activity.at,
      address: image,
      message: `${short(image)} is pushed as \`latest\` only, so no version can be told or brought back: add a tag of the commit`,
    };
  }
}

function isPush({ kind, subject }: Activity): boolean {
  return kind === 'publishes' && subject === 'image';
}

/** A name that holds variables may hold its tag in them: the tag is unknown then. */
function parts(reference: string): { readonly image: string; readonly tag: string | undefined } {
  const known = withoutVariables(reference);
  const colon = known.lastIndexOf(':');
  const isTag = colon > known.lastIndexOf('/');
  if (isTag) return { image: reference.slice(0, colon), tag: reference.slice(colon + 1) };
  return { image: reference, tag: /[$@]/.test(reference) ? undefined : 'latest' };
}

/** With as many marks in place of `${{ … }}`, `${…}` and `$(…)`, in which colons and slashes mean nothing. */
function withoutVariables(text: string): string {
  let out = '';
  let at = 0;
  for (let start = text.indexOf('$'); start >= 0; start = text.indexOf('$', at)) {
    const close = text.startsWith('${{', start)
      ? '}}'
      : text[start + 1] === '{'
        ? '}'
        : text[start + 1] === '('
          ? ')'
          : '';
    const found = close === '' ? start : text.indexOf(close, start);
    const end = found < 0 ? text.length : found + Math.max(close.length, 1);
    out += text.slice(at, start) + '_'.repeat(end - start);
    at = end;
  }
  return out + text.slice(at);
}

function short(name: string): string {
  const image = name.replace(/\$\{x+\}/g, '…');
  return image.length > 60 ? `…${image.slice(-59)}` : image;
}

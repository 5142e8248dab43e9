import type { Finding } from '../../../core/rule';
import type { Span } from '../../../core/text';
import { locate } from '../../../formats/yaml/locate';
import type { YamlScalar } from '../../../formats/yaml/syntax';
import { endOfSupport, newestSupported } from '../end-of-life';
import { type ImageReference, parseImage } from '../image';
import { latestTag, useTag } from '../latest-tag';

/** An image that a job runs in or beside, where it is written. */
export interface PipelineImage {
  readonly reference: ImageReference;
  spanOf(start: number, end: number): Span;
}

/** The images of a file of YAML, as far as their names are written out; each place once. */
export function* imagesOfScalars(scalars: Iterable<YamlScalar>): Generator<PipelineImage> {
  for (const scalar of new Set(scalars)) {
    const reference = parseImage(scalar.text);
    if (reference) yield { reference, spanOf: (start, end) => locate(scalar, start, end) };
  }
}

/** Images that are pulled by `latest`, written or meant. */
export function* latestImages(images: Iterable<PipelineImage>, today: string): Generator<Finding> {
  for (const { reference, spanOf } of images) {
    // An image that has ended is told so, and once.
    const finding = endOfSupport(reference, today) ? undefined : latestTag(reference, today, spanOf);
    if (finding) yield { ...finding, address: reference.name.text };
  }
}

/** Images that get no updates any more. */
export function* endedImages(images: Iterable<PipelineImage>, today: string): Generator<Finding> {
  for (const { reference, spanOf } of images) {
    const end = endOfSupport(reference, today);
    if (!end) continue;
    const { start, end: to } = reference.tag ?? reference.name;
    const since = end.since === undefined ? 'gets no updates any more' : `has had no updates since ${end.since}`;
    yield {
      at: spanOf(start, to),
      message: `${end.what} ${since}${end.successor === undefined ? '' : `; use ${end.successor} instead`}`,
      fix: useTag(reference, newestSupported(reference, today), spanOf),
      address: reference.name.text,
    };
  }
}

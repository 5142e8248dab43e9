import type { Finding } from '../../../core/rule';
import type { Span } from '../../../core/text';
import { locate } from '../../../formats/yaml/locate';
import type { YamlScalar } from '../../../formats/yaml/syntax';
import { endOfSupport } from '../end-of-life';
import { endedImage } from '../ended-image';
import { type ImageReference, parseImage } from '../image';
import { latestTag } from '../latest-tag';

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
  for (const image of images) {
    const finding = endedImage(image, today);
    if (finding) yield finding;
  }
}

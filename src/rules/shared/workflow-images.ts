import type { Span } from '../../core/text';
import { containersOf, type JobContainer } from '../../formats/github-actions/containers';
import type { ActionsModel } from '../../formats/github-actions/model';
import { locate } from '../../formats/yaml/locate';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { type ImageReference, parseImage } from './image';

/** An image that the runner pulls for a job, where it is written. */
interface WorkflowImage {
  readonly container: JobContainer;
  readonly reference: ImageReference;
  spanOf(start: number, end: number): Span;
}

/** The images of containers and services of a workflow, as far as their names are written out; each place once. */
export function* workflowImages({ file, jobs }: ActionsModel): Generator<WorkflowImage> {
  const seen = new Set<YamlScalar>();
  for (const container of jobs.flatMap(containersOf)) {
    const { image } = container;
    if (seen.has(image) || image.file !== file) continue;
    seen.add(image);
    const skipped = image.text.startsWith('docker://') ? 'docker://'.length : 0;
    const reference = parseImage(image.text.slice(skipped));
    if (reference)
      yield { container, reference, spanOf: (start, end) => locate(image, start + skipped, end + skipped) };
  }
}

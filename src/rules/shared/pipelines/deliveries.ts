import type { Pipeline } from '../../../formats/delivery/model';
import type { Delivered } from '../delivery/delivered';

/** What is found in the pipelines of one file; jobs that several of them share are spoken of once. */
export function* acrossPipelines<Found extends Delivered>(
  pipelines: readonly Pipeline[],
  judge: (pipeline: Pipeline) => Iterable<Found>,
): Generator<{ readonly found: Found; readonly pipeline: Pipeline }> {
  const seen = new Set<number>();
  for (const pipeline of pipelines) {
    for (const found of judge(pipeline)) {
      if (seen.has(found.at.start)) continue;
      seen.add(found.at.start);
      yield { found, pipeline };
    }
  }
}

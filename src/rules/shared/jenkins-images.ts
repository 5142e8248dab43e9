import { imagesOf } from '../../formats/jenkins/images';
import type { JenkinsModel } from '../../formats/jenkins/model';
import { parseImage } from './image';
import type { PipelineImage } from './pipelines/images';

/** The images that a pipeline runs in, as far as their names are written out; each place once. */
export function* pipelineImages({ pipeline }: JenkinsModel): Generator<PipelineImage> {
  const seen = new Set<number>();
  for (const { text, spanOf } of pipeline ? imagesOf(pipeline) : []) {
    const reference = parseImage(text);
    const { start } = spanOf(0, 0);
    if (!reference || seen.has(start)) continue;
    seen.add(start);
    yield { reference, spanOf };
  }
}

import type { Document } from '../../core/format';
import type { Pipeline as DeliveryPipeline } from '../delivery/model';
import type { YamlFile, YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/syntax';
import type { Pipeline } from './pipeline';

/** One file of a pipeline. */
export interface GitlabFile extends Document {
  readonly yaml: YamlFile;
  /** The document with `spec:` that stands before the pipeline in templates with inputs. */
  readonly header: YamlMap | undefined;
  /** The pipeline's own map; undefined where nothing can be read. */
  readonly root: YamlMap | undefined;
  readonly includes: readonly Include[];
}

export type IncludeKind = 'local' | 'project' | 'remote' | 'template' | 'component' | 'artifact' | 'unknown';

/** An item of `include`, at the top or below `trigger`. */
export interface Include {
  readonly kind: IncludeKind;
  readonly node: YamlNode;
  /** The path, URL, project or component. */
  readonly target: YamlScalar | undefined;
  /** Its long form. */
  readonly map: YamlMap | undefined;
  /** The pair that names the kind, in the long form. */
  readonly pair: YamlPair | undefined;
  /** Whether `rules` decide if it is included. */
  readonly isConditional: boolean;
}

/** What rules see: the files of the unit, and the pipeline that they are parts of. */
export interface GitlabModel {
  readonly files: readonly GitlabFile[];
  readonly pipeline: Pipeline;
  /** The same as all systems of pipelines have it. */
  readonly delivery: DeliveryPipeline;
}

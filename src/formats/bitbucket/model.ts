import type { Document } from '../../core/format';
import type { SourceFile } from '../../core/text';
import type { Pipeline as Delivery } from '../delivery/model';
import type { YamlFile, YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/syntax';

export interface BitbucketFile extends Document {
  readonly yaml: YamlFile;
  /** Undefined where it is no map. */
  readonly config: Config | undefined;
}

/** What rules see: one file. */
export interface BitbucketModel {
  readonly file: SourceFile;
  readonly config: Config | undefined;
  /** The text is no YAML throughout: what stands where can't be told. */
  readonly isBroken: boolean;
  /** Each pipeline as the model of delivery sees it; read when asked for. */
  readonly deliveries: readonly Delivery[];
}

export interface Config {
  readonly file: SourceFile;
  readonly map: YamlMap;
  readonly pipelines: readonly Pipeline[];
  /** Steps that stand under `definitions`, for others to take up. */
  readonly definedSteps: readonly Step[];
  readonly caches: YamlMap | undefined;
  readonly services: YamlMap | undefined;
}

export type PipelineKind = 'default' | 'branches' | 'tags' | 'bookmarks' | 'pull-requests' | 'custom';

export interface Pipeline {
  readonly kind: PipelineKind;
  /** The pattern of branches or tags, or the name of a custom one; `default` for the default one. */
  readonly name: string;
  readonly pair: YamlPair;
  /** What runs one after the other. */
  readonly groups: readonly Group[];
  /** It comes from elsewhere, or can't be read. */
  readonly isOpen: boolean;
}

/** A step, several that run side by side, or a stage of several in a row. */
export interface Group {
  readonly kind: 'step' | 'parallel' | 'stage';
  readonly steps: readonly Step[];
  /** The stage's own map. */
  readonly stage: YamlMap | undefined;
}

export interface Step {
  readonly map: YamlMap;
  /** The key `step` that it stands under. */
  readonly head: YamlScalar;
  readonly name: YamlScalar | undefined;
  readonly lines: readonly Line[];
}

/** An item of `script` or `after-script`: a command, or a pipe. */
export interface Line {
  readonly section: 'script' | 'after-script';
  readonly node: YamlNode;
  readonly command: YamlScalar | undefined;
  /** `atlassian/aws-s3-deploy:1.1.0`. */
  readonly pipe: YamlScalar | undefined;
}

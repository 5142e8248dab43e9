import type { Document } from '../../core/format';
import type { SourceFile } from '../../core/text';
import type { Pipeline as Delivery } from '../delivery/model';
import type { YamlFile, YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/syntax';

/** A file of CircleCI: the configuration itself, or one that it goes on with. */
export interface CircleFile extends Document {
  readonly yaml: YamlFile;
  /** Undefined where it is no map, or made by another language of templates. */
  readonly config: Config | undefined;
}

/** What rules see: one file. */
export interface CircleModel {
  readonly file: SourceFile;
  readonly config: Config | undefined;
  /** The text is no YAML throughout: what stands where can't be told. */
  readonly isBroken: boolean;
  /** Each workflow as the model of delivery sees it; read when asked for. */
  readonly deliveries: readonly Delivery[];
}

export interface Config {
  readonly file: SourceFile;
  readonly map: YamlMap;
  /** `2.1`, as written; undefined where there is none. */
  readonly version: YamlScalar | undefined;
  /** Whether it understands orbs, commands, executors and parameters. */
  readonly is21: boolean;
  readonly orbs: readonly Orb[];
  readonly executors: readonly Definition[];
  readonly commands: readonly CommandDefinition[];
  readonly jobs: readonly Job[];
  readonly workflows: readonly Workflow[];
  /** Parameters of the pipeline, by name. */
  readonly parameters: YamlMap | undefined;
}

/** Something that is defined under a name. */
export interface Definition {
  readonly name: string;
  readonly pair: YamlPair;
  /** Undefined where it is no map. */
  readonly map: YamlMap | undefined;
}

export interface Orb extends Definition {
  /** `circleci/node@5.0`; undefined where it is written out. */
  readonly reference: YamlScalar | undefined;
}

export interface CommandDefinition extends Definition {
  readonly steps: readonly Step[];
}

export interface Job extends Definition {
  readonly steps: readonly Step[];
  /** The name of the executor that it runs on. */
  readonly executor: YamlScalar | undefined;
}

export interface Step {
  /** The item of the list: a name, or a map of one pair. */
  readonly node: YamlNode;
  /** `run`, `checkout`, `node/install`: the name alone. */
  readonly name: YamlScalar;
  /** What stands below the name. */
  readonly args: YamlNode | undefined;
  /** The text of `run`, in either form. */
  readonly script: YamlScalar | undefined;
  /** Whether it stands below `when` or `unless`. */
  readonly isConditional: boolean;
}

export interface Workflow extends Definition {
  readonly jobs: readonly WorkflowJob[];
}

/** A job as a workflow calls it. */
export interface WorkflowJob {
  /** The job that it names: `build`, `node/test`. */
  readonly reference: YamlScalar;
  /** What it is called in the workflow. */
  readonly name: string;
  readonly map: YamlMap | undefined;
  readonly requires: readonly YamlScalar[];
  readonly isApproval: boolean;
  /** Those that the workflow puts before and after the job's own. */
  readonly preSteps: readonly Step[];
  readonly postSteps: readonly Step[];
}

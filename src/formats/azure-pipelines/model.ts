import type { Document } from '../../core/format';
import type { SourceFile, Span } from '../../core/text';
import type { Pipeline as Delivery } from '../delivery/model';
import type { ScriptLanguage } from '../github-actions/script/place';
import type { YamlFile, YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/syntax';
import type { Embedded } from './embedded';

/** A pipeline, or a template of stages, jobs, steps or variables. */
export interface AzureFile extends Document {
  readonly yaml: YamlFile;
  /** Undefined where it is no map, or made by another language of templates. */
  readonly pipeline: Pipeline | undefined;
}

/** What rules see: one file. Those it refers to are opened when they are asked for. */
export interface AzureModel {
  readonly file: SourceFile;
  readonly pipeline: Pipeline | undefined;
  /** The text is no YAML throughout: what stands where can't be told. */
  readonly isBroken: boolean;
  readonly stages: readonly Stage[];
  readonly jobs: readonly Job[];
  /** The steps of all jobs and of their hooks, or those of a template of steps. */
  readonly steps: readonly Step[];
  /** Where images of Microsoft's agents are named, in pools and in what pools read. */
  readonly hostedImages: readonly YamlScalar[];
  /** Where images of containers are named, of resources, jobs and services. */
  readonly containerImages: readonly YamlScalar[];
  /** The pipeline with its templates as the model of delivery sees it; undefined for a template alone. */
  readonly delivery: Delivery | undefined;
}

export interface Pipeline {
  readonly file: SourceFile;
  readonly map: YamlMap;
  /** Whether it is surely started itself: it says by what, or where it runs. Else it may be a template. */
  readonly isRoot: boolean;
  /** Undefined where they can't be read. */
  readonly parameters: readonly Parameter[] | undefined;
  readonly stages: readonly Stage[];
  readonly jobs: readonly Job[];
  readonly steps: readonly Step[];
  readonly templates: readonly TemplateUse[];
  /** Those of the pipeline itself, of its stages and of its jobs. */
  readonly variables: readonly Variable[];
  readonly resources: Resources;
  readonly pool: Pool | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly at: Span;
  /** Undefined in the older form, a map of names and defaults. */
  readonly map: YamlMap | undefined;
  /** In lower case; `string` where none is written, undefined in the older form. */
  readonly type: string | undefined;
  readonly hasDefault: boolean;
  readonly default: YamlNode | undefined;
  /** The only values it may have; undefined where any will do. */
  readonly values: readonly YamlScalar[] | undefined;
}

/** What belongs to a stage, a job or a step wherever it stands. */
interface Part {
  /** Where its keys are written; for what is implied, the map of what implies it. */
  readonly map: YamlMap;
  /** The key or the name that stands for the whole. */
  readonly head: Span;
  readonly condition: YamlScalar | undefined;
  /** The `${{ if }}` and `${{ each }}` around it, from the outermost. */
  readonly guards: readonly Embedded[];
}

export interface Stage extends Part {
  readonly pipeline: Pipeline;
  /** Undefined for the one that is implied, and where it is computed. */
  readonly id: string | undefined;
  readonly isImplied: boolean;
  readonly dependsOn: Dependencies | undefined;
  readonly pool: Pool | undefined;
  readonly jobs: readonly Job[];
  /** More jobs may come from a template or from a parameter. */
  readonly isOpen: boolean;
}

/** What `dependsOn` names. Without it: the stage before, or no job. */
export interface Dependencies {
  readonly pair: YamlPair;
  /** Those that are written as text. */
  readonly names: readonly YamlScalar[];
  /** Whether these are all. */
  readonly isKnown: boolean;
}

export interface Job extends Part {
  readonly stage: Stage;
  readonly kind: 'job' | 'deployment' | 'implied';
  /** Undefined for the one that is implied, and where it is computed. */
  readonly id: string | undefined;
  readonly dependsOn: Dependencies | undefined;
  /** Its own, or that of its stage or pipeline. */
  readonly pool: Pool | undefined;
  readonly container: YamlNode | undefined;
  readonly environment: YamlPair | undefined;
  readonly strategy: YamlMap | undefined;
  readonly hooks: readonly Hook[];
  /** Those of all hooks, for a deployment. */
  readonly steps: readonly Step[];
  /** More steps may come from a template or from a parameter. */
  readonly isOpen: boolean;
}

/** A part of a deployment's life: `preDeploy`, `deploy`, `on: failure` and so on. */
export interface Hook {
  readonly name: HookName;
  readonly strategy: string;
  readonly map: YamlMap;
  readonly steps: readonly Step[];
}

export type HookName = 'preDeploy' | 'deploy' | 'routeTraffic' | 'postRouteTraffic' | 'failure' | 'success';

export interface Step extends Part {
  /** Undefined in a template of steps. */
  readonly job: Job | undefined;
  readonly hook: HookName | undefined;
  /** The key that says what it is: `script`, `task`, `checkout`. */
  readonly kind: string;
  readonly key: YamlPair;
  readonly name: YamlScalar | undefined;
  readonly task: TaskReference | undefined;
  readonly inputs: YamlMap | undefined;
  readonly env: YamlMap | undefined;
  readonly script: Script | undefined;
}

/** `Bash@3`. */
export interface TaskReference {
  readonly scalar: YamlScalar;
  /** As written, with the publisher and extension where they are written. */
  readonly name: string;
  /** In lower case, as Azure compares it. */
  readonly id: string;
  /** The major version; undefined without one. */
  readonly version: number | undefined;
}

/** A text that is run as a program. */
export interface Script {
  readonly scalar: YamlScalar;
  /** Undefined where it can't be known. */
  readonly language: ScriptLanguage | undefined;
}

export interface Pool {
  readonly pair: YamlPair;
  /** A pool of one's own; undefined where none is named, or it is computed. */
  readonly name: string | undefined;
  readonly vmImage: YamlScalar | undefined;
  /** By its image; undefined where it can't be known. */
  readonly system: 'linux' | 'windows' | 'macos' | undefined;
}

export interface TemplateUse {
  readonly map: YamlMap;
  readonly scalar: YamlScalar;
  readonly place: 'stages' | 'jobs' | 'steps' | 'variables' | 'extends';
  readonly guards: readonly Embedded[];
  readonly parameters: YamlPair | undefined;
  /** The alias of the repository it lies in, after `@`; undefined for this one. */
  readonly repository: string | undefined;
  /** The path of the file in this project; undefined where it is elsewhere or computed. */
  readonly path: string | undefined;
  /** From the root of the repository, which need not be that of the project. */
  readonly isAbsolute: boolean;
  /** What it stands in. */
  readonly stage: Stage | undefined;
  readonly job: Job | undefined;
}

/** A variable with its value; groups and templates of variables are left out. */
export interface Variable {
  readonly name: string;
  readonly key: Span;
  readonly value: YamlScalar | undefined;
  /** The pair that holds it in a map, or its item in a list. */
  readonly part: YamlPair | YamlMap;
}

export interface Resources {
  readonly repositories: readonly YamlMap[];
  readonly containers: readonly YamlMap[];
  readonly pipelines: readonly YamlMap[];
}

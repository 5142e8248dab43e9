import type { Document } from '../../core/format';
import type { SourceFile, Span } from '../../core/text';
import type { Pipeline } from '../delivery/model';
import type { YamlFile, YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/syntax';
import type { ShellName } from './shell-name';
import type { Uses } from './uses';

/** A workflow, or the `action.yml` of an action. */
export interface ActionsFile extends Document {
  readonly yaml: YamlFile;
  readonly workflow: Workflow | undefined;
  readonly action: Action | undefined;
}

/** What rules see: a file is a workflow or an action. */
export interface ActionsModel {
  readonly file: SourceFile;
  readonly workflow: Workflow | undefined;
  readonly action: Action | undefined;
  readonly jobs: readonly Job[];
  /** The steps of all jobs, or those of a composite action; one that several jobs share by an alias comes once. */
  readonly steps: readonly Step[];
  /** The workflow as a way of delivery; undefined of an action. Made when it is first asked for. */
  readonly delivery: Pipeline | undefined;
}

export interface Workflow {
  readonly map: YamlMap;
  readonly on: YamlPair | undefined;
  /** By what it is started; undefined where that can't be read. */
  readonly triggers: readonly Trigger[] | undefined;
  readonly permissions: Permissions | undefined;
  readonly env: YamlMap | undefined;
  readonly concurrency: YamlPair | undefined;
  readonly jobs: readonly Job[];
}

export interface Trigger {
  /** The event, such as `pull_request_target`. */
  readonly event: string;
  readonly at: Span;
  /** Its filters: `types`, `branches`, `inputs`. */
  readonly config: YamlNode | undefined;
}

/** What a token may do: a map of scopes, or a word for all of them. */
export interface Permissions {
  readonly pair: YamlPair;
  readonly all: 'read-all' | 'write-all' | undefined;
  readonly scopes: ReadonlyMap<string, string>;
}

export interface Job {
  readonly id: string;
  readonly pair: YamlPair;
  readonly map: YamlMap;
  readonly workflow: Workflow;
  readonly name: YamlNode | undefined;
  /** The ids of the jobs it waits for. */
  readonly needs: readonly YamlScalar[];
  readonly condition: YamlScalar | undefined;
  /** The labels its runner must have; undefined where they can't be read. */
  readonly runsOn: readonly string[] | undefined;
  readonly permissions: Permissions | undefined;
  readonly timeout: YamlPair | undefined;
  readonly environment: YamlPair | undefined;
  readonly concurrency: YamlPair | undefined;
  readonly strategy: YamlMap | undefined;
  readonly container: YamlNode | undefined;
  readonly env: YamlMap | undefined;
  /** The reusable workflow it calls, instead of steps. */
  readonly uses: Uses | undefined;
  readonly with: YamlMap | undefined;
  readonly secrets: YamlPair | undefined;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly map: YamlMap;
  readonly id: string | undefined;
  readonly name: YamlScalar | undefined;
  readonly condition: YamlScalar | undefined;
  readonly uses: Uses | undefined;
  readonly run: Script | undefined;
  readonly with: YamlMap | undefined;
  readonly env: YamlMap | undefined;
  /** Undefined in a composite action. */
  readonly job: Job | undefined;
  /** The steps of its job or composite action, itself included. */
  siblings(): readonly Step[];
}

/** The text of a `run:`. */
export interface Script {
  readonly scalar: YamlScalar;
  /** Undefined where it can't be known. */
  readonly shell: ShellName | undefined;
}

export interface Action {
  readonly map: YamlMap;
  /** `composite`, `docker`, `node24` …; undefined where it can't be read. */
  readonly using: string | undefined;
  readonly inputs: YamlMap | undefined;
  /** Of a composite action. */
  readonly steps: readonly Step[];
}

import type { SourceFile, Span } from '../../core/text';
import type { ActivityKind, Certainty, Subject } from '../../data/delivery/meaning';

export type { ActivityKind, Certainty, Subject };

/**
 * What all systems of pipelines have in common: what starts a pipeline, which jobs wait for which, what a job does.
 * Each format reads its own files into this model (`delivery.ts` beside its parser), and `rules/shared/delivery` judges
 * it. Wherever a fact can't be known, the field says `undefined` or `isOpaque`, and the rules are silent.
 */
export interface Pipeline {
  readonly file: SourceFile;
  /** Where it is said what the whole pipeline lacks: `on:`, `stages:`, `trigger:`; the first line where there is none. */
  readonly head: Span;
  /** By what it is started; undefined where that can't be read or is left to others, as in reusable ones. */
  readonly triggers: readonly Trigger[] | undefined;
  /** In the order of the text. Templates and hidden jobs (`.base` in GitLab) are no jobs. */
  readonly jobs: readonly Job[];
  /** Jobs or steps may come from where they can't be seen: remote includes, templates of other repositories. */
  readonly isPartial: boolean;
  /** The other pipelines of the repository that this one does not call; read when asked for. */
  siblings(): readonly Pipeline[];
}

/** One way in which a pipeline, or a job of it, is started. */
export interface Trigger {
  readonly kind: TriggerKind;
  /** `likely`: a condition that can't be evaluated may yet hold it back. */
  readonly certainty: Certainty;
  /** Where it is written; where it goes without saying, the pipeline's head. */
  readonly at: Span;
  /** The branches that start it, by `push`, or that are merged into, by `pull-request`. Elsewhere `any`. */
  readonly branches: Branches;
}

/**
 * - `push`: commits on a branch
 * - `tag`: a pushed tag; `release`: a release made by hand
 * - `pull-request`: pull or merge requests, those of forks included; `merge-queue`: what is about to be merged
 * - `manual`: a person presses a button, for whichever branch; or somebody calls the API
 * - `after`: another pipeline has ended; `call`: another pipeline calls this one
 * - `other`: comments, labels and so on
 */
export type TriggerKind =
  | 'push'
  | 'tag'
  | 'release'
  | 'pull-request'
  | 'merge-queue'
  | 'schedule'
  | 'manual'
  | 'after'
  | 'call'
  | 'other';

/** `any` of them, those that fit one of the patterns (as written, `release/*`), or it can't be known. */
export type Branches = 'any' | 'unknown' | readonly string[];

export interface Job {
  readonly id: string;
  /** The name shown to people; the id where there is none, or nothing where even that is made up. */
  readonly name: string;
  /** The job's key or name, where findings about the whole job stand. */
  readonly head: Span;
  /**
   * The ids of the jobs that must have gone well before this one starts, those next before it only: written as `needs`
   * and `dependsOn`, or the jobs of the stage before. Undefined where that can't be read.
   */
  readonly needs: readonly string[] | undefined;
  readonly stage: string | undefined;
  /** By what this very job is started, its own conditions minded; undefined where that can't be known. */
  readonly startedBy: readonly Trigger[] | undefined;
  /** Whether it runs even where what it needs has failed: `always()`, `when: on_failure`. */
  readonly runsAfterFailure: boolean;
  readonly environment: Environment | undefined;
  /** Whether a person must agree: `when: manual`, ManualValidation. Undefined where that is set elsewhere. */
  readonly isGated: boolean | undefined;
  /** Whether two runs of it can't overlap: `concurrency`, `resource_group`, `lockBehavior`. */
  readonly isGuarded: boolean | undefined;
  /** Whether something ends it when it hangs. */
  readonly hasTimeout: boolean | undefined;
  /** What lets the pipeline go on though the job has failed. */
  readonly mayFail: Leniency | undefined;
  /** The labels, image or pool that it runs on; undefined where unknown. */
  readonly runsOn: readonly string[] | undefined;
  /** The names of the secrets it is given, as far as they are written. */
  readonly secrets: readonly string[];
  /** Whether it keeps dependencies from run to run by a cache of the pipeline. */
  readonly isCached: boolean | undefined;
  /** Whether it hands files on to later jobs, and takes those of earlier ones. */
  readonly uploads: boolean | undefined;
  readonly downloads: boolean | undefined;
  /** It runs what can't be seen, such as a reusable workflow elsewhere: it may do anything. */
  readonly isOpaque: boolean;
  /** In order. Of a job that calls another pipeline of this repository, one step that does all that is done there. */
  readonly steps: readonly Step[];
  /** What the steps do, and what the job's name tells of it where its steps do not. In order. */
  readonly activities: readonly Activity[];
}

export interface Environment {
  /** Undefined where an expression makes it. */
  readonly name: string | undefined;
  readonly at: Span;
  /** By its name; undefined where that tells nothing. */
  readonly isProduction: boolean | undefined;
}

/** What makes a failure count for nothing. */
export interface Leniency {
  /** All that would have to go: `continue-on-error: true`, `|| true`. */
  readonly at: Span;
  /** As a reader would call it: `continue-on-error`, `|| true`. */
  readonly by: string;
}

/** What a script, an action or a task does. */
export interface Doing {
  /** In order. */
  readonly activities: readonly Activity[];
  /** It runs what can't be seen or is not known: it may do anything besides. */
  readonly isOpaque: boolean;
  /** It makes a cluster or the like that lives for this job only: what is deployed to it is a test. */
  readonly makesTarget: boolean;
}

export interface Step extends Doing {
  /** All of it. */
  readonly whole: Span;
  /** Its name, or its first line where it has none. */
  readonly head: Span;
  readonly name: string | undefined;
  readonly mayFail: Leniency | undefined;
  /** By what it is started, its job's conditions and its own minded; the job's where it has none. */
  readonly startedBy: readonly Trigger[] | undefined;
}

/** One thing that a step does, and what shows it. */
export interface Activity {
  readonly kind: ActivityKind;
  readonly certainty: Certainty;
  /** What shows it: the command, the action's name, the job's name. In a called pipeline: the call. */
  readonly at: Span;
  /** The same in words: `kubectl apply`, `docker/build-push-action`. */
  readonly by: string;
  /** What is built, published, scanned or deployed, or deployed to. */
  readonly subject?: Subject | undefined;
  /** The package manager that installs: `npm`, `pip`. */
  readonly ecosystem?: string | undefined;
  /** Of a published image: its references, `ghcr.io/acme/app:latest`; undefined where any of them is unknown. */
  readonly references?: readonly string[] | undefined;
  /** Of a deploy: only a preview that is thrown away, or a place that is surely not production. */
  readonly isPreview?: boolean | undefined;
  /** What makes its failure count for nothing, in the command itself. */
  readonly ignored?: Leniency | undefined;
}

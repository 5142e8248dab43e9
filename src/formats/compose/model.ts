import type { Document } from '../../core/format';
import type { SourceFile, Span } from '../../core/text';
import type { YamlFile, YamlMap, YamlNode, YamlPair } from '../yaml';
import type { Value } from './interpolation';

/** One Compose file. */
export interface ComposeFile extends Document {
  readonly yaml: YamlFile;
  /** The map of the first document: Compose projects have one. */
  readonly root: YamlMap | undefined;
  readonly services: readonly ServiceDeclaration[];
  /** The paths of `include`, in both forms. */
  readonly includes: readonly Value[];
}

/**
 * What one file says of a service. Merge keys are seen through: what comes from an anchor is the same object in every
 * service that merges it, and its spans lie at the anchor.
 */
export interface ServiceDeclaration {
  readonly name: string;
  /** Where the name is written. */
  readonly key: Span;
  readonly file: SourceFile;
  readonly map: YamlMap;
  readonly image: Value | undefined;
  readonly build: Build | undefined;
  readonly extends: Extension | undefined;
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
  /** By name; undefined where the value comes from the environment of whoever starts the project. */
  readonly environment: ReadonlyMap<string, Value | undefined>;
  readonly healthcheck: YamlPair | undefined;
  readonly dependsOn: readonly Dependency[];
  /** Without any it always starts; undefined where a profile's name is unknown. */
  readonly profiles: readonly string[] | undefined;
}

/** How an image is built. Undefined parts are not written. */
export interface Build {
  readonly context: Value | undefined;
  readonly dockerfile: Value | undefined;
  readonly target: Value | undefined;
}

/** `extends`: the service it takes over from, in this file or in another. */
export interface Extension {
  readonly file: Value | undefined;
  readonly service: Value;
}

/** A published port, in the short form (a scalar) or the long one (a map). */
export interface Port {
  readonly node: YamlNode;
  /** The address on the host; undefined where none is given, which means all of them. */
  readonly hostIp: Part | undefined;
  /** The port or range on the host; undefined where the engine picks one. */
  readonly published: Part | undefined;
  /** The port or range in the container. */
  readonly target: Part;
  readonly protocol: string;
}

/** A mount of `volumes`, in the short form (a scalar) or the long one (a map). */
export interface Mount {
  readonly node: YamlNode;
  /** The path on the host or the name of a volume; undefined for an anonymous volume. */
  readonly source: Part | undefined;
  readonly target: Part | undefined;
  readonly isReadOnly: boolean;
}

/** A piece of a value: its text, with UNKNOWN for what a variable decides, and where it is written. */
export interface Part {
  readonly text: string;
  readonly at: Span;
}

/** That a service waits for another. */
export interface Dependency {
  readonly name: string;
  readonly at: Span;
  /** `service_started` where none is written; undefined where it is unknown. */
  readonly condition: string | undefined;
  /** `required: false` lets the service start without it. */
  readonly isRequired: boolean;
}

/** The Compose files that lie together: the base, its override and its other variants. */
export interface ComposeProject {
  readonly files: readonly ComposeFile[];
  /** Every declaration of every file. */
  readonly services: readonly Service[];
  /** By file, what is read together with it, in the order of `files`. */
  readonly assemblies: readonly Assembly[];
}

/** A file and what is read with it. */
export interface Assembly {
  readonly file: ComposeFile;
  /** The files themselves: this one first, the base that it is surely read over, its override, and what any of them includes. */
  readonly files: readonly ComposeFile[];
  /** Whether more is read with it that can't be seen: an `include` from elsewhere, or the base of an overlay. */
  readonly isOpen: boolean;
  /** What the file itself says of its services. */
  readonly services: readonly Service[];
  /** What any of the files says of services, by their names. */
  readonly declarations: ReadonlyMap<string, readonly ServiceDeclaration[]>;
}

/** What one file says of a service, and what else belongs to it. */
export interface Service extends ServiceDeclaration {
  /** What it takes over by `extends`, and what the base or the override says of the same service; itself not included. */
  readonly parts: readonly ServiceDeclaration[];
  /** Whether it may be given more by a file that can't be read. */
  readonly isOpen: boolean;
  /** It adds to a service that another file, which can't be seen, is to declare: nothing here says what it runs. */
  readonly isFragment: boolean;
  /** Whether what is missing is to be said here: this declaration says what runs, and no base beneath it does. */
  readonly isHead: boolean;
  /** The dependencies of other services on this one, with who has them. */
  readonly dependents: readonly { readonly service: ServiceDeclaration; readonly dependency: Dependency }[];
  /** Whether the override sets this key anew, so that what stands here does not count. */
  isOverruled(key: string): boolean;
  /** Whether no file gives it any of these keys: none that belongs to it, no variant, none that can't be read. */
  lacks(...keys: readonly string[]): boolean;
}

import type { SourceFile, Span } from '../../core/text';
import { DEFAULT_KEYWORDS } from '../../data/gitlab-keywords';
import { boolean, items, map, scalar, string } from '../yaml/access';
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/syntax';
import { isTold } from './document';
import type { Merged } from './merged';
import type { Definition, Pipeline } from './pipeline';
import type { RuleClauses } from './rule-clause';
import { type ScriptLine, scriptLines } from './script';

/** A job or a hidden one, with all that it extends, and the defaults it inherits. */
export class Job {
  readonly name: string;
  /** The nearest place that defines it. */
  readonly pair: YamlPair;
  /** All places that define it: GitLab merges what several files say of one name. */
  readonly pairs: readonly YamlPair[];
  readonly isHidden: boolean;
  #layers: { readonly body: Merged; readonly isOpen: boolean } | undefined;
  #stage: { readonly read: Job['stage'] } | undefined;
  #needs: { readonly read: readonly Need[] | undefined } | undefined;
  #lines: { readonly lines: readonly ScriptLine[]; readonly isWhole: boolean } | undefined;

  constructor(
    readonly definition: Definition,
    readonly pipeline: Pipeline,
  ) {
    this.name = definition.name;
    this.pairs = definition.pairs;
    this.pair = definition.pairs[0] as YamlPair;
    this.isHidden = this.name.startsWith('.');
  }

  get key(): Span {
    return this.pair.file.span(this.pair.key.start, this.pair.key.end);
  }

  get file(): SourceFile {
    return this.pair.file;
  }

  /** The map that a fix may add to: written under the job's own name, shared with nobody. */
  get ownMap(): YamlMap | undefined {
    const { value, alias } = this.pair;
    return alias ? undefined : map(value);
  }

  get #merged(): { readonly body: Merged; readonly isOpen: boolean } {
    if (!this.#layers) {
      const { body, isOpen } = this.pipeline.layersOf(this.name);
      // What has nothing to run here adds to a job that is defined elsewhere.
      const isPart = this.pipeline.isOpen && !['script', 'run', 'trigger'].some((name) => body.has(name));
      this.#layers = { body, isOpen: isOpen || isPart };
    }
    return this.#layers;
  }

  /** What it says itself and by `extends`. */
  get body(): Merged {
    return this.#merged.body;
  }

  /** Whether it extends something that can't be seen. */
  get isOpen(): boolean {
    return this.#merged.isOpen;
  }

  /** Whether it surely has no such keyword, neither itself nor by `extends` nor by default. */
  lacks(name: string): boolean {
    if (this.isOpen || !this.body.lacks(name)) return false;
    if (!DEFAULT_KEYWORDS.has(name)) return true;
    return !this.pipeline.isOpen && this.#inherited(name) === undefined;
  }

  /** The pair that counts, be it a default. */
  pairOf(name: string): YamlPair | undefined {
    return this.body.pair(name) ?? (DEFAULT_KEYWORDS.has(name) && !this.isOpen ? this.#inherited(name) : undefined);
  }

  /** The value that counts, references followed; undefined where there is none or it is unknown. */
  get(name: string): YamlNode | undefined {
    return this.pipeline.resolve(this.pairOf(name)?.value);
  }

  #inherited(name: string): YamlPair | undefined {
    const inherit = this.body.child('inherit')?.get('default');
    if (boolean(inherit) === false) return undefined;
    if (inherit?.kind === 'seq' && !items(inherit).some((item) => scalar(item)?.text === name)) return undefined;
    return this.pipeline.top.child('default')?.pair(name) ?? this.pipeline.top.pair(name);
  }

  /** The stage: `test` where it names none. Undefined where that can't be known. */
  get stage(): { readonly name: string; readonly at: YamlScalar | undefined } | undefined {
    this.#stage ??= { read: this.#readStage() };
    return this.#stage.read;
  }

  #readStage(): { readonly name: string; readonly at: YamlScalar | undefined } | undefined {
    const pair = this.body.pair('stage') ?? this.body.pair('type');
    if (!pair) return this.isOpen ? undefined : { name: 'test', at: undefined };
    const found = scalar(this.pipeline.resolve(pair.value));
    return found && isTold(found.text) ? { name: found.text, at: found } : undefined;
  }

  /** What it needs; null where it says nothing of it, undefined where that can't be known. */
  get needs(): readonly Need[] | null | undefined {
    if (this.body.lacks('needs')) return this.isOpen ? undefined : null;
    this.#needs ??= { read: readNeeds(this.body.get('needs'), this.pipeline) };
    return this.#needs.read;
  }

  /** Its `rules`; null where it has none, undefined where they can't be known. */
  get rules(): RuleClauses | null | undefined {
    if (this.body.lacks('rules')) return this.isOpen ? undefined : null;
    return this.pipeline.clausesOf(this.body.pair('rules'));
  }

  /** Whether it starts another pipeline instead of running a script. */
  get isTrigger(): boolean {
    return this.body.has('trigger');
  }

  /** Every line it runs: `before_script`, `script`, `after_script`. `isWhole`: none of them is unknown. */
  get script(): { readonly lines: readonly ScriptLine[]; readonly isWhole: boolean } {
    this.#lines ??= scriptLines(this);
    return this.#lines;
  }

  get environment():
    | { readonly pair: YamlPair; readonly name: string | undefined; readonly action: string }
    | undefined {
    const pair = this.body.pair('environment');
    if (!pair) return undefined;
    const short = scalar(pair.value);
    const long = this.body.child('environment');
    const name = short ?? scalar(long?.get('name'));
    return { pair, name: name?.text, action: string(long?.get('action')) ?? 'start' };
  }
}

/** `build` for `build: [linux]` and `build 1/3`, one of the jobs that `parallel` makes of it. */
export function withoutInstance(name: string): string {
  const bracket = name.indexOf(': [');
  return bracket > 0 ? name.slice(0, bracket) : name.replace(/ \d+\/\d+$/, '');
}

/** A job that another one waits for. */
interface Need {
  readonly node: YamlNode;
  /** Undefined where it can't be told. */
  readonly name: YamlScalar | undefined;
  readonly isOptional: boolean;
  /** It is a job of another pipeline. */
  readonly isElsewhere: boolean;
}

function readNeeds(node: YamlNode | undefined, pipeline: Pipeline): readonly Need[] | undefined {
  const list = pipeline.resolve(node);
  if (list?.kind !== 'seq') return undefined;
  const needs: Need[] = [];
  for (const item of list.items) {
    const found = pipeline.resolve(item);
    if (!found || found.kind === 'unknown') return undefined;
    if (found.kind === 'seq') {
      const nested = readNeeds(found, pipeline);
      if (!nested) return undefined;
      needs.push(...nested);
    } else needs.push(readNeed(found));
  }
  return needs;
}

function readNeed(node: YamlNode): Need {
  const long = map(node);
  return {
    node,
    name: long ? scalar(long.get('job')) : scalar(node),
    isOptional: boolean(long?.get('optional')) === true,
    isElsewhere: long !== undefined && (long.has('project') || long.has('pipeline')),
  };
}

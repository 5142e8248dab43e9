import type { Span } from '../../core/text';
import type { Config } from '../../formats/circleci/model';
import { hasPlaceholder } from '../../formats/circleci/parameters';
import { locate } from '../../formats/yaml/locate';

/** `circleci/node@7.1.0`. */
interface OrbReference {
  readonly name: string;
  readonly version: string;
  /** The version. */
  readonly at: Span;
}

/** The orbs of a configuration that are taken from the registry, with what stands after the `@`. */
export function* orbReferences(config: Config | undefined): Generator<OrbReference> {
  for (const { reference } of config?.orbs ?? []) {
    const at = reference?.text.indexOf('@') ?? -1;
    if (!reference || at < 0) continue;
    const version = reference.text.slice(at + 1);
    if (hasPlaceholder(version)) continue;
    yield { name: reference.text.slice(0, at), version, at: locate(reference, at + 1, reference.text.length) };
  }
}

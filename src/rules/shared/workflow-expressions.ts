import { type Embedded, embeddedIn } from '../../formats/github-actions/embedded';
import type { ActionsModel } from '../../formats/github-actions/model';
import type { YamlNode, YamlScalar } from '../../formats/yaml/syntax';

interface Written {
  readonly scalar: YamlScalar;
  readonly embedded: Embedded;
}

/** Every `${{ … }}` of a file whose scalar matches, in the order of the text. */
export function* expressionsIn({ workflow, action, file }: ActionsModel, pattern: RegExp): Generator<Written> {
  if (!pattern.test(file.text)) return;
  for (const scalar of scalarsBelow(workflow?.map ?? action?.map, 0)) {
    if (!scalar.text.includes('${{') || !pattern.test(scalar.text)) continue;
    for (const embedded of embeddedIn(scalar)) yield { scalar, embedded };
  }
}

/** Deeper than any workflow nests. */
const DEEPEST = 20;

function* scalarsBelow(node: YamlNode | undefined, depth: number): Generator<YamlScalar> {
  if (!node || depth > DEEPEST) return;
  if (node.kind === 'scalar') yield node;
  // What an alias leads to is looked at where it is written.
  else if (node.kind === 'map')
    for (const { value, alias } of node.ownPairs) yield* alias ? [] : scalarsBelow(value, depth + 1);
  else if (node.kind === 'seq')
    for (const { value, alias } of node.entries) yield* alias ? [] : scalarsBelow(value, depth + 1);
}

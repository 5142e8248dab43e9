import { contains, type Edit, replace } from '../../core/text';
import type { Expression } from '../hcl/syntax';
import type { Provider, Resource } from './declarations';
import { addEntries, addToBlock, type Entry, inlineObject, mergeEntries, objectText } from './edit';
import type { Module } from './module';
import type { Tagging } from './taggable';
import { defaultTagsExpression } from './tags';

/** Gives a resource further tags, wherever its own are written; undefined where that can't be told. */
export function addOwnTags(
  { block, body }: Resource,
  { argument, inBlocks }: Tagging,
  entries: readonly Entry[],
  module: Module,
): Edit[] | undefined {
  if (block.recovered) return undefined;
  const written = body.byName.get(argument);
  if (written) return written.recovered ? undefined : withEntries(written.expression, entries, module);
  if (inBlocks) return addToBlock(block, (indent, eol) => tagBlocks(entries, indent, eol));
  return addToBlock(block, (indent, eol) => `${argument} = ${objectText(entries, indent, eol)}`);
}

/** Gives everything of a provider further tags; undefined where that can't be told. */
export function addDefaultTags(
  provider: Provider,
  name: 'default_tags' | 'default_labels',
  entries: readonly Entry[],
  module: Module,
): Edit[] | undefined {
  const { block, body } = provider;
  if (block.recovered) return undefined;
  const written = defaultTagsExpression(provider, name);
  if (written) return withEntries(written, entries, module);
  if (body.blocks.some(({ type }) => type === name)) return undefined;
  return addToBlock(block, (indent, eol) => {
    if (name === 'default_labels') return `${name} = ${objectText(entries, indent, eol)}`;
    return `${name} {${eol}${indent}  tags = ${objectText(entries, `${indent}  `, eol)}${eol}${indent}}`;
  });
}

/** Adds entries where the tags are written: in the map itself, in the local that it is, in the last map that is merged. */
function withEntries(expression: Expression, entries: readonly Entry[], module: Module): Edit[] {
  if (expression.kind === 'literal') return [replace(expression, inlineObject(entries))];
  const { at } = module.evaluate(expression);
  const isLocal = [...module.locals.values()].some(({ attribute }) => contains(attribute, at));
  if (at.kind === 'object' && (contains(expression, at) || isLocal)) return addEntries(at, entries);
  const last = expression.kind === 'call' && expression.name === 'merge' ? expression.arguments.at(-1) : undefined;
  return last?.kind === 'object' ? addEntries(last, entries) : mergeEntries(expression, entries);
}

function tagBlocks(entries: readonly Entry[], indent: string, eol: string): string {
  const blocks = entries.map(([key, value]) =>
    [
      'tag {',
      `${indent}  key                 = ${key.startsWith('"') ? key : `"${key}"`}`,
      `${indent}  value               = ${value}`,
      `${indent}  propagate_at_launch = true`,
      `${indent}}`,
    ].join(eol),
  );
  return blocks.join(`${eol}${eol}${indent}`);
}

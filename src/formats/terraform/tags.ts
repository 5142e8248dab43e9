import type { Attribute, Expression } from '../hcl/syntax';
import { asString, type Value } from '../hcl/value';
import { walk } from '../hcl/walk';
import type { Provider, Resource } from './declarations';
import type { Module } from './module';
import type { Tagging } from './taggable';

/** The names of the tags that something is given, as far as they are known. */
export interface Tags {
  readonly names: readonly string[];
  /** Whether there may be further ones. */
  readonly more: boolean;
}

const UNKNOWN: Tags = { names: [], more: true };
const NONE: Tags = { names: [], more: false };

/** The tags that a resource gives itself. */
export function ownTags(resource: Resource, { argument, inBlocks }: Tagging, module: Module): Tags {
  if (leavesToOthers(resource, argument)) return UNKNOWN;
  const own = module.arguments(resource);
  const inMap = tagsIn(own.value(argument));
  if (!inBlocks) return inMap;
  const blocks = own.blocks('tag').map((tag) => tag.text('key'));
  const dynamic = resource.body.blocks.some(({ type, labels }) => type === 'dynamic' && labels[0]?.text === 'tag');
  return {
    names: [...inMap.names, ...blocks.filter((key) => key !== undefined)],
    more: inMap.more || dynamic || blocks.includes(undefined),
  };
}

/**
 * The tags that a resource gets from its provider. They are unknown where that may be configured elsewhere: by callers of
 * the module, or by a tool such as Terragrunt.
 */
export function inheritedTags(resource: Resource, { providerDefault }: Tagging, module: Module): Tags {
  const provider = module.providerOf(resource);
  const isElsewhere = resource.provider.alias !== undefined || module.role === 'child' || !module.isComplete;
  if (!provider && isElsewhere) return UNKNOWN;
  if (!provider || providerDefault === undefined) return NONE;
  if (provider.body.blocks.some(({ type, labels }) => type === 'dynamic' && labels[0]?.text === providerDefault)) {
    return UNKNOWN;
  }
  return tagsIn(defaultTags(provider, providerDefault, module));
}

function defaultTags(provider: Provider, name: string, module: Module): Value | undefined {
  const settings = module.arguments(provider);
  return name === 'default_tags' ? settings.blocks(name)[0]?.value('tags') : settings.value(name);
}

/** The expression that a provider's default tags are set to. */
export function defaultTagsExpression({ body }: Provider, name: string): Expression | undefined {
  const within = name === 'default_tags' ? body.blocks.find(({ type }) => type === name)?.body : body;
  return within?.byName.get(name === 'default_tags' ? 'tags' : name)?.expression;
}

function tagsIn(value: Value | undefined): Tags {
  if (value === undefined) return NONE;
  if (value.kind !== 'object') return UNKNOWN;
  const set = [...value.members].filter(([, { value: tag }]) => tag.kind !== 'scalar' || asString(tag) !== undefined);
  return { names: set.map(([name]) => name), more: value.more };
}

/** Whether a resource says that its tags are set outside of Terraform: `ignore_changes = [tags]`. */
function leavesToOthers({ body }: Resource, argument: string): boolean {
  const ignored = body.blocks
    .filter(({ type }) => type === 'lifecycle')
    .map((lifecycle): Attribute | undefined => lifecycle.body.byName.get('ignore_changes'));
  return ignored.some(
    (attribute) =>
      attribute !== undefined &&
      [...walk(attribute.expression)].some(
        (node) =>
          (node.kind === 'variable' && (node.name === 'all' || node.name === argument)) ||
          (node.kind === 'text' && node.value === argument),
      ),
  );
}

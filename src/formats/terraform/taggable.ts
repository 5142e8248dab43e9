import data from '../../data/taggable-resources.json';

/** How resources of a type are tagged. */
export interface Tagging {
  /** The argument that holds the tags: `tags`, or `labels` at Google. */
  readonly argument: 'tags' | 'labels';
  /** The provider's block or argument that sets tags for all of its resources; undefined where there is none. */
  readonly providerDefault: 'default_tags' | 'default_labels' | undefined;
  /** Whether tags may also stand in `tag` blocks. */
  readonly inBlocks: boolean;
}

const byType = new Map<string, Tagging>();
const { aws, azurerm, google } = data;
for (const type of aws.resources) {
  byType.set(type, { argument: 'tags', providerDefault: 'default_tags', inBlocks: false });
}
// The provider leaves its default tags out of these.
for (const type of aws.tag_blocks) byType.set(type, { argument: 'tags', providerDefault: undefined, inBlocks: true });
for (const type of azurerm.resources) {
  byType.set(type, { argument: 'tags', providerDefault: undefined, inBlocks: false });
}
for (const type of google.resources) {
  byType.set(type, { argument: 'labels', providerDefault: 'default_labels', inBlocks: false });
}

/** How a resource type is tagged; undefined for types that take no tags, or aren't known. */
export function taggingOf(type: string): Tagging | undefined {
  return byType.get(type);
}

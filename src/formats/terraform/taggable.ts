import data from '../../data/taggable-resources.json';

/** How resources of a type are tagged. */
export interface Tagging {
  /** The argument that holds the tags: `tags`, or `labels` at Google. */
  readonly argument: 'tags' | 'labels';
  /** The provider's block or argument that sets tags for all of its resources; undefined where there is none. */
  readonly providerDefault: 'default_tags' | 'default_labels' | undefined;
  /** Whether tags may also stand in `tag` blocks. */
  readonly inBlocks: boolean;
  /** Whether it is but a part of another resource, such as a rule or an object, or was there before, as default VPCs were. */
  readonly isPart: boolean;
}

const AWS_PARTS =
  /_(?:accepter|access_entry|alias|association|attachment|config|configuration|event_source_mapping|instance_profile|key_pair|link|listener|object|object_copy|option_group|parameter|parameter_group|permission_set|policy|profile|route|rule|schedule|stage|subnet_group|template)$|^aws_default_/;
const AZURE_PARTS =
  /_(?:association|deployment|extension|link|named_value|record|rule|schedule|version)$|^azurerm_key_vault_(?:key|secret|certificate)$/;
const GOOGLE_PARTS = /_(?:association|attachment|binding|feature|map_entry|membership|profile|table|template|version)$/;

const byType = new Map<string, Tagging>();
const { aws, azurerm, google } = data;
for (const type of aws.resources) {
  byType.set(type, {
    argument: 'tags',
    providerDefault: 'default_tags',
    inBlocks: false,
    isPart: AWS_PARTS.test(type),
  });
}
// The provider leaves its default tags out of these.
for (const type of aws.tag_blocks)
  byType.set(type, { argument: 'tags', providerDefault: undefined, inBlocks: true, isPart: false });
for (const type of azurerm.resources) {
  byType.set(type, { argument: 'tags', providerDefault: undefined, inBlocks: false, isPart: AZURE_PARTS.test(type) });
}
for (const type of google.resources) {
  byType.set(type, {
    argument: 'labels',
    providerDefault: 'default_labels',
    inBlocks: false,
    isPart: GOOGLE_PARTS.test(type),
  });
}

/** How a resource type is tagged; undefined for types that take no tags, or aren't known. */
export function taggingOf(type: string): Tagging | undefined {
  return byType.get(type);
}

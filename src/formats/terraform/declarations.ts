import type { Span } from '../../core/text';
import type { Attribute, Block, Body, Expression } from '../hcl/syntax';
import { constantString, traversalOf, unwrapped } from '../hcl/traversal';

/** `resource "type" "name" { … }`, or the same with `data`. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  /** `aws_s3_bucket.logs`, as Terraform writes it; with `data.` in front for data sources. */
  readonly address: string;
  readonly typeLabel: Span;
  readonly block: Block;
  readonly body: Body;
  /** The provider that it names, or that its type begins with. */
  readonly provider: ProviderReference;
}

export interface ProviderReference {
  readonly name: string;
  /** Undefined for the default configuration. */
  readonly alias: string | undefined;
}

/** `provider "name" { … }` */
export interface Provider {
  readonly name: string;
  /** Undefined for the default configuration. */
  readonly alias: string | undefined;
  readonly block: Block;
  readonly body: Body;
}

/** `variable "name" { … }` */
export interface Variable {
  readonly name: string;
  readonly default: Expression | undefined;
  readonly type: Expression | undefined;
  readonly nullable: boolean;
  readonly sensitive: boolean;
  readonly block: Block;
}

/** One argument of a `locals` block. */
export interface Local {
  readonly name: string;
  readonly value: Expression;
  readonly attribute: Attribute;
}

/** `output "name" { … }` */
export interface Output {
  readonly name: string;
  readonly value: Expression | undefined;
  readonly sensitive: boolean;
  readonly block: Block;
}

/** `module "name" { source = … }` */
export interface ModuleCall {
  readonly name: string;
  /** Undefined where it is missing or computed. */
  readonly source: string | undefined;
  readonly version: string | undefined;
  readonly block: Block;
  readonly body: Body;
}

/** A `terraform { … }` block. */
export interface Settings {
  readonly block: Block;
  readonly body: Body;
  readonly requiredVersion: Attribute | undefined;
  readonly requiredProviders: readonly Requirement[];
  /** Its `backend` or `cloud` block. */
  readonly backend: Block | undefined;
}

/** One argument of `required_providers`. */
export interface Requirement {
  readonly name: string;
  /** Such as `hashicorp/aws`. */
  readonly source: string | undefined;
  readonly version: string | undefined;
  /** Whether callers hand over provider configurations: `configuration_aliases = [aws.replica]`. */
  readonly takesConfigurations: boolean;
  readonly attribute: Attribute;
}

/** A resource or data source; undefined while its labels are incomplete. */
export function resourceOf(block: Block): Resource | undefined {
  const [type, name] = block.labels;
  if (!type || !name) return undefined;
  const address = `${block.type === 'data' ? 'data.' : ''}${type.text}.${name.text}`;
  const named = block.body.byName.get('provider');
  const provider = (named && providerReference(named.expression)) ?? {
    name: type.text.split('_')[0] ?? type.text,
    alias: undefined,
  };
  return { type: type.text, name: name.text, address, typeLabel: type, block, body: block.body, provider };
}

/** `aws`, `aws.replica`, `aws.by_region[each.key]`, or the first two as a string, as they were written long ago. */
function providerReference(expression: Expression): ProviderReference | undefined {
  const text = constantString(expression);
  if (text !== undefined) {
    const [name = '', alias] = text.split('.');
    return { name, alias };
  }
  const traversal = traversalOf(unwrapped(expression));
  const alias = traversal?.steps[0]?.key;
  return traversal && { name: traversal.root.name, alias: alias === undefined ? undefined : String(alias) };
}

export function providerOf(block: Block): Provider | undefined {
  const [label] = block.labels;
  return label && { name: label.text, alias: textIn(block.body, 'alias'), block, body: block.body };
}

export function variableOf(block: Block): Variable | undefined {
  const [label] = block.labels;
  if (!label) return undefined;
  const { byName } = block.body;
  return {
    name: label.text,
    default: byName.get('default')?.expression,
    type: byName.get('type')?.expression,
    nullable: !isLiteral(byName.get('nullable'), false),
    sensitive: isLiteral(byName.get('sensitive'), true),
    block,
  };
}

export function outputOf(block: Block): Output | undefined {
  const [label] = block.labels;
  if (!label) return undefined;
  const { byName } = block.body;
  const sensitive = isLiteral(byName.get('sensitive'), true);
  return { name: label.text, value: byName.get('value')?.expression, sensitive, block };
}

export function moduleCallOf(block: Block): ModuleCall | undefined {
  const [label] = block.labels;
  if (!label) return undefined;
  const { body } = block;
  return { name: label.text, source: textIn(body, 'source'), version: textIn(body, 'version'), block, body };
}

export function settingsOf(block: Block): Settings {
  const { body } = block;
  return {
    block,
    body,
    requiredVersion: body.byName.get('required_version'),
    requiredProviders: body.blocks
      .filter(({ type }) => type === 'required_providers')
      .flatMap((each) => each.body.attributes.map(requirementOf)),
    backend: body.blocks.find(({ type }) => type === 'backend' || type === 'cloud'),
  };
}

function requirementOf(attribute: Attribute): Requirement {
  const { name, expression } = attribute;
  // `aws = "~> 5.0"` was the form before Terraform 0.13.
  const only = constantString(expression);
  if (only !== undefined) return { name, source: undefined, version: only, takesConfigurations: false, attribute };
  const items = expression.kind === 'object' ? expression.items : [];
  const text = (key: string) => {
    const value = items.find((item) => item.name === key)?.value;
    return value && constantString(value);
  };
  const takesConfigurations = items.some((item) => item.name === 'configuration_aliases');
  return { name, source: text('source'), version: text('version'), takesConfigurations, attribute };
}

function textIn(body: Body, name: string): string | undefined {
  const attribute = body.byName.get(name);
  return attribute && constantString(attribute.expression);
}

function isLiteral(attribute: Attribute | undefined, value: boolean): boolean {
  return attribute?.expression.kind === 'literal' && attribute.expression.value === value;
}

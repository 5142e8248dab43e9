import { SourceFile } from '../../../src/core/text';
import { parseHcl } from '../../../src/formats/hcl/parse';
import type { Attribute, Body, Expression, HclFile } from '../../../src/formats/hcl/syntax';
import { blocksOf } from '../../../src/formats/hcl/walk';

export function parse(text: string): HclFile {
  return parseHcl(new SourceFile('main.tf', text));
}

/** The expression of the first argument `a`; fails where the text has problems. */
export function expressionOf(text: string): Expression {
  const { body, problems } = parse(text);
  const attribute = body.byName.get('a');
  if (!attribute || problems.length > 0) throw new Error(`${problems[0]?.summary ?? 'no argument a'} in ${text}`);
  return attribute.expression;
}

/** All bodies of a file, the outermost first. */
export function bodiesOf(file: HclFile): Body[] {
  return [file.body, ...[...blocksOf(file)].map((block) => block.body)];
}

export function attributesOf(file: HclFile): Attribute[] {
  return bodiesOf(file).flatMap((body) => body.attributes);
}

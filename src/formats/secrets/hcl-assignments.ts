import type { Attribute, Block, Body, Expression, HclFile, HeredocExpression } from '../hcl/syntax';
import { childrenOf, type ExpressionNode } from '../hcl/walk';
import { settingReader, shellReader, stringReader } from './lines';
import { mentionsIn } from './mentions';
import type { Assignment } from './model';

/** The literals under names in an HCL file: arguments, variables' defaults, entries of objects, scripts in heredocs. */
export function hclAssignments({ file, body: root }: HclFile, mentions: readonly number[]): Assignment[] {
  const found: Assignment[] = [];
  readBody(root, []);
  return found;

  function readBody(body: Body, blocks: readonly Block[]): void {
    for (const attribute of body.attributes) {
      readValue(attribute.expression, nameOf(attribute, blocks), attribute, blocks);
    }
    if (blocks.length < 100) for (const block of body.blocks) readBody(block.body, [...blocks, block]);
  }

  function readValue(whole: Expression, name: string, attribute: Attribute, blocks: readonly Block[]): void {
    const open: { node: ExpressionNode; name: string }[] = [{ node: whole, name }];
    for (let next = open.pop(); next; next = open.pop()) {
      const { node } = next;
      if (node.kind === 'template') {
        const [part, ...more] = node.parts;
        if (part?.kind === 'text' && more.length === 0) {
          found.push({
            name: next.name,
            value: part,
            text: part.value,
            place: 'argument',
            node: { kind: 'hcl', attribute, blocks, literal: node },
          });
        }
      } else if (node.kind === 'heredoc') readHeredoc(node);
      else if (node.kind === 'object') {
        const key = node.items.find((item) => item.name === 'name' || item.name === 'key')?.value;
        const beside = key && literalOf(key);
        for (const item of node.items) {
          const called = item.name === 'value' && beside ? beside : (item.name ?? '');
          open.push({ node: item.value, name: called });
        }
      } else if (node.kind === 'conditional') {
        open.push({ node: node.whenTrue, name: next.name }, { node: node.whenFalse, name: next.name });
      } else if (node.kind === 'parentheses' || node.kind === 'tuple' || node.kind === 'call') {
        // What a function is given is what the attribute is made of, unless it says where to look.
        const isLookup =
          node.kind === 'call' &&
          /^(?:lookup|file|templatefile|fileexists|can|try|regex|replace|contains)/.test(node.name);
        if (!isLookup)
          for (const child of childrenOf(node))
            open.push({ node: child, name: node.kind === 'tuple' ? '' : next.name });
      }
    }
  }

  function readHeredoc({ start, end }: HeredocExpression): void {
    const readers = [stringReader('deployed'), settingReader('settings'), shellReader('settings')];
    for (const mention of mentionsIn(mentions, start, end)) {
      for (const read of readers) {
        const assignment = read({ file, start, end }, mention);
        if (assignment) {
          found.push(assignment);
          break;
        }
      }
    }
  }
}

/** A variable's default and an output's value stand under the block's label. */
function nameOf({ name }: Attribute, blocks: readonly Block[]): string {
  const block = blocks.at(-1);
  const isContent =
    (block?.type === 'variable' && name === 'default') || (block?.type === 'output' && name === 'value');
  return isContent ? (block?.labels[0]?.text ?? name) : name;
}

function literalOf(expression: Expression): string | undefined {
  if (expression.kind !== 'template' || expression.parts.length !== 1) return undefined;
  const [part] = expression.parts;
  return part?.kind === 'text' ? part.value : undefined;
}

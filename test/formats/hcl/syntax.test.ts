import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/core/text';
import type { Expression, TemplatePart } from '../../../src/formats/hcl/syntax';
import { constantString, traversalOf, unwrapped } from '../../../src/formats/hcl/traversal';
import { isBroken, walk } from '../../../src/formats/hcl/walk';
import { expressionOf, parse } from './parsing';

/** An expression as a Lisp would write it, to see how it groups. */
function shape(node: Expression | TemplatePart): string {
  switch (node.kind) {
    case 'literal':
      return String(node.value);
    case 'variable':
      return node.name;
    case 'text':
      return JSON.stringify(node.value);
    case 'template':
    case 'heredoc':
      return `(${node.kind}${node.parts.map((part) => ` ${shape(part)}`).join('')})`;
    case 'interpolation':
      return `\${${node.stripBefore ? '~' : ''}${shape(node.expression)}${node.stripAfter ? '~' : ''}}`;
    case 'if':
      return `(if ${shape(node.condition)} [${node.whenTrue.map(shape)}]${node.whenFalse ? ` [${node.whenFalse.map(shape)}]` : ''})`;
    case 'for-directive':
      return `(for ${node.keyName?.name ?? ''} ${node.valueName.name} ${shape(node.collection)} [${node.parts.map(shape)}])`;
    case 'member':
      return `(. ${shape(node.object)} ${node.name.name})`;
    case 'index':
      return `(${node.legacy ? '.n' : '[]'} ${shape(node.object)} ${shape(node.key)})`;
    case 'splat':
      return `(${node.full ? '[*]' : '.*'} ${shape(node.object)})`;
    case 'call':
      return `(${[node.name, ...node.arguments.map(shape)].join(' ')}${node.expands ? ' ...' : ''})`;
    case 'tuple':
      return `[${node.items.map(shape).join(' ')}]`;
    case 'object':
      return `{${node.items.map((item) => `${item.name ?? shape(item.key)}${item.separator}${shape(item.value)}`).join(' ')}}`;
    case 'for':
      return `(for ${[node.keyName?.name, node.valueName.name].filter(Boolean).join(',')} ${shape(node.collection)} ${node.key ? `${shape(node.key)}=>` : ''}${shape(node.value)}${node.grouped ? '...' : ''}${node.condition ? ` if ${shape(node.condition)}` : ''})`;
    case 'conditional':
      return `(? ${shape(node.condition)} ${shape(node.whenTrue)} ${shape(node.whenFalse)})`;
    case 'binary':
      return `(${node.operator} ${shape(node.left)} ${shape(node.right)})`;
    case 'unary':
      return `(${node.operator} ${shape(node.operand)})`;
    case 'parentheses':
      return `<${shape(node.expression)}>`;
    case 'error':
      return 'error';
  }
}

describe('expressions', () => {
  it.each([
    ['1 + 2 * 3 - 4', '(- (+ 1 (* 2 3)) 4)'],
    ['!b && c || d == 1', '(|| (&& (! b) c) (== d 1))'],
    ['1 < 2 == 3 >= 4', '(== (< 1 2) (>= 3 4))'],
    ['-b.c[0]', '(- ([] (. b c) 0))'],
    ['b ? c : d ? e : f', '(? b c (? d e f))'],
    ['(b)', '<b>'],
    ['b.0.c["d"][e]', '([] ([] (. (.n b 0) c) (template "d")) e)'],
    ['b.*.c[0]', '([] (. (.* b) c) 0)'],
    ['b[*].c[0]', '([] (. ([*] b) c) 0)'],
    ['f()', '(f)'],
    ['f(b, [c]...)', '(f b [c] ...)'],
    ['provider::aws::f(b)', '(provider::aws::f b)'],
    ['[1, true, null]', '[1 true null]'],
    ['{ b = 1, "c d" : 2, (e) = 3, 4 = 5, "${f}" = 6 }', '{b=1 c d:2 <e>=3 4=5 (template ${f})=6}'],
    ['[for x in y : x.a if x]', '(for x y (. x a) if x)'],
    ['{ for k, v in y : k => v... }', '(for k,v y k=>v...)'],
    ['"a${~ b ~}c"', '(template "a" ${~b~} "c")'],
    ['" a ${~ b ~} c "', '(template " a" ${~b~} "c ")'],
    ['"%{ if b }c%{ else }d%{ endif }e"', '(template (if b ["c"] ["d"]) "e")'],
    ['"%{ for k, v in b }${v}%{ endfor }"', '(template (for k v b [${v}]))'],
    ['<<-E\n    x ${b}\n      y\n  E', '(heredoc "x " ${b} "\\n  y\\n")'],
    ['"$${b} %%{c} $$d"', '(template "${b} %{c} $$d")'],
  ])('%s', (text, expected) => {
    expect(shape(expressionOf(`a = ${text}\n`))).toBe(expected);
  });
});

describe('spans', () => {
  const { body, comments } = parse('# head\nresource "t" n { a = 1 } // tail\n/* x */ b = f(c) # end\n');
  const [block] = body.blocks;

  it('a block knows its parts', () => {
    expect(
      [block?.typeSpan, block?.header, block?.openBrace, block?.closeBrace, block?.body].map((it) => it && textOf(it)),
    ).toEqual(['resource', 'resource "t" n', '{', '}', ' a = 1 ']);
    expect(block?.labels.map((label) => [label.text, label.quoted, textOf(label)])).toEqual([
      ['t', true, '"t"'],
      ['n', false, 'n'],
    ]);
  });

  it('an attribute ends with its expression', () => {
    expect(body.attributes.map((it) => [textOf(it), textOf(it.nameSpan)])).toEqual([['b = f(c)', 'b']]);
  });

  it('comments are kept', () => {
    expect(comments.map((it) => [it.marker, it.text, textOf(it)])).toEqual([
      ['#', ' head', '# head'],
      ['//', ' tail', '// tail'],
      ['/*', ' x ', '/* x */'],
      ['#', ' end', '# end'],
    ]);
  });

  it('comments within brackets are kept once', () => {
    expect(parse('a = {\n  # one\n  b = [ # two\n    1, /* three */\n  ]\n}\n').comments.map((it) => it.text)).toEqual([
      ' one',
      ' two',
      ' three ',
    ]);
  });
});

describe('helpers', () => {
  const reference = (text: string) => {
    const traversal = traversalOf(expressionOf(`a = ${text}\n`));
    return traversal && [traversal.root.name, ...traversal.steps.map((step) => step.key), traversal.complete];
  };

  it('traversalOf names the steps as far as they are known', () => {
    expect(reference('var.a["b"].c[0].1')).toEqual(['var', 'a', 'b', 'c', 0, 1, true]);
    expect(reference('a.b[*].c')).toEqual(['a', 'b', '*', 'c', true]);
    expect(reference('a.b[each.key].c')).toEqual(['a', 'b', false]);
    expect(reference('(a.b).c')).toEqual(['a', 'b', 'c', true]);
    expect(reference('f(a).b')).toBeUndefined();
  });

  it('constantString reads strings that are nothing else', () => {
    expect(constantString(expressionOf('a = "b\\n"\n'))).toBe('b\n');
    expect(constantString(expressionOf('a = "${b}"\n'))).toBeUndefined();
    expect(constantString(expressionOf('a = 1\n'))).toBeUndefined();
  });

  it('unwrapped takes a lone interpolation out of its string', () => {
    expect(unwrapped(expressionOf('a = "${b.c}"\n')).kind).toBe('member');
    expect(unwrapped(expressionOf('a = "${b.c}x"\n')).kind).toBe('template');
  });

  it('walk goes through everything in source order', () => {
    const names = [
      ...walk(expressionOf('a = f(b, { c = [d ? e : "%{ if g }${h}%{ endif }"] }, [for i in j : k if l])\n')),
    ];
    expect(names.flatMap((node) => (node.kind === 'variable' ? node.name : []))).toEqual([...'bcdeghjkl']);
  });

  it('isBroken tells half-typed from whole', () => {
    const broken = (text: string) => parse(text).body.attributes.map((attribute) => isBroken(attribute));
    expect(broken('a = [b\nc = 1\nd = e.\nf = "\\q"\ng = 1 2\n')).toEqual([true, false, true, true, true]);
  });
});

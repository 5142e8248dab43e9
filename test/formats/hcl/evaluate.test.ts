import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/core/text';
import { evaluate, type Scope } from '../../../src/formats/hcl/evaluate';
import { asData, type Value } from '../../../src/formats/hcl/value';
import { attributesOf, expressionOf, parse } from './parsing';

/** A value as text: `?` is unknown, `…` that there may be more. */
function show(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return '?';
    case 'scalar':
      return JSON.stringify(value.value);
    case 'list':
      return `[${[...value.items.map(show), ...(value.more ? ['…'] : [])].join(' ')}]`;
    case 'object':
      return `{${[...[...value.members].map(([key, member]) => `${key}=${show(member.value)}`), ...(value.more ? ['…'] : [])].join(' ')}}`;
  }
}

/** The locals of a text, by which `local.x` is resolved; everything else is unknown. */
function scopeOf(locals: string): Scope {
  const { body } = parse(locals);
  const scope: Scope = (root, name) => {
    const local = root === 'local' && name !== undefined ? body.byName.get(name) : undefined;
    return local && evaluate(local.expression, scope);
  };
  return scope;
}

const locals = `
name   = "shop"
tags   = { Team = "web", Name = local.name }
zones  = ["a", "b"]
extra  = merge(local.tags, var.tags)
loop   = local.pool
pool   = [local.loop]
on     = true
`;

describe('evaluate', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['0.1 + 0.2', '0.3'],
    ['1 / 0', '?'],
    ['"3" * 2', '6'],
    ['var.a + 1', '?'],
    ['!false && 1 < 2', 'true'],
    ['false && var.a', 'false'],
    ['true || var.a', 'true'],
    ['true && var.a', '?'],
    ['"1" == 1', 'false'],
    ['null == null', 'true'],
    ['var.a == null', '?'],
    ['{} == null', 'false'],
    ['"${local.name}-logs"', '"shop-logs"'],
    ['"${var.a}-logs"', '?'],
    ['"${local.tags}"', '{Team="web" Name="shop"}'],
    ['"%{ if local.on }y%{ else }n%{ endif }"', '"y"'],
    ['<<-E\n    x\n      ${local.name}\n  E', '"x\\n  shop\\n"'],
    ['"x${12345678901234567890}"', '?'],
    ['{ a = 1, (local.name) = 2, (var.a) = 3 }', '{a=1 shop=2 …}'],
    ['local.tags.Name', '"shop"'],
    ['local.tags["Team"]', '"web"'],
    ['local.tags.Missing', '?'],
    ['local.zones[1]', '"b"'],
    ['local.zones[var.a]', '?'],
    ['[{ a = [1] }, { a = [2] }].*.a[0]', '[1]'],
    ['[{ a = [1] }, { a = [2] }][*].a[0]', '[1 2]'],
    ['null[*]', '[]'],
    ['local.on ? 1 : 2', '1'],
    ['var.a ? { b = 1, c = 2 } : { b = 1, c = 3, d = 4 }', '{b=1 c=? …}'],
    ['var.a ? { b = 1 } : { b = 2 }', '{b=?}'],
    ['var.a ? "x" : "x"', '"x"'],
    ['var.a ? "x" : "y"', '?'],
    ['[for i, z in local.zones : "${i}${z}" if z != "a"]', '["1b"]'],
    ['[for z in var.a : z]', '[…]'],
    ['[for z in local.zones : z if var.a]', '[…]'],
    ['{ for k, v in { b = 1, a = 2 } : "${k}x" => v }', '{ax=2 bx=1}'],
    ['{ for k, v in toset(["b", "a"]) : k => v }', '{a="a" b="b"}'],
    ['merge(local.tags, { Name = "x" })', '{Team="web" Name="x"}'],
    ['merge(local.tags, var.tags)', '{Team=? Name=? …}'],
    ['merge(var.tags, local.tags)', '{Team="web" Name="shop" …}'],
    ['merge(local.tags, null)', '{Team="web" Name="shop"}'],
    ['merge([local.tags, { a = 1 }]...)', '{Team="web" Name="shop" a=1}'],
    ['merge(local.tags, var.a...)', '{Team=? Name=? …}'],
    ['local.extra', '{Team=? Name=? …}'],
    ['concat(local.zones, var.a, ["c"])', '["a" "b" "c" …]'],
    ['concat(local.zones, ["c"])[2]', '"c"'],
    ['tolist(toset(["b", "a", "b"]))', '["a" "b"]'],
    ['lookup(local.tags, "Team", "x")', '"web"'],
    ['lookup(local.tags, "None", "x")', '"x"'],
    ['lookup(local.extra, "None", "x")', '?'],
    ['coalesce(null, "", "x")', '"x"'],
    ['coalesce(var.a, "x")', '?'],
    ['try(local.tags.Missing, "x")', '?'],
    ['try(local.tags.Team, "x")', '"web"'],
    ['upper(lower("aB"))', '"AB"'],
    ['join("-", local.zones)', '"a-b"'],
    ['split(",", "a,b")', '["a" "b"]'],
    ['replace("a.b.c", ".", "-")', '"a-b-c"'],
    ['replace("abc", "/b/", "-")', '?'],
    ['format("%s-%d%%", "a", 5)', '"a-5%"'],
    ['format("%05d", 5)', '?'],
    ['format("%s", "a", "b")', '?'],
    ['length(local.zones)', '2'],
    ['length("é😀")', '2'],
    ['keys(local.tags)', '["Name" "Team"]'],
    ['values(local.tags)', '["shop" "web"]'],
    ['contains(local.zones, "a")', 'true'],
    ['contains(local.zones, "z")', 'false'],
    ['contains(concat(local.zones, var.a), "z")', '?'],
    ['flatten([[1, [2]], 3, var.a])', '[1 2 3 …]'],
    ['compact(["a", "", null])', '["a"]'],
    ['jsonencode({ b = [1, null], a = "<&" })', String.raw`"{\"a\":\"\\u003c\\u0026\",\"b\":[1,null]}"`],
    ['jsonencode({ a = var.a })', '?'],
    ['timestamp()', '?'],
    ['provider::x::merge({ a = 1 })', '?'],
    ['hasOwnProperty("x")', '?'],
    ['each.value', '?'],
  ])('%s is %s', (text, expected) => {
    const value = evaluate(expressionOf(`a = ${text}\n`), scopeOf(locals));
    expect(show(value)).toBe(expected);
  });

  it('a member keeps where it is written, through references and functions', () => {
    const value = evaluate(expressionOf('a = merge(local.tags, { Env = "prod" })\n'), scopeOf(locals));
    const written =
      value.kind === 'object'
        ? [...value.members.values()].map((it) => [it.item && textOf(it.item), textOf(it.value.at)])
        : [];
    expect(written).toEqual([
      ['Team = "web"', '"web"'],
      ['Name = local.name', '"shop"'],
      ['Env = "prod"', '"prod"'],
    ]);
  });

  it('what recovery finished is not known', () => {
    const evaluated = (text: string) =>
      show(evaluate(parse(text).body.attributes[0]?.expression ?? expressionOf('a = 1\n'), () => undefined));
    expect(evaluated('a = [1\nb = 2\n')).toBe('[1 …]');
    expect(evaluated('a = { b = 1 c }\n')).toBe('{b=1 …}');
    expect(evaluated('a = "x\n')).toBe('?');
    expect(evaluated('a = merge({ b = 1 }\nc = 2\n')).toBe('?');
    expect(evaluated('a = \n')).toBe('?');
  });

  it('cycles and growth without bound end', () => {
    const growing = Array.from({ length: 60 }, (_, i) => `l${i} = [local.l${i + 1}, local.l${i + 1}]\n`).join('');
    evaluate(expressionOf('a = local.l0\n'), scopeOf(growing));
    evaluate(expressionOf('a = local.pool\n'), scopeOf(locals));
    const sum = evaluate(expressionOf(`a = 1${' + 1'.repeat(20_000)}\n`), scopeOf(locals));
    expect(show(sum)).toMatch(/^(?:20001|\?)$/);
  });

  it('never throws', () => {
    const words = [
      'local.',
      'name',
      'tags',
      'var.a',
      '[',
      ']',
      '{',
      '}',
      '(',
      ')',
      '=',
      ',',
      '...',
      '"',
      '${',
      'merge(',
      'format("%s%", ',
      'for x in ',
      ':',
      ' ? ',
      '[*]',
      '.*',
      '.0',
      '1',
      ' + ',
      '-',
      '!',
      'null',
      'toset(',
      'lookup(',
      '\n',
      'flatten(',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (parts) => {
        for (const { expression } of attributesOf(parse(`a = ${parts.join('')}\n`)))
          asData(evaluate(expression, scopeOf(locals)));
      }),
      { numRuns: 2000 },
    );
  });
});

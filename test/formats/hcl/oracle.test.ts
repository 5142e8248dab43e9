import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { constantString } from '../../../src/formats/hcl/traversal';
import { oracleContent, oracleVerdict } from './oracle';
import { expressionOf, parse } from './parsing';

const snippets = [
  'a = 1\n',
  'a = 1.5e3 + 2 * -3\n',
  'a = b ? c : d ? e : f\n',
  'a = "x${b}y"\n',
  'a = "x${~ b ~}y"\n',
  'a = "%{ if b }x%{ else }y%{ endif }"\n',
  'a = "%{ for k, v in b }${k}%{ endfor }"\n',
  'a = <<EOT\nx ${b}\nEOT\n',
  'a = <<-EOT\n  x\n    y\n  EOT\nb = 1\n',
  'a = [1, "b", true, null,]\n',
  'a = [\n  # one\n  1,\n\n  2\n]\n',
  'a = { b = 1, c : 2 }\n',
  'a = {\n  b = 1\n  "c" = 2\n  (d) = 3\n}\n',
  'a = [for x in y : x if x]\n',
  'a = { for k, v in y : k => v... }\n',
  'a = f(b, c...)\n',
  'a = b.*.c[0]\n',
  'a = b[*].c.0.d["e"]\n',
  'a = !b && (c || d)\n',
  'a "b" c {\n  d = 1\n  e {\n    f = 2\n  }\n}\n',
  'a { b = 1 }\n',
  'a {}\n',
  '# only a comment',
  '// one\n/* two\nlines */ a = 1 # three\n',
  'a = 1\r\nb = 2\r\n',
  'é = "ü"\n',
  'a = b +\n',
  'a = [1 2]\n',
  'a = { b }\n',
  'a = { b = 1 c = 2 }\n',
  'a = "b\n',
  'a = "${b"\n',
  'a = "\\q"\n',
  'a = "%{ if b }"\n',
  'a = <<EOT\nx\n',
  'a = <<EOT\nx\nEOT',
  'a = f(b\n',
  'a = (b\n',
  'a = b.\n',
  'a = 1 2\n',
  'a = 1\na = 2\n',
  "a = 'b'\n",
  'a = b & c\n',
  'a "b" {\n',
  'a "b"\n{\n}\n',
  'a { b { c = 1 } }\n',
  '}\n',
  '1 = a\n',
  '"a" = 1\n',
  'a = [for x y : x]\n',
  'a = { for x in y : x }\n',
  'a = b.0.1.2\n',
  'a = 1.2.3\n',
];

describe("HashiCorp's parser", () => {
  it.each(snippets)('agrees on %j', (text) => {
    expect(parse(text).problems.length === 0 ? 'accepts' : 'rejects').toBe(oracleVerdict(text));
  });

  it('agrees on every prefix of a module', () => {
    const text = readFileSync(new URL('oracle-module.hcl', import.meta.url), 'utf8');
    for (let end = 0; end <= text.length; end += 1) {
      const prefix = text.slice(0, end);
      expect([prefix.slice(-60), parse(prefix).problems.length === 0 ? 'accepts' : 'rejects']).toEqual([
        prefix.slice(-60),
        oracleVerdict(prefix),
      ]);
    }
  });

  it.each([
    '"plain"',
    '"tab\\t newline\\n quote\\" backslash\\\\"',
    '"\\u00e9 \\U0001f600"',
    '"100% $5 %"',
    '""',
    '<<EOT\none\n  two\nEOT',
    '<<EOT\nback\\nslash "quoted"\nEOT',
    '<<-EOT\n    one\n      two\n\n    three\n  EOT',
    '<<-EOT\n\tone\n\t\ttwo\n\tEOT',
    '<<-EOT\n  one\nEOT',
    '<<EOT\nEOT',
    '<<-EOT\r\n  one\r\n    two\r\n  EOT',
  ])('reads the same text in %j', (value) => {
    const text = `a = ${value}\n`;
    expect({ a: constantString(expressionOf(text)) }).toEqual(oracleContent(text));
  });
});

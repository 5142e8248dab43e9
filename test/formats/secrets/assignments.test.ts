import { describe, expect, test } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { secrets } from '../../../src/formats/secrets';

/** Name, value and place of each assignment around the mentions of `secret` or `password`. */
function read(path: string, text: string): string[] {
  const mentions = [...text.matchAll(/secret|password/gi)].map(({ index }) => index);
  const found = secrets.parse(new SourceFile(path, text)).assignmentsAt(mentions);
  return found
    .filter(({ name }) => /secret|password/i.test(name))
    .map(({ name, value, place }) => `${name} = ${textOf(value)} (${place})`);
}

describe('line by line', () => {
  test.each([
    ['.env', 'export A_PASSWORD="x y" # z', ['A_PASSWORD = x y (deployed)']],
    ['.env', 'A_PASSWORD=x#y # z', ['A_PASSWORD = x#y (deployed)']],
    ['.env', '# A_PASSWORD=x', []],
    ['.env.production', "A_PASSWORD='x'", ['A_PASSWORD = x (deployed)']],
    ['a.properties', 'a.b.password: x', ['a.b.password = x (settings)']],
    ['.npmrc', '//r.example.org/:_password=x', ['_password = x (settings)']],
    ['a.toml', 'password = "x" # y', ['password = x (settings)']],
    ['Makefile', '\tPASSWORD=x ./run', ['PASSWORD = x (settings)']],
    ['a.sh', 'echo a; PASSWORD="x;y" run --secret z', ['PASSWORD = x;y (settings)', 'secret = z (settings)']],
    ['a.sh', 'run --password-stdin --secret=z', ['secret = z (settings)']],
    ['a.sh', '# PASSWORD=x', []],
    ['Dockerfile', 'ARG A=1 PASSWORD=x', ['PASSWORD = x (argument)']],
    ['Dockerfile', 'ENV PASSWORD x y', ['PASSWORD = x y (argument)']],
    ['Dockerfile', 'ENV A=1 \\\n  # why\n  PASSWORD=x', ['PASSWORD = x (argument)']],
    ['Dockerfile', 'RUN PASSWORD=x ./run', ['PASSWORD = x (deployed)']],
    ['a.py', 'password: str = "x"', ['password = x (code)']],
    ['a.py', 'password = get("x")', []],
    ['a.py', 'password = "x" + y', []],
    ['a.py', 'if password == "x":', []],
    ['a.py', '# password = "x"', []],
    ['a.ts', "{ 'password': 'it\\'s' }", ["password = it\\'s (code)"]],
    ['a.go', 'password := `x`', ['password = x (code)']],
    ['a.php', "'password' => 'x'", ['password = x (code)']],
    ['a.json', '{"name": "PASSWORD",\n "value": "x"}', ['PASSWORD = x (deployed)']],
    ['a.xml', '<password> x </password>', ['password = x (settings)']],
    ['a.xml', '<password>x y</password>', []],
    ['a.xml', '<password>x</password>', ['password = x (settings)']],
    ['a.config', '<add key="Password" value="x"/>', ['Password = x (deployed)']],
    ['README.md', 'password = "x"', []],
    ['package-lock.json', '"password": "x"', []],
    ['dist/app.min.js', 'password="x"', []],
  ])('%s: %s', (path, text, expected) => expect(read(path, text)).toEqual(expected));
});

describe('by the tree', () => {
  test('YAML: pairs, lists, names beside values, defaults, scripts', () => {
    const text = [
      'password: "x1X"',
      'env:',
      '  - name: A_PASSWORD',
      "    value: 'x2'",
      '  - B_PASSWORD=x3',
      'secret_a: { default: x4 }',
      'run: |',
      '  export C_PASSWORD=x5',
      '',
    ].join('\n');
    expect(read('a.yaml', text)).toEqual([
      'password = x1X (settings)',
      'A_PASSWORD = x2 (deployed)',
      'B_PASSWORD = x3 (deployed)',
      'secret_a = x4 (settings)',
      'C_PASSWORD = x5 (settings)',
    ]);
  });

  test('YAML: what a tag or an alias makes of it is not known', () => {
    expect(read('a.yaml', 'a: &a x1X\npassword: *a\nsecret_b: !vault x1X\nenv: [B_SECRET=x1X]\n')).toEqual([
      'B_SECRET = x1X (deployed)',
    ]);
  });

  test('YAML that is a template is read line by line', () => {
    expect(read('a.yaml', '{{- if .Values.a }}\npassword: x1X2x3X\n{{- end }}\n')).toEqual([
      'password = x1X2x3X (settings)',
    ]);
  });

  test('a Secret holds Base64', () => {
    const text = `kind: Secret\ndata:\n  password: ${btoa('x1X')}\n  secret: ${btoa('\0\x01')}\n`;
    const found = secrets.parse(new SourceFile('a.yaml', text)).assignmentsAt([text.indexOf('password')]);
    expect(found.map((each) => `${each.name} = ${each.text}`)).toEqual(['kind = Secret', 'password = x1X']);
  });

  test('HCL: arguments, defaults, objects, heredocs; expressions are none', () => {
    const text = [
      'variable "a_password" {',
      '  default = "x1"',
      '}',
      'resource "a" "b" {',
      '  password = var.password',
      '  secret   = "a${var.b}"',
      '  nested {',
      '    secret_a = upper("x2")',
      '  }',
      '  env  = [{ name = "B_PASSWORD", value = "x3" }, { C_PASSWORD = "x4" }]',
      '  data = <<-EOF',
      '    export D_PASSWORD=x5',
      '  EOF',
      '}',
      '',
    ].join('\n');
    expect(read('main.tf', text).sort()).toEqual([
      'B_PASSWORD = x3 (argument)',
      'C_PASSWORD = x4 (argument)',
      'D_PASSWORD = x5 (settings)',
      'a_password = x1 (argument)',
      'secret_a = x2 (argument)',
    ]);
  });
});

import fc from 'fast-check';

// Random YAML that parses: every style of scalar, block and flow, comments, both line ends.

const word = fc.constantFrom('web', 'a', 'image', 'node:24', '8080', 'true', 'x y', 'no', '~', 'é𝄞', '-1', '1.5');

const scalar = (indent: string) =>
  fc.oneof(
    word,
    word.map((text) => `"${text}\\t\\u0041\\\\"`),
    word.map((text) => `'${text}''s'`),
    word.map((text) => `"${text}\n${indent}    folded\n\n${indent}    twice"`),
    word.map((text) => `z${text}\n${indent}    folded`),
    fc
      .tuple(
        fc.constantFrom('|', '>', '|-', '>+', '|2', '|+'),
        fc.array(fc.constantFrom('one', '  two', '# no', ''), { minLength: 1 }),
      )
      .map(
        ([header, lines]) => `${header}\n${['x', ...lines].map((line) => `${indent}  ${line}`.trimEnd()).join('\n')}`,
      ),
  );

const flow: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', '"b"', '1', "'c'"),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(tie('value'), { maxLength: 3 })
      .map((items) => `{${items.map((item, at) => `k${at}: ${item}`).join(', ')}}`),
  ),
})).value;

const comment = fc.constantFrom('', '', '', ' # why');

/** A node that stands after `key:` or `-`, with the blank or line end before it. */
function node(indent: string, depth: number): fc.Arbitrary<string> {
  const leaves = [scalar(indent).map((text) => ` ${text}`), flow.map((text) => ` ${text}`)];
  if (depth === 0) return fc.oneof(...leaves);
  const inner = `${indent}  `;
  return fc.oneof(
    ...leaves,
    map(inner, depth - 1).map((text) => `\n${inner}${text}`),
    seq(inner, depth - 1).map((text) => `\n${inner}${text}`),
    fc.constant(''),
  );
}

function map(indent: string, depth: number): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(node(indent, depth), comment), { minLength: 1, maxLength: 4 })
    .map((values) =>
      values.map(([value, after], at) => `key${at}:${value}${isOneLine(value) ? after : ''}`).join(`\n${indent}`),
    );
}

function seq(indent: string, depth: number): fc.Arbitrary<string> {
  const item = fc.oneof(
    node(indent, depth).map((text) => `-${text}`),
    map(`${indent}  `, depth).map((text) => `- ${text}`),
  );
  return fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(`\n${indent}`));
}

function isOneLine(value: string): boolean {
  return !value.includes('\n') && !/^ [|>]/.test(value);
}

/** A block map as a whole text. */
export const yamlText: fc.Arbitrary<string> = fc
  .tuple(
    map('', 3),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\n', '\n# end\n'),
    fc.constantFrom('', '---\n', '# head\n'),
  )
  .map(([text, eol, tail, head]) => (head + text + tail).replaceAll('\n', eol));

/** Text that is nearly YAML: cut, spliced and sprinkled. */
export const brokenText: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(yamlText, fc.nat(400)).map(([text, at]) => text.slice(0, at)),
  fc.tuple(yamlText, yamlText, fc.nat(200), fc.nat(200)).map(([a, b, x, y]) => a.slice(0, x) + b.slice(y)),
  fc
    .tuple(
      yamlText,
      fc.nat(300),
      fc.constantFrom(
        '{{ .x }}',
        '"',
        "'",
        '\t',
        '- ',
        '? ',
        ': ',
        '&a ',
        '*a',
        '!t ',
        '[',
        '}',
        '|',
        '%',
        '\ufeff',
        '<<: *a\n',
        '---',
        '\r',
      ),
    )
    .map(([text, at, noise]) => text.slice(0, at) + noise + text.slice(at)),
  fc
    .array(
      fc.constantFrom(
        'a',
        ':',
        ' ',
        '\n',
        '-',
        '?',
        '[',
        ']',
        '{',
        '}',
        ',',
        '#',
        '&',
        '*',
        '!',
        '|',
        '>',
        "'",
        '"',
        '%',
        '@',
        '`',
        '\t',
        '\r',
        '<<',
        '...',
        '---',
        '\\',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);

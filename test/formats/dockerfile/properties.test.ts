import { DockerfileParser } from 'dockerfile-ast';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, SourceFile, type Span, textOf } from '../../../src/core/text';
import type { Dockerfile, Instruction } from '../../../src/formats/dockerfile/model';
import { parseDockerfile } from '../../../src/formats/dockerfile/parse';
import { expectLinear } from '../../support/linear';
import { NASTY, read } from './reading';

function instructionsOf({ stages, globalArguments }: Dockerfile): readonly Instruction[] {
  return [...globalArguments, ...stages.flatMap(({ from, instructions }) => [from, ...instructions])];
}

/** Every span in what was read, each with the smallest span that it is part of. */
function* spansOf(node: unknown, outer: Span): Iterable<[inner: Span, outer: Span]> {
  if (typeof node !== 'object' || node === null) return;
  if ('file' in node && 'start' in node) {
    yield [node as Span, outer];
    return;
  }
  if ('locate' in node) {
    // A value: what it rests on may be written elsewhere.
    if ('span' in node) yield [node.span as Span, outer];
    return;
  }
  const own = 'span' in node ? (node.span as Span) : outer;
  yield [own, outer];
  for (const value of Array.isArray(node) ? node : Object.values(node)) yield* spansOf(value, own);
}

/** Cheaper than an expectation: there are millions. */
function hold(condition: boolean, what: () => string): void {
  if (!condition) expect.fail(what());
}

function check(text: string): void {
  const file = new SourceFile('Dockerfile', text);
  const document = parseDockerfile(file);
  for (const { at } of document.problems) hold(contains(file.all, at), () => 'a problem outside of the file');
  let end = 0;
  for (const instruction of instructionsOf(document)) {
    const { start } = instruction.span;
    hold(start >= end, () => `${textOf(instruction.span)} overlaps the one before`);
    end = instruction.span.end;
    hold(document.statementAt?.(start).end === end, () => `${textOf(instruction.span)} is not its statement`);
    for (const [inner, outer] of spansOf(instruction, file.all)) {
      hold(inner.start <= inner.end && contains(outer, inner), () => `${textOf(inner)} in ${textOf(outer)}`);
    }
    if (!('command' in instruction)) continue;
    for (const command of instruction.command?.commands ?? []) {
      for (const { span, value, raw, isExec } of command.words) {
        hold(contains(instruction.span, span), () => `${raw} lies outside`);
        const isPlain = raw === value && !/[\\"]/.test(raw) && instruction.command?.form === 'shell' && !isExec;
        hold(!isPlain || withoutGaps(textOf(span)) === value, () => `${raw} is said to be ${textOf(span)}`);
      }
    }
  }
}

/** A word without the lines that lie inside it. */
function withoutGaps(text: string): string {
  return text.replace(/\\[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*/g, '');
}

describe('reading', () => {
  it('survives every prefix of a nasty file', () => {
    for (let length = 0; length <= NASTY.length; length++) check(NASTY.slice(0, length));
  });

  it('survives every suffix, and \\r\\n', () => {
    for (let start = 0; start < NASTY.length; start++) check(NASTY.slice(start));
    check(NASTY.replaceAll('\n', '\r\n'));
  });

  const token = fc.constantFrom(
    ...['FROM ', 'RUN ', 'ENV ', 'ARG ', 'COPY ', 'CMD ', 'ONBUILD ', 'HEALTHCHECK ', 'SHELL ', 'USER ', 'as '],
    ...['a', 'a', ' ', ' ', '\n', '\n', '\\\n', '\\', '#', '"', "'", '$', '${', '}', ':-', ':+', '=', '[', ']', ','],
    ...[
      '<<E',
      'E\n',
      '--',
      '--from=',
      '--mount=',
      'x:1',
      '@',
      '\t',
      '\r\n',
      '&&',
      '|',
      '`',
      '"a"',
      '["sh","-c","a"]',
      'é🐚',
    ],
  );

  it('survives anything', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), (tokens) => check(tokens.join(''))),
      { numRuns: 1500 },
    );
  });

  const line = fc.constantFrom(
    ...[
      'FROM a',
      'RUN a \\',
      '  b',
      '# note',
      '',
      'RUN <<E',
      'E',
      'COPY <<E x',
      'USER x',
      'ENV a=b \\',
      '  c=d',
      'RUN a # b',
    ],
    ...['ARG x', 'CMD ["a"]', 'RUN a \\ ', 'WORKDIR /x\\y', 'RUN <<-"F"', '\tF'],
  );

  it('finds the same instructions as dockerfile-ast', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        // All that may be open at the end is closed.
        const text = `FROM a\n${lines.join('\n')}\n\nE\n\tF\nUSER end\n`;
        const expected = DockerfileParser.parse(text)
          .getInstructions()
          .map((each) => [each.getKeyword(), each.getRange().start.line]);
        const { stages, file } = read(text);
        const found = stages
          .flatMap(({ from, instructions }) => [from, ...instructions])
          .map((each) => [textOf(each.keywordSpan).toUpperCase(), file.lineAt(each.span.start)]);
        expect(found).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  const pieces = [
    'FROM a AS b\n# note\n',
    'RUN a \\\n',
    'RUN <<E\nx\nE\n',
    'RUN <<E\n',
    'ENV A=$A$A\n',
    '${A:-',
    '"',
    'a=',
  ];
  it('is not put off by thousands of stages, each built from the one before', () => {
    const lines = Array.from({ length: 12_000 }, (_, i) => `FROM s${i} AS s${i + 1}\nRUN a $X \${Y}\nUSER $Z\n`);
    const { stages } = read(`FROM a AS s0\n${lines.join('')}`);
    const [run] = stages.at(-1)?.instructions ?? [];
    expect(run?.keyword === 'RUN' && run.command.commands[0]?.words.map(({ value }) => value)).toEqual([
      'a',
      undefined,
      undefined,
    ]);
  });

  const heads = ['FROM a\n', 'FROM a\nENV ', 'FROM a\nRUN ', 'FROM '];

  it.each(pieces)('costs no more than the text of %j is long', (piece) => {
    for (const head of heads) {
      expectLinear((times) => {
        for (const instruction of instructionsOf(read(head + piece.repeat(times)))) {
          if ('command' in instruction) expect(instruction.command?.commands).toBeDefined();
        }
      });
    }
  });
});

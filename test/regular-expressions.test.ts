import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { simple } from 'acorn-walk';
import { transformSync } from 'esbuild';
import { checkSync } from 'recheck';
import { describe, expect, test } from 'vitest';

// Every regular expression of the product must match in linear time, whatever text it meets.

interface Expression {
  readonly pattern: string;
  readonly flags: string;
  readonly file: string;
}

function expressionsIn(file: string): Expression[] {
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', target: 'es2022' });
  const found: Expression[] = [];
  simple(parse(code, { ecmaVersion: 2022, sourceType: 'module' }), {
    Literal(node) {
      if (node.regex) found.push({ ...node.regex, file });
    },
  });
  return found;
}

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));
const expressions = new Map(files.flatMap(expressionsIn).map((each) => [`/${each.pattern}/${each.flags}`, each]));

function withSmallCounts(pattern: string): string {
  return pattern.replace(
    /(\\.)|\{(\d+)(,?)(\d*)\}/g,
    (all, escaped?: string, least?: string, comma?: string, most?: string) => {
      if (escaped !== undefined) return all;
      if (comma === ',' && most === '') return least === '0' ? '*' : '+';
      return least === '0' ? '?' : '';
    },
  );
}

describe('run in linear time', () => {
  for (const [text, { pattern, flags, file }] of expressions) {
    test(`${text} (${file})`, () => {
      // The flag d only asks for indices. What can be repeated only so often costs only so much: what is left to ask is
      // how the time grows with the text.
      const asked = withSmallCounts(pattern);
      if (!/[*+]/.test(asked)) return;
      const plain = flags.replace('d', '');
      // The proof by automata is sound but slow for long alternations; what it can't do in time is attacked instead.
      const proof = checkSync(asked, plain, { timeout: 3_000, checker: 'automaton' });
      const result = proof.status === 'unknown' ? checkSync(asked, plain, { timeout: 20_000 }) : proof;
      if (result.status === 'unknown') return expect(result.error.kind, `${text} in ${file}`).toBe('unsupported');
      return expect(result.status === 'safe' ? 'linear' : result.complexity.summary, `${text} in ${file}`).toBe(
        'linear',
      );
    });
  }
});

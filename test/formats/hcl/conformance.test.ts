import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from './parsing';

interface Case {
  readonly source: string;
  readonly valid: boolean;
  readonly errors?: readonly { readonly summary: string; readonly line: number }[];
}

const lines = readFileSync(new URL('conformance.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');

describe("Terraform's verdict, and its first error's summary and line", () => {
  it.each(lines.map((line): Case => JSON.parse(line)))('$source', ({ source, valid, errors }) => {
    const { file, problems } = parse(source);
    const [first] = problems.map(({ at, summary }) => ({ summary, line: file.lineAt(at.start) + 1 }));
    expect(first).toEqual(valid ? undefined : errors?.[0]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarks } from '../src/core/example';
import type { Format } from '../src/core/format';
import { contains } from '../src/core/text';
import { formats } from '../src/formats';
import { allRules } from '../src/rules/catalog';
import { fixAll, reviewAll } from './support/project';

// Half-typed text is the normal case: every example of every rule, cut off, spliced and mangled, is met calmly.
const rules = await allRules();
const examples = rules.map((rule) => {
  const usual = (formats[rule.format] as unknown as Format).examplePath;
  const texts = [...rule.bad, ...rule.good].map(
    (example) => readMarks(typeof example === 'string' ? example : example.files, usual).files,
  );
  return { id: rule.id, texts };
});

/** Reviews; a rule that throws fails the test, and so does a finding outside its file. */
async function meetsCalmly(files: Record<string, string>): Promise<void> {
  for (const { findings } of await reviewAll(files)) {
    for (const { at, statement, fixes } of findings) {
      expect(contains(at.file.all, at), 'a finding lies in its file').toBe(true);
      expect(at.start).toBeLessThanOrEqual(at.end);
      expect(contains(at.file.all, statement), 'its statement too').toBe(true);
      for (const { edits } of fixes)
        for (const edit of edits) expect(contains(edit.at.file.all, edit.at), 'its fixes too').toBe(true);
    }
  }
}

describe.each(examples)('$id', ({ texts }) => {
  const files = fc.constantFrom(...texts);

  test('cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.double({ min: 0, max: 1, noNaN: true }), async (example, share) => {
        const cut = Object.entries(example).map(([path, text]) => [
          path,
          text.slice(0, Math.floor(share * text.length)),
        ]);
        await meetsCalmly(Object.fromEntries(cut));
      }),
      { numRuns: 60 },
    );
  });

  test('with something in between', async () => {
    const noise = fc.string({
      unit: fc.constantFrom(...' \n\r\t{}[]()"\'`$%#:-,=<>&*!|\\/aA0é😀\u0000\uFEFF'),
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(8),
        noise,
        async (example, share, gone, text) => {
          const mangled = Object.entries(example).map(([path, whole]) => {
            const at = Math.floor(share * whole.length);
            return [path, whole.slice(0, at) + text + whole.slice(at + gone)];
          });
          await meetsCalmly(Object.fromEntries(mangled));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('fixed twice is fixed once, with tabs and comments around', async () => {
    for (const example of texts) {
      const once = await fixAll(example, (finding) => finding.fixes.find(({ kind }) => kind !== 'template'));
      expect(await fixAll(once, (finding) => finding.fixes.find(({ kind }) => kind !== 'template'))).toEqual(once);
    }
  });
});

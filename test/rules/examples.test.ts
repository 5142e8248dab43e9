import { describe, expect, test } from 'vitest';
import { readMarks } from '../../src/core/example';
import type { ReviewedFinding } from '../../src/core/finding';
import type { Format } from '../../src/core/format';
import { type BadExample, fixKinds, type GoodExample, type Rule } from '../../src/core/rule';
import { textOf } from '../../src/core/text';
import { formats } from '../../src/formats';
import { allRules } from '../../src/rules/catalog';
import { casesOf } from '../support/cases';
import { type Files, findingsOf, fixAll, type ReviewSetting, reviewAll } from '../support/project';

// Every example of every rule, in its file and in test/cases, held against what the engine really says. `RULE=dockerfile/latest-tag` picks rules.
const wanted = process.env.RULE;
const all = await allRules();

for (const rule of all.filter(({ id }) => !wanted || id.startsWith(wanted))) {
  const format: Format = formats[rule.format];
  const cases = await casesOf(rule.id);
  const badOnes = [...rule.bad, ...(cases.bad ?? [])];
  const goodOnes = [...rule.good, ...(cases.good ?? [])];
  describe(rule.id, () => {
    test('has enough examples', () => {
      expect(rule.bad.length, 'bad examples').toBeGreaterThanOrEqual(2);
      expect(rule.good.length, 'good examples').toBeGreaterThanOrEqual(3);
      expect(rule.title.length).toBeLessThan(80);
      expect(rule.why.join('').length).toBeGreaterThan(40);
    });

    for (const [number, example] of badOnes.entries()) {
      test(`bad ${number + 1}${example.title ? `: ${example.title}` : ''}`, () => bad(rule, format, example));
    }
    for (const [number, example] of goodOnes.entries()) {
      const { title, ...rest } = typeof example === 'string' ? { files: example, title: undefined } : example;
      test(`good ${number + 1}${title ? `: ${title}` : ''}`, () => good(rule, format, rest));
    }
    test('its fixes are of the kinds it declares', async () => {
      const kinds = new Set<string>();
      for (const example of badOnes) {
        const { files } = readMarks(example.files, format.examplePath);
        for (const finding of await findingsOf(files, settingOf(rule, example)))
          for (const fix of finding.fixes) kinds.add(fix.kind);
      }
      expect([...kinds].sort()).toEqual([...fixKinds(rule)].sort());
    });
  });
}

function settingOf(rule: Rule, { options, team, today }: BadExample | GoodExample): ReviewSetting {
  const config = JSON.stringify({ rules: { [rule.id]: [rule.severity, options ?? {}] }, team: team ?? {} });
  return { config, only: [rule.id, 'review/syntax-error'], ...(today !== undefined && { today }) };
}

function shown(findings: readonly ReviewedFinding[]): string[] {
  return findings.map(({ at, rule }) => `${at.file.path}:${at.start}-${at.end} «${textOf(at)}» ${rule}`).sort();
}

async function bad(rule: Rule, format: Format, example: BadExample): Promise<void> {
  const { files, marks } = readMarks(example.files, format.examplePath);
  const setting = settingOf(rule, example);
  const findings = await findingsOf(files, setting);
  expect(marks.length, 'a bad example needs «marks»').toBeGreaterThan(0);
  expect(shown(findings)).toEqual(
    marks
      .map(({ path, start, end }) => `${path}:${start}-${end} «${files[path]?.slice(start, end)}» ${rule.id}`)
      .sort(),
  );
  for (const { message } of findings) expect(message).toMatch(/^[^\n]{8,200}[^.\n]$/);
  if (example.fixed !== undefined)
    await fixes(rule, format, files, example.fixed, setting, (finding) => finding.fixes[0]);
  else
    expect(
      findings.flatMap((finding) => finding.fixes.map((fix) => fix.title)),
      'fixes that the example does not show',
    ).toEqual([]);
  for (const [title, fixed] of Object.entries(example.otherwise ?? {})) {
    await fixes(rule, format, files, fixed, setting, (finding) => finding.fixes.find((fix) => fix.title === title));
  }
  const titles = new Set(findings.flatMap((finding) => finding.fixes.slice(1).map((fix) => fix.title)));
  expect([...titles].sort(), 'other fixes must stand in `otherwise`').toEqual(
    Object.keys(example.otherwise ?? {}).sort(),
  );
  await suppresses(rule, format, files, findings, setting);
}

/** The fix gives the text it should, the rule is silent then, the file parses, and a second run changes nothing. */
async function fixes(
  rule: Rule,
  format: Format,
  files: Files,
  expected: BadExample['files'],
  setting: ReviewSetting,
  pick: (finding: ReviewedFinding) => ReviewedFinding['fixes'][number] | undefined,
): Promise<void> {
  const fixed = await fixAll(files, pick, setting);
  expect(fixed).toEqual(readMarks(expected, format.examplePath).files);
  expect(
    shown((await findingsOf(fixed, setting)).filter((finding) => finding.rule === rule.id || pick(finding))),
  ).toEqual([]);
  const crlf = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]));
  const fixedCrlf = await fixAll(crlf, pick, setting);
  expect(fixedCrlf, 'the same fix in a file with CRLF').toEqual(
    Object.fromEntries(
      Object.entries(fixed).map(([path, text]) => [path, path in files ? text.replaceAll('\n', '\r\n') : text]),
    ),
  );
}

/** A comment above each finding's statement silences it. */
async function suppresses(
  rule: Rule,
  format: Format,
  files: Files,
  findings: readonly ReviewedFinding[],
  setting: ReviewSetting,
): Promise<void> {
  const [leader] = format.comments;
  if (!leader) return;
  const out: Record<string, string> = { ...files };
  const places = findings.map(({ statement }) => ({
    path: statement.file.path,
    offset: statement.file.line(statement.file.lineAt(statement.start)).start,
  }));
  const distinct = new Map(places.map((place) => [`${place.path}:${place.offset}`, place]));
  for (const { path, offset } of [...distinct.values()].sort((a, b) => b.offset - a.offset)) {
    const text = out[path] ?? '';
    if (path.endsWith('.json')) return;
    const indent = /^[ \t]*/.exec(text.slice(offset))?.[0] ?? '';
    out[path] =
      `${text.slice(0, offset)}${indent}${leader} infra-review: ignore ${rule.id} -- test\n${text.slice(offset)}`;
  }
  const reviews = await reviewAll(out, setting);
  expect(shown(reviews.flatMap((each) => each.findings.filter((finding) => !finding.suppressedBy)))).toEqual([]);
}

async function good(rule: Rule, format: Format, example: GoodExample): Promise<void> {
  const { files, marks } = readMarks(example.files, format.examplePath);
  expect(marks, 'a good example has no marks').toEqual([]);
  expect(shown(await findingsOf(files, settingOf(rule, example)))).toEqual([]);
}

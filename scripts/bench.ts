// `npm run bench`: how long parsing, reviewing and a keystroke take for each format, each rule's share, and how the
// cost grows with the file. Ratios are what counts: they hold on any machine.
import { performance } from 'node:perf_hooks';
import type { Format, FormatId } from '../src/core/format';
import { memorySource } from '../src/core/memory';
import { optionValues } from '../src/core/option';
import { Session } from '../src/core/session';
import { SourceFile } from '../src/core/text';
import { formats } from '../src/formats';
import { loaders } from '../src/rules';
import { type Sample, samples } from './bench/samples';

const TODAY = '2026-11-21';
const LINES = 1000;
const KEYSTROKES = 200;

console.log('| format | parse 1,000 lines | review / parse | keystroke p50 | keystroke p95 | 10× the lines costs |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
for (const [id, sample] of Object.entries(samples) as [FormatId, Sample][]) await row(id, sample);

console.log('\n| rule | share of the review |\n| --- | ---: |');
for (const [id, sample] of Object.entries(samples) as [FormatId, Sample][]) await shares(id, sample);
console.log(`\nSecrets: ${throughput().toFixed(0)} MB/s of text without candidates`);

async function row(id: FormatId, sample: Sample): Promise<void> {
  const format = formats[id] as unknown as Format;
  const text = sample.text(LINES);
  const parse = median(40, () => void format.parse(new SourceFile(sample.path, text)));
  const small = await reviewTime(sample, LINES, 15);
  const large = await reviewTime(sample, 10 * LINES, 4);
  const typed = await keystrokes(sample);
  const cells = [
    format.name,
    ms(parse),
    (small / parse).toFixed(2),
    ms(quantile(typed, 0.5)),
    ms(quantile(typed, 0.95)),
    `${(large / small).toFixed(1)}×`,
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

function sessionOf(sample: Sample, text: string, only?: ReadonlySet<string>): Session {
  return new Session({ formats, loaders, today: TODAY, source: memorySource({ [sample.path]: text }), only });
}

/** A whole review of a file never seen before, everything included. */
async function reviewTime(sample: Sample, lines: number, runs: number): Promise<number> {
  const text = sample.text(lines);
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const session = sessionOf(sample, text);
    await session.allRules();
    await session.review(sample.path);
    session.set(sample.path, `${text}\n`);
    const start = performance.now();
    await session.review(sample.path);
    times.push(performance.now() - start);
  }
  return quantile(times, 0.5);
}

/** One character after another in the middle of the file, each reviewed. */
async function keystrokes(sample: Sample): Promise<number[]> {
  const text = sample.text(LINES);
  const middle = text.indexOf(sample.typedAfter, Math.floor(text.length / 2)) + sample.typedAfter.length;
  const session = sessionOf(sample, text);
  await session.review(sample.path);
  const times: number[] = [];
  let typed = '';
  for (let i = 0; i < KEYSTROKES + 50; i++) {
    typed += 'abcdefgh-='[i % 10];
    const now = text.slice(0, middle) + typed + text.slice(middle);
    const start = performance.now();
    session.set(sample.path, now);
    await session.review(sample.path);
    if (i >= 50) times.push(performance.now() - start);
  }
  return times;
}

async function shares(id: FormatId, sample: Sample): Promise<void> {
  const rules = await loaders[id]();
  const text = sample.text(LINES);
  const session = sessionOf(sample, text);
  await session.allRules();
  const { units } = await session.review(sample.path);
  const unit = units.find(({ format }) => format === id);
  if (!unit) return;
  const format = formats[id] as unknown as Format;
  const whole = median(15, () => void format.model(unit.documents as never, unit.project));
  const times = rules.map((rule) => {
    const context = {
      options: optionValues(rule.options ?? {}),
      team: { requiredTags: [], allowedRegistries: [], environments: [] },
      today: TODAY,
      project: unit.project,
    };
    return median(15, () => void [...rule.check(format.model(unit.documents as never, unit.project), context)]) - whole;
  });
  const total = whole + times.reduce((a, b) => a + Math.max(0, b), 0);
  for (const [i, rule] of rules.entries()) {
    const time = Math.max(0, times[i] ?? 0);
    console.log(`| ${rule.id} | ${((100 * time) / total).toFixed(0)} % (${ms(time)}) |`);
  }
}

function throughput(): number {
  const line = 'The quick brown fox jumps over the lazy dog; port = 8080, name = "web", retries: 3\n';
  const text = line.repeat(Math.ceil(1_900_000 / line.length));
  const format = formats.secrets as unknown as Format;
  const time = median(
    9,
    () => void format.model([format.parse(new SourceFile('notes.txt', text))] as never, undefined as never),
  );
  return text.length / 1000 / time;
}

function median(runs: number, run: () => void): number {
  for (let i = 0; i < Math.ceil(runs / 2); i++) run();
  return quantile(
    Array.from({ length: runs }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
    0.5,
  );
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function ms(time: number): string {
  return `${time.toFixed(2)} ms`;
}

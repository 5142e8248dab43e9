import { performance } from 'node:perf_hooks';
import type { Document, Format, FormatId } from '../../src/core/format';
import { memorySource } from '../../src/core/memory';
import { optionValues } from '../../src/core/option';
import type { Rule } from '../../src/core/rule';
import { Session } from '../../src/core/session';
import { defaultTeam } from '../../src/core/team';
import { SourceFile } from '../../src/core/text';
import { formats } from '../../src/formats';
import { loaders } from '../../src/rules';
import { type Sample, samples } from './samples';

// Times are in milliseconds. The best of many runs is what the work costs; what is above it is the machine's other work
// and the collection of garbage.

const TODAY = '2026-11-21';
const LINES = 1000;
const KEYSTROKES = 300;

export interface FormatTimes {
  readonly name: string;
  /** Of 1,000 lines, with all that a review always needs; the best. */
  readonly parse: number;
  /** Of a keystroke in 1,000 lines, with all rules of all formats that the file is of. */
  readonly best: number;
  readonly median: number;
  readonly p95: number;
  /** How many times as much of the processor a keystroke in 10,000 lines takes, the collection of garbage included. */
  readonly growth: number;
}

export interface RuleTime {
  readonly rule: string;
  readonly time: number;
  /** Of the time that all rules and the model of the format take. */
  readonly share: number;
}

const ids = Object.keys(samples) as FormatId[];

export async function formatTimes(): Promise<FormatTimes[]> {
  const out: FormatTimes[] = [];
  for (const id of ids) {
    const sample = samples[id] as Sample<FormatId>;
    const format = formats[id] as unknown as Format;
    const text = sample.text(LINES);
    const parse = times(100, () => {
      const document = format.parse(new SourceFile(sample.path, text));
      sample.readRest?.(document as never);
    });
    const typed = await keystrokes(sample, LINES, KEYSTROKES);
    const long = await keystrokes(sample, 10 * LINES, 24);
    out.push({
      name: format.name,
      parse: quantile(parse, 0),
      best: quantile(typed.times, 0),
      median: quantile(typed.times, 0.5),
      p95: quantile(typed.times, 0.95),
      growth: long.processor / typed.processor,
    });
  }
  return out;
}

/** One character after another in the middle of the file, each reviewed; the first sixth warms up. */
async function keystrokes(sample: Sample<FormatId>, lines: number, count: number) {
  const text = sample.text(lines);
  const middle = text.indexOf(sample.typedAfter, Math.floor(text.length / 2)) + sample.typedAfter.length;
  const session = sessionOf(sample, text);
  await session.allRules();
  await session.review(sample.path);
  const taken: number[] = [];
  const warm = Math.floor(count / 6);
  let typed = '';
  let before = process.cpuUsage();
  for (let i = 0; i < count; i++) {
    if (i === warm) before = process.cpuUsage();
    typed += 'abcdefgh-='[i % 10];
    const now = text.slice(0, middle) + typed + text.slice(middle);
    const start = performance.now();
    session.set(sample.path, now);
    await session.review(sample.path);
    if (i >= warm) taken.push(performance.now() - start);
  }
  const { user } = process.cpuUsage(before);
  return { times: taken, processor: user / 1000 / taken.length };
}

/** What each rule costs in 1,000 lines. What several share and read when it is needed, the first of them pays for. */
export async function ruleTimes(): Promise<RuleTime[]> {
  const out: RuleTime[] = [];
  for (const id of ids) {
    const sample = samples[id] as Sample<FormatId>;
    const rules = await loaders[id]();
    const session = sessionOf(sample, sample.text(LINES));
    const { units } = await session.review(sample.path);
    const file = session.file(sample.path);
    const project = units.find(({ format }) => format === id)?.project;
    if (!file || !project) throw new Error(`${sample.path} is not reviewed as ${id}`);
    const format = formats[id] as unknown as Format;
    const taken = rules.map((): number[] => []);
    const models: number[] = [];
    for (let i = 0; i < 40; i++) {
      const document: Document = format.parse(new SourceFile(file.path, file.text));
      let model: unknown;
      models.push(time(() => (model = format.model([document] as never, project))));
      for (const [index, rule] of rules.entries()) {
        const context = { options: optionValues(rule.options ?? {}), team: defaultTeam, today: TODAY, project };
        taken[index]?.push(time(() => [...(rule as Rule).check(model as never, context)]));
      }
    }
    const medians = taken.map((each) => quantile(each, 0.5));
    const whole = quantile(models, 0.5) + medians.reduce((a, b) => a + b, 0);
    for (const [index, rule] of rules.entries()) {
      const own = medians[index] ?? 0;
      out.push({ rule: rule.id, time: own, share: own / whole });
    }
  }
  return out;
}

/** How fast text without candidates is searched for secrets, in MB a second. */
export async function secretsThroughput(): Promise<number> {
  const line = 'The quick brown fox jumps over the lazy dog; port = 8080, name = "web", retries: 3\n';
  const text = line.repeat(Math.ceil(1_900_000 / line.length));
  const rules = await loaders.secrets();
  const format = formats.secrets as unknown as Format;
  const context = { options: {}, team: defaultTeam, today: TODAY, project: undefined as never };
  const taken = times(20, () => {
    const model = format.model([format.parse(new SourceFile('notes.txt', text))] as never, undefined as never);
    for (const rule of rules)
      for (const _ of rule.check(model as never, context)) throw new Error('A secret was found');
  });
  return text.length / 1000 / quantile(taken, 0);
}

/** Texts of a few kilobytes, as in a repository: one of each format. */
export function smallFiles(): { path: string; text: string }[] {
  return ids.map((id) => ({ path: samples[id].path, text: samples[id].text(100) }));
}

function sessionOf(sample: Sample<FormatId>, text: string): Session {
  return new Session({ formats, loaders, today: TODAY, source: memorySource({ [sample.path]: text }) });
}

function times(runs: number, run: () => void): number[] {
  return Array.from({ length: runs }, () => time(run));
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

// `npm run bench`: what parsing, a keystroke and each rule cost, how the cost grows with the file, and a run of the
// command line over 10,000 files. It measures the code that ships, bundled as it ships, and prints the budgets beside.
// Ratios hold on any machine; times are to be read on one that does nothing else.
import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { pathToFileURL } from 'node:url';
import { commandLineRun } from './bench/command-line';
import type * as Measure from './bench/measure';

const BUDGET = { keystroke: 16, ratio: 2, growth: 12, throughput: 30, files: 10_000, seconds: 20, resident: 600 };

execFileSync(process.execPath, ['scripts/build.mjs', '--bench'], { stdio: 'inherit' });
const measure = (await import(pathToFileURL('out/bench/measure.mjs').href)) as typeof Measure;

const [busy = 0] = loadavg();
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${busy.toFixed(1)} before\n`);

table(
  [
    'format',
    'parse 1,000 lines',
    'keystroke',
    `keystroke ÷ parse (≤ ${BUDGET.ratio})`,
    'p50',
    `p95 (≤ ${BUDGET.keystroke} ms)`,
    `10× the lines (≤ ${BUDGET.growth}×)`,
  ],
  (await measure.formatTimes()).map(({ name, parse, best, median, p95, growth }) => [
    name,
    ms(parse),
    ms(best),
    // Where parsing is next to nothing there is nothing to compare with.
    parse < 0.1 ? '–' : judged(best / parse, BUDGET.ratio, (ratio) => ratio.toFixed(1)),
    ms(median),
    judged(p95, BUDGET.keystroke, ms),
    judged(growth, BUDGET.growth, (times) => `${times.toFixed(1)}×`),
  ]),
);

table(
  ['rule', '1,000 lines', 'share of its format’s rules'],
  (await measure.ruleTimes()).map(({ rule, time, share }) => [rule, ms(time), `${(100 * share).toFixed(0)} %`]),
);

const speed = await measure.secretsThroughput();
const run = commandLineRun(measure.smallFiles(), BUDGET.files);
table(
  ['what', 'measured', 'budget'],
  [
    ['secrets in text without candidates', `${speed.toFixed(0)} MB/s`, `≥ ${BUDGET.throughput} MB/s`],
    [`command line, ${BUDGET.files} files: processor`, `${run.user.toFixed(1)} s`, ''],
    [`command line, ${BUDGET.files} files: elapsed`, `${run.elapsed.toFixed(1)} s`, `≤ ${BUDGET.seconds} s`],
    [`command line, ${BUDGET.files} files: resident`, `${run.resident.toFixed(0)} MB`, `≤ ${BUDGET.resident} MB`],
  ],
);

/** Marks what is over its budget. */
function judged(value: number, budget: number, show: (value: number) => string): string {
  return value <= budget ? show(value) : `**${show(value)}**`;
}

/** A Markdown table whose columns line up. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const line = (cells: readonly string[]) => console.log(`| ${cells.map(pad).join(' | ')} |`);
  line(head);
  line(widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  for (const row of rows) line(row);
  console.log();
}

function ms(time: number): string {
  return `${time.toFixed(2)} ms`;
}

import { setFlagsFromString } from 'node:v8';
import { PRODUCT } from '../core/product';
import { decodeText } from '../host/disk';
import { allRules } from '../rules/catalog';
import { type Arguments, HELP, readArguments, UsageError } from './arguments';
import { explain, ruleList } from './catalog';
import { inWords } from './files';
import { json } from './output/json';
import { pretty } from './output/pretty';
import { plural, type Report } from './output/report';
import { sarif } from './output/sarif';
import { failing, runReview } from './review';

// The heap may double before garbage is collected; by itself it would grow fourfold, for no gain in time.
setFlagsFromString('--heap-growing-percent=100');

for (const stream of [process.stdout, process.stderr]) stream.on('error', giveUp);
process.exitCode = await main();

/** Who reads only the first lines of a report has seen enough: `infra-review | head -1`. */
function giveUp(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  console.error(`infra-review: the output cannot be written: ${error.message}`);
  process.exit(2);
}

/** What is wrong with the call is one line; what is wrong with us is told in full. Either way nothing could be run. */
async function main(): Promise<number> {
  try {
    return await run(readArguments(process.argv.slice(2), new Date()));
  } catch (error) {
    const ours = !(error instanceof UsageError);
    console.error(
      `infra-review: ${ours ? `internal error: ${error instanceof Error ? error.stack : error}` : error.message}`,
    );
    return 2;
  }
}

async function run(args: Arguments): Promise<number> {
  switch (args.command.name) {
    case 'help':
      return print(HELP);
    case 'version':
      return print(`${PRODUCT.version}\n`);
    case 'list-rules':
      return print(ruleList(await allRules(), args.format === 'json'));
    case 'explain':
      return print(await explain(args.command.rule, args.today));
    case 'lsp': {
      const { startServer } = await import('../server/node');
      return startServer();
    }
    case 'review':
      return runAndPrint(args);
  }
}

async function runAndPrint(args: Arguments): Promise<number> {
  const { report, errors, passedOver, fixedInput } = await runReview(args, process.cwd(), standardInput);
  const shown = args.quiet
    ? { ...report, findings: report.findings.filter(({ finding }) => reaches(finding.severity, args)) }
    : report;
  const text = await render(shown, args);
  if (fixedInput === undefined) process.stdout.write(text);
  else {
    process.stdout.write(fixedInput);
    process.stderr.write(text);
  }
  for (const { rule, path, error } of report.crashes) {
    console.error(`infra-review: ${rule} failed in ${path}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  const [first, ...more] = passedOver;
  if (first !== undefined) {
    const others = more.length === 0 ? '' : ` and ${plural(more.length, 'other file')}`;
    console.error(`infra-review: passed over, since it is no UTF-8 text: ${first}${others}`);
  }
  for (const error of errors) console.error(`infra-review: ${error}`);
  if (errors.length > 0) return 2;
  return failing(report, args) ? 1 : 0;
}

function reaches(severity: Arguments['failOn'], { failOn }: Arguments): boolean {
  const order = ['error', 'warning', 'info'];
  return order.indexOf(severity) <= order.indexOf(failOn);
}

async function render(report: Report, args: Arguments): Promise<string> {
  if (args.format === 'json') return json(report);
  if (args.format === 'sarif') return sarif(report, await allRules());
  return pretty(report, args.color ?? wantsColor());
}

/** As https://no-color.org and https://force-color.org have it. */
function wantsColor(): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
  return process.stdout.isTTY === true;
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const decoded = decodeText(Buffer.concat(chunks));
  if (typeof decoded === 'string') throw new UsageError(`standard input: ${inWords(decoded)}`);
  return decoded.text;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

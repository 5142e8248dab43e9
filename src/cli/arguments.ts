import { parseArgs } from 'node:util';
import { isDay } from '../core/day';
import { nearest } from '../core/spelling';

export const OUTPUTS = ['pretty', 'json', 'sarif'] as const;
export type Output = (typeof OUTPUTS)[number];
export const THRESHOLDS = ['error', 'warning', 'info'] as const;

export interface Arguments {
  readonly paths: readonly string[];
  readonly format: Output;
  readonly fix: boolean;
  readonly fixSuggested: boolean;
  readonly failOn: (typeof THRESHOLDS)[number];
  readonly maxWarnings: number | undefined;
  readonly config: string | undefined;
  readonly rules: readonly string[];
  readonly today: string;
  readonly stdinFilename: string | undefined;
  readonly color: boolean | undefined;
  readonly quiet: boolean;
  readonly command:
    | { readonly name: 'review' | 'help' | 'version' | 'list-rules' | 'lsp' }
    | { readonly name: 'explain'; readonly rule: string };
}

/** Something about how the command was called, or about its input, makes it impossible to run: exit status 2. */
export class UsageError extends Error {}

const OPTIONS = {
  format: { type: 'string', default: 'pretty' },
  fix: { type: 'boolean', default: false },
  'fix-suggested': { type: 'boolean', default: false },
  'fail-on': { type: 'string', default: 'warning' },
  'max-warnings': { type: 'string' },
  config: { type: 'string' },
  rule: { type: 'string', multiple: true, default: [] as string[] },
  today: { type: 'string' },
  'stdin-filename': { type: 'string' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  quiet: { type: 'boolean', default: false },
  'list-rules': { type: 'boolean', default: false },
  explain: { type: 'string' },
  stdio: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

export const HELP = `infra-review [options] [path…]

Reviews the infrastructure code in files and folders (by default in this folder).
What git ignores is left out. A path of - reads standard input; say its name with --stdin-filename.

  --format pretty|json|sarif   how to print the findings
  --fix                        put right what can be put right safely
  --fix-suggested              that, and what a fix merely suggests
  --fail-on error|warning|info the least severity that makes the exit status 1 (warning)
  --max-warnings <n>           let so many warnings pass
  --config <file>              this configuration instead of the infra-review.yaml files
  --rule <id>                  only this rule, active or not; may stand several times
  --today <yyyy-mm-dd>         the day of the review, for what depends on dates
  --stdin-filename <path>      the path that standard input stands for
  --quiet                      leave out findings below the threshold
  --color, --no-color          colours, or none (by default, when a terminal reads)
  --list-rules                 all rules; with --format json also their options and equivalents
  --explain <rule>             the page of a rule
  lsp --stdio                  the language server, for editors
  -h, --help   -v, --version

Exit status: 0 clean, 1 findings at or above the threshold, 2 could not run.
`;

/** Reads the command line. Throws a UsageError that says what is wrong with it. */
export function readArguments(words: readonly string[], now: Date): Arguments {
  const { values, positionals } = parse(words);
  const today = values.today ?? now.toISOString().slice(0, 10);
  if (!isDay(today)) throw new UsageError(`--today ${today}: write a day as 2026-11-21`);
  const maxWarnings = values['max-warnings'];
  if (maxWarnings !== undefined && !/^\d+$/.test(maxWarnings))
    throw new UsageError(`--max-warnings ${maxWarnings}: must be a number`);
  if (values['stdin-filename'] !== undefined && !positionals.includes('-'))
    throw new UsageError('--stdin-filename names standard input, so the path must be -');
  const [first, ...rest] = positionals;
  const isServer = first === 'lsp' && values.stdio;
  return {
    paths: isServer ? rest : positionals,
    format: oneOf('--format', values.format, OUTPUTS),
    fix: values.fix || values['fix-suggested'],
    fixSuggested: values['fix-suggested'],
    failOn: oneOf('--fail-on', values['fail-on'], THRESHOLDS),
    maxWarnings: maxWarnings === undefined ? undefined : Number(maxWarnings),
    config: values.config,
    rules: values.rule,
    today,
    stdinFilename: values['stdin-filename'],
    color: values['no-color'] ? false : values.color,
    quiet: values.quiet,
    command: commandOf(values, isServer),
  };
}

function commandOf(values: ReturnType<typeof parse>['values'], isServer: boolean): Arguments['command'] {
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  if (values['list-rules']) return { name: 'list-rules' };
  if (values.explain !== undefined) return { name: 'explain', rule: values.explain };
  return { name: isServer ? 'lsp' : 'review' };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, unknown] = /Unknown option '(?:--)?([^']+)'/.exec(message) ?? [];
    if (unknown === undefined) throw new UsageError(message.split('\n')[0]?.replace(/\.$/, '') ?? message);
    const flag = unknown.startsWith('-') ? unknown : `--${unknown}`;
    const meant = nearest(unknown, Object.keys(OPTIONS));
    throw new UsageError(`unknown flag ${flag}${meant === undefined ? '; see --help' : `; did you mean --${meant}?`}`);
  }
}

function oneOf<const Choice extends string>(flag: string, value: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`${flag} ${value}: must be ${choices.join(', ')}`);
  return found;
}

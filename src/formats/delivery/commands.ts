import { buildCommands } from '../../data/delivery/build-commands';
import { deployCommands } from '../../data/delivery/deploy-commands';
import {
  ANYTHING,
  type CommandMeaning,
  type Given,
  MAKES_TARGET,
  type Meaning,
  NOTHING,
} from '../../data/delivery/meaning';
import { meaningsOfName, namesProduction } from '../../data/delivery/names';
import { plainCommands } from '../../data/delivery/plain-commands';
import { publishCommands } from '../../data/delivery/publish-commands';
import { codeWordOf, isShell } from '../shell/nested';
import type { ShellCommand } from '../shell/syntax';
import type { ShellWord } from '../shell/word';
import { unwrapRunner } from './runner';

interface Entry {
  readonly pattern: readonly string[];
  readonly meaning: CommandMeaning;
}

/** The entries of a program; those of more words come first. */
const entriesByProgram = new Map<string, readonly Entry[]>();
for (const table of [buildCommands, deployCommands, publishCommands]) {
  for (const [program, subcommands] of Object.entries(table)) {
    const known = entriesByProgram.get(program) ?? [];
    const own = Object.entries(subcommands).map(([words, meaning]) => ({
      pattern: words === '' ? [] : words.split(' '),
      meaning,
    }));
    const isOwn = ({ pattern }: Entry) => own.some((entry) => entry.pattern.join(' ') === pattern.join(' '));
    const entries = [...own, ...known.filter((entry) => !isOwn(entry))];
    entriesByProgram.set(
      program,
      entries.sort((a, b) => b.pattern.length - a.pattern.length),
    );
  }
}

/** What is known of a command. */
export interface CommandMeanings {
  /** In the words of a reader: `kubectl apply`. */
  readonly by: string;
  readonly meanings: readonly Meaning[];
}

/** What a command does, by the program that it runs in the end: `npx jest` is `jest`. */
export function meaningsOfCommand(command: ShellCommand): CommandMeanings {
  const words = unwrapRunner(command.words);
  const [first] = words;
  if (!first) return { by: '', meanings: NOTHING };
  const path = first.value;
  if (path === undefined) return { by: first.raw, meanings: [ANYTHING] };
  const program = programOf(path);
  if (/^python[\d.]*$/.test(program)) return python(words);
  if (isShell(program) || program === 'source') return runsFile(codeWordOf({ name: program, words }));
  const entries = entriesByProgram.get(program);
  if (entries) return inTable(program, entries, words);
  if (program === 'curl' || program === 'wget') return { by: program, meanings: request(words) };
  if (plainCommands.has(program)) return { by: program, meanings: NOTHING };
  return path.includes('/') ? runsFile(first) : { by: program, meanings: [ANYTHING] };
}

/** Without its folder, the ending of Windows, and the version that `npx` is to bring. */
function programOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const at = name.indexOf('@', 1);
  return (at < 0 ? name : name.slice(0, at)).replace(/\.(?:cmd|bat|exe)$/i, '');
}

function python(words: readonly ShellWord[]): CommandMeanings {
  const at = words.findIndex((word, index) => index > 0 && !word.prefix.startsWith('-'));
  const file = words[at];
  if (!file || words.slice(1, at).some(({ value }) => value === '-c')) return { by: 'python', meanings: NOTHING };
  const isManage = /(?:^|\/)manage\.py$/.test(file.value ?? '');
  const entries = isManage ? entriesByProgram.get('manage.py') : undefined;
  return entries ? inTable('manage.py', entries, words.slice(at)) : runsFile(file);
}

/** Names of scripts that make a cluster for the job. */
const LOCAL_CLUSTER = /(?<![a-z])(?:kind|minikube|k3d|k3s|microk8s|localstack)(?![a-z])/i;

/** A script of the project's own: its name is all that is known. */
function runsFile(file: ShellWord | undefined): CommandMeanings {
  if (!file) return { by: 'sh', meanings: NOTHING };
  const name = file.prefix.slice(file.prefix.lastIndexOf('/') + 1);
  const target = LOCAL_CLUSTER.test(name) ? [MAKES_TARGET] : NOTHING;
  return { by: name, meanings: [...meaningsOfName(name), ...target, ANYTHING] };
}

function inTable(program: string, entries: readonly Entry[], words: readonly ShellWord[]): CommandMeanings {
  const operands = words
    .slice(1)
    .flatMap((word) => (word.prefix.startsWith('-') ? [] : [word.value ?? unquoted(word.raw)]));
  let best: { entry: Entry; at: number } | undefined;
  for (const entry of entries) {
    const at = indexOf(operands, entry.pattern);
    if (at >= 0 && (!best || isNearer(at, entry, best))) best = { entry, at };
  }
  if (!best) return { by: program, meanings: NOTHING };
  const { pattern, meaning } = best.entry;
  const given = givenOf(words, operands.slice(pattern.length === 0 ? 0 : best.at + pattern.length));
  const meanings = typeof meaning === 'function' ? meaning(given) : meaning;
  const all = Array.isArray(meanings) ? (meanings as readonly Meaning[]) : [meanings as Meaning];
  const done = all.filter((each) => isDone(each, given));
  return { by: [program, ...pattern].join(' '), meanings: isElsewhere(given) ? done.map(preview) : done };
}

/** The subcommand is the first operand that can be one; options' values may stand before it. */
function isNearer(at: number, { pattern }: Entry, best: { readonly entry: Entry; readonly at: number }): boolean {
  if (pattern.length === 0) return false;
  return best.entry.pattern.length === 0 || at < best.at;
}

function indexOf(operands: readonly string[], pattern: readonly string[]): number {
  for (let at = 0; at + pattern.length <= operands.length; at++) {
    if (pattern.every((word, index) => operands[at + index] === word)) return at;
  }
  return -1;
}

function givenOf(words: readonly ShellWord[], operands: readonly string[]): Given {
  const options = new Map<string, string[]>();
  words.forEach((word, index) => {
    if (index === 0 || !word.prefix.startsWith('-')) return;
    const equals = word.prefix.indexOf('=');
    const name = equals < 0 ? word.prefix : word.prefix.slice(0, equals);
    const values = options.get(name) ?? [];
    options.set(name, values);
    const next = words[index + 1];
    if (equals >= 0) values.push(unquoted(word.raw.slice(word.raw.indexOf('=') + 1)));
    else if (next && !next.prefix.startsWith('-')) values.push(unquoted(next.raw));
  });
  return {
    operands,
    has: (...names) => names.some((name) => options.has(name)),
    values: (...names) => names.flatMap((name) => options.get(name) ?? []),
  };
}

function unquoted(raw: string): string {
  return raw.replace(/["']/g, '');
}

/** Options that name the place to deploy to. */
const PLACE = [
  '--stage',
  '--env',
  '--environment',
  '--stack',
  '--namespace',
  '-n',
  '-s',
  '-e',
  '--config',
  '--project',
];

/** Whether the options name a place that is not production. */
function isElsewhere({ values }: Given): boolean {
  return values(...PLACE).some((value) => namesProduction(value) === false);
}

function preview(meaning: Meaning): Meaning {
  return meaning.kind === 'deploys' ? { ...meaning, isPreview: true } : meaning;
}

/** Options with which tests are only built or named. */
const UNTESTED = ['--list', '--listTests', '--list-tests', '--collect-only', '--co', '--no-run', '--fixtures'];

/** Whether the options let a command do what it is there for, and not just show or prepare it. */
function isDone({ kind }: Meaning, { has, values }: Given): boolean {
  if (has('--help', '--version')) return false;
  if (kind === 'tests') return !has(...UNTESTED);
  if (kind !== 'deploys' && kind !== 'publishes' && kind !== 'rolls-back' && kind !== 'verifies') return true;
  return !has('--dry-run', '--dryrun') || values('--dry-run').some((value) => value === 'none' || value === 'false');
}

/** A request to a web hook tells somebody; any other may be a look at what has been deployed. */
function request(words: readonly ShellWord[]): readonly Meaning[] {
  const texts = words.map(({ raw }) => raw);
  const isHook = (text: string) =>
    /hooks\.slack\.com|discord(?:app)?\.com\/api\/webhooks|webhook\.office|api\.telegram|slack\.com\/api|pagerduty|opsgenie/i.test(
      text,
    );
  if (texts.some((text) => isHook(text) || (/slack|discord|teams|notif/i.test(text) && /url|hook/i.test(text))))
    return [{ kind: 'notifies' }];
  if (texts.some((text) => /deploy|hook/i.test(text)))
    return [{ kind: 'deploys', certainty: 'likely', subject: 'service' }];
  return [{ kind: 'verifies', certainty: 'likely' }];
}

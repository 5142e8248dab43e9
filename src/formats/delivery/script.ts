import { SourceFile } from '../../core/text';
import type { Meaning } from '../../data/delivery/meaning';
import { parseShell } from '../shell/parse';
import type { ShellSource } from '../shell/source';
import type { ShellCommand } from '../shell/syntax';
import { meaningsOfCommand } from './commands';
import { leniencyOf } from './leniency';
import { isActivity } from './meanings';
import type { Activity, Doing } from './model';

/** How a system runs a script. */
interface ScriptSetting {
  /** Whether a POSIX shell or Bash reads it; else each line is taken for a command of its own, as far as that goes. */
  readonly isPosix: boolean;
  /** Whether a pipeline surely fails only with its last command. */
  readonly ignoresPipes?: boolean;
}

/** What scripts do, by how and what they are, with places in their own text. */
const known = new Map<string, Doing>();
/** Scripts longer than this, in UTF-16 units, and more of them than that are read anew each time. */
const LONGEST_KNOWN = 20_000;
const MOST_KNOWN = 1_000;

/**
 * What a script does. What the system itself replaces must be masked, see `masked`. While one script is typed in, all the
 * others of the file are known from before.
 */
export function doingOfScript(source: ShellSource, setting: ScriptSetting): Doing {
  const { text } = source;
  if (text.length > LONGEST_KNOWN) return read(source, setting);
  const key = `${setting.isPosix ? 'p' : ''}${setting.ignoresPipes === true ? 'i' : ''}:${text}`;
  let doing = known.get(key);
  if (!doing) {
    if (known.size >= MOST_KNOWN) known.clear();
    const own = new SourceFile('', text);
    doing = read({ text, locate: (start, end) => own.span(start, end) }, setting);
    known.set(key, doing);
  }
  return doing.activities.length === 0
    ? doing
    : { ...doing, activities: doing.activities.map((each) => placed(each, source)) };
}

function placed(activity: Activity, { locate }: ShellSource): Activity {
  const { at, ignored } = activity;
  // Most places are never asked for.
  return {
    ...activity,
    get at() {
      return locate(at.start, at.end);
    },
    ignored: ignored && {
      by: ignored.by,
      get at() {
        return locate(ignored.at.start, ignored.at.end);
      },
    },
  };
}

function read(source: ShellSource, setting: ScriptSetting): Doing {
  const activities: Activity[] = [];
  let isOpaque = false;
  let makesTarget = false;
  const scripts = setting.isPosix ? [source] : linesOf(source);
  for (const each of scripts) {
    const { commands, problems } = parseShell(each);
    if (problems.length > 0) isOpaque = true;
    for (const command of commands) {
      const { by, meanings } = meaningsOfCommand(command);
      for (const meaning of meanings) {
        if (meaning.kind === 'anything') isOpaque = true;
        else if (meaning.kind === 'makes-target') makesTarget = true;
        else if (isActivity(meaning)) activities.push(activityOf(meaning, by, command, commands, setting));
      }
    }
  }
  return { activities, isOpaque, makesTarget };
}

function activityOf(
  meaning: Meaning & Pick<Activity, 'kind'>,
  by: string,
  command: ShellCommand,
  commands: readonly ShellCommand[],
  setting: ScriptSetting,
): Activity {
  return {
    certainty: 'certain',
    ...meaning,
    at: command.span,
    by,
    ignored: leniencyOf(command, commands, setting.ignoresPipes === true),
  };
}

/** PowerShell and cmd go on in the next line after these. */
function withoutContinuation(line: string): string {
  return line.endsWith('`') || line.endsWith('^') ? line.slice(0, -1) : line;
}

/** The lines of a script in another language, whose commands are written much as in a shell. */
function linesOf({ text, locate }: ShellSource): readonly ShellSource[] {
  const lines: ShellSource[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    const start = from;
    from += line.length + 1;
    const code = withoutContinuation(line.trimEnd()).replace(/^(\s*)[@&]/, '$1 ');
    if (/^\s*(?:#|::|rem\b|[$}{)]|if\b|for\b|foreach\b|try\b|catch\b|function\b|param\b|else\b|$)/i.test(code))
      continue;
    lines.push({ text: code, locate: (at, to) => locate(start + at, start + to) });
  }
  return lines;
}

/**
 * A text in which stretches that the pipeline's system replaces stand as shell variables of the same length, so that
 * the shell's parser takes them for unknown. They are at least three characters long.
 */
export function masked(text: string, stretches: readonly { readonly start: number; readonly end: number }[]): string {
  let out = '';
  let at = 0;
  for (const { start, end } of stretches) {
    out += `${text.slice(at, start)}\${${'x'.repeat(Math.max(end - start - 3, 0))}}`;
    at = end;
  }
  return out + text.slice(at);
}

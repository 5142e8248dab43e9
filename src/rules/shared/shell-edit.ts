import { contains, type Edit, indentAt, insert, replace, type Span, textOf } from '../../core/text';
import type { RunInstruction } from '../../formats/dockerfile/model';
import type { ShellCommand, ShellPart } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';

/** Puts an option behind a word of a command. */
export function addOption({ span, isExec }: ShellWord, option: string): Edit {
  return insert(span.file, span.end, isExec ? `, ${JSON.stringify(option)}` : ` ${option}`);
}

/** Writes another text in place of a plain word; undefined where the word comes from a variable. */
export function replaceWord({ span, isExec, isExpanded }: ShellWord, text: string): Edit | undefined {
  return isExpanded ? undefined : replace(span, isExec ? JSON.stringify(text) : text);
}

/**
 * Takes words out of a command, with the blanks before them, or the lines that they fill. Undefined where that can't be
 * done by the text: for the program itself, and for what comes from a variable.
 */
export function removeWords({ words }: ShellCommand, unwanted: readonly ShellWord[]): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const word of unwanted) {
    const before = words[words.indexOf(word) - 1];
    if (!before || word.isExpanded || before.span.end > word.span.start) return undefined;
    const { file } = word.span;
    const gap = file.span(before.span.end, word.span.start);
    if (/^[\s,\\`]*$/.test(textOf(gap))) edits.push(replace({ ...gap, end: word.span.end }, ''));
    else {
      const line = unwanted.length === 1 ? ownLine(word.span) : undefined;
      if (!line) return undefined;
      edits.push(replace(line, ''));
    }
  }
  return edits;
}

/** The line of a word that is alone on it and continued, line end included. */
function ownLine({ file, start, end }: Span): Span | undefined {
  const line = file.line(file.lineAt(start));
  const next = file.lineStarts[file.lineAt(start) + 1];
  const isAlone =
    /^[ \t]*$/.test(file.text.slice(line.start, start)) &&
    /^[ \t]*[\\`]$/.test(file.text.slice(end, line.end).trimEnd());
  return isAlone && next !== undefined ? { ...line, end: next } : undefined;
}

/** Takes a command out of a list whose next command is to run without it; undefined where nothing plainly follows. */
export function removeCommand(command: ShellCommand, commands: readonly ShellCommand[]): Edit | undefined {
  const next = commands[commands.indexOf(command) + 1];
  const { file, start, end } = command.span;
  if (!next || next.within !== command.within || (next.connector !== '&&' && next.connector !== ';')) return undefined;
  if (next.span.start < end || command.connector === '||' || command.connector === '|') return undefined;
  const between = file.text.slice(end, next.span.start).replace(/[ \t\\`\r\n]/g, '');
  const isPlain = between === '' || between === '&&' || between === ';';
  return isPlain ? replace({ file, start, end: next.span.start }, '') : undefined;
}

/** Runs one more command before a list; undefined where no shell reads it. */
export function prependCommand(
  { command: { form } }: RunInstruction,
  { span }: ShellPart,
  command: string,
): Edit | undefined {
  return form === 'exec' ? undefined : insert(span.file, span.start, `${command} && `);
}

/** Runs one more command where a list succeeds, written in the style of the list's own lines; undefined where no shell reads it. */
export function appendCommand(
  { command: { form, script, words }, span: { file, start } }: RunInstruction,
  { span }: ShellPart,
  command: string,
  escapeCharacter: string,
): Edit | undefined {
  const isInString = words.some((word) => word.span.start < span.start && contains(word.span, span));
  if (form === 'exec' && !isInString) return undefined;
  const at = span.end;
  const text = textOf(span);
  const isHeredoc = script?.text.includes('\n') ?? false;
  const stopsAtErrors = /^[ \t]*set -[a-z]*e/m.test(script?.text ?? '');
  if (!text.includes('\n')) {
    const ownLine = isHeredoc && stopsAtErrors && !text.includes('&&');
    return insert(file, at, ownLine ? `${file.eol}${indentAt(file, span.start)}${command}` : ` && ${command}`);
  }
  const newLine = `${isHeredoc ? '\\' : escapeCharacter}${file.eol}`;
  const leading = /\n([ \t]*)&&[ \t]/.exec(text);
  if (leading) return insert(file, at, ` ${newLine}${leading[1]}&& ${command}`);
  const trailing = /&&[ \t]*[\\`][ \t]*\r?\n([ \t]*)\S/.exec(text);
  if (trailing) return insert(file, at, ` && ${newLine}${trailing[1]}${command}`);
  return insert(file, at, ` ${newLine}${indentAt(file, start)}    && ${command}`);
}

/** Whether an instruction holds one command and nothing else. */
export function isOnlyCommand({ command: { commands, form } }: RunInstruction, command: ShellCommand): boolean {
  return form === 'shell' && commands.length === 1 && commands[0] === command;
}

/** Takes a whole instruction away, its line end included. */
export function removeInstruction({ file, end, start }: Span): Edit {
  const next = file.lineStarts[file.lineAt(end) + 1] ?? file.text.length;
  return replace({ file, start: file.line(file.lineAt(start)).start, end: next }, '');
}

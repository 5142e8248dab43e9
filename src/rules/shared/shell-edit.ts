import { type Edit, indentAt, insert, textOf } from '../../core/text';
import type { RunInstruction } from '../../formats/dockerfile/model';
import type { ShellPart } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';

/** Puts an option behind a word of a command. */
export function addOption({ span }: ShellWord, option: string): Edit {
  return insert(span.file, span.end, ` ${option}`);
}

/** Runs one more command where a list succeeds, written in the style of the list's own lines. */
export function appendCommand(
  { command: { script }, span: { file, start } }: RunInstruction,
  { span }: ShellPart,
  command: string,
  escapeCharacter: string,
): Edit {
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

import { basename } from '../../../core/path';
import type { Fix } from '../../../core/rule';
import { type Edit, replace, type SourceFile, type Span, textOf } from '../../../core/text';
import type { Assignment } from '../../../formats/secrets/model';
import { environmentName } from './environment-name';

/** How a program reads a variable of the environment where a string stands, or undefined where it can't there. */
type Lookup = (name: string, line: string, file: SourceFile) => string | undefined;

const CONSTANT = /\b(?:const|static|final|public|private|protected|var|readonly)\b|^\s*[@[#]/;

/** By extension. What a constant may hold, and what is imported, differs; where it is not certain nothing is offered. */
const LOOKUPS: Readonly<Record<string, Lookup>> = {
  py: (name, _, { text }) => (/^import os\b/m.test(text) ? `os.environ["${name}"]` : undefined),
  rb: (name) => `ENV.fetch("${name}")`,
  js: inNode,
  mjs: inNode,
  cjs: inNode,
  php: (name, line) => (CONSTANT.test(line) ? undefined : `getenv('${name}')`),
  java: (name, line) => (CONSTANT.test(line) ? undefined : `System.getenv("${name}")`),
  kt: (name, line) => (/\bconst\b|^\s*@/.test(line) ? undefined : `System.getenv("${name}")`),
  cs: (name, line) =>
    /\bconst\b|^\s*\[/.test(line) ? undefined : `System.Environment.GetEnvironmentVariable("${name}")`,
  go: (name, line, { text }) =>
    /:=|\w\.\w+ = /.test(line) && /^(?:import|\t)[ \t]*"os"/m.test(text) ? `os.Getenv("${name}")` : undefined,
  ps1: (name, line) => (/^\s*(?:\[\w+\])?\$\w+\s*=/.test(line) ? `$env:${name}` : undefined),
};

function inNode(name: string, _: string, { text }: SourceFile): string | undefined {
  return /\bprocess\.env\b|\brequire\(|\bmodule\.exports\b/.test(text) ? `process.env.${name}` : undefined;
}

/** Reads from the environment what a program, a script or the settings of Spring hold as a string. */
export function codeFix(assignment: Assignment): Fix | undefined {
  const { value, fallback, name } = assignment;
  const { file } = value;
  if (fallback) return { title: 'Take the default away', kind: 'suggested', edits: [replace(fallback, '')] };
  const variable = environmentName(name);
  const extension = /\.(\w+)$/.exec(basename(file.path))?.[1]?.toLowerCase() ?? '';
  const edit = /^(?:sh|bash|zsh|ksh)$/.test(extension)
    ? inShell(assignment)
    : isOfSpring(file.path)
      ? inSettings(assignment, variable)
      : inProgram(value, LOOKUPS[extension], variable);
  return edit && { title: `Take it from the environment, as ${variable}`, kind: 'suggested', edits: [edit] };
}

function inProgram(value: Span, lookup: Lookup | undefined, variable: string): Edit | undefined {
  const { file, start, end } = value;
  const quotes = file.text[start - 1] ?? '';
  if (!/["'`]/.test(quotes) || file.text[end] !== quotes || /["']/.test(file.text[end + 1] ?? '')) return undefined;
  // f"…", r'…'
  if (/[\w@$"']/.test(file.text[start - 2] ?? '')) return undefined;
  const text = lookup?.(variable, textOf(file.line(file.lineAt(start))), file);
  return text === undefined ? undefined : replace(file.span(start - 1, end + 1), text);
}

/** What may stand before an assignment on its line. */
const BEFORE_ASSIGNMENT =
  /(?:^|[;&|(])[ \t]{0,40}(?:(?:export|readonly|local|declare)[ \t]{1,9})?(?:\w{1,60}=[^\s"]{0,200}[ \t]{1,9}){0,9}$/;

/** `NAME=value`, quoted or not, fails then where the variable is not set. */
function inShell({ value, name }: Assignment): Edit | undefined {
  const { file, start, end } = value;
  const quotes = file.text[start - 1] ?? '';
  const isQuoted = /["']/.test(quotes) && file.text[end] === quotes;
  const [from, to] = isQuoted ? [start - 1, end + 1] : [start, end];
  const assigned = from - name.length - 1;
  if (!/^\w+$/.test(name) || file.text.slice(assigned, from) !== `${name}=`) return undefined;
  const before = file.text.slice(file.line(file.lineAt(from)).start, assigned);
  if (before.includes('"') || !BEFORE_ASSIGNMENT.test(before) || !/^(?:\s|;\s|$)/.test(file.text.slice(to, to + 2)))
    return undefined;
  if (isInHeredoc(file, from)) return undefined;
  const known = /^\$\{(\w+):?-[^}]*\}$/.exec(textOf(value))?.[1] ?? name;
  return replace(file.span(from, to), `"\${${known}:?set ${known}}"`);
}

/** How far back a here-document is looked for. */
const LONGEST_HEREDOC = 5_000;

/** Whether an offset is in a here-document, where quotes are text. */
function isInHeredoc({ text }: SourceFile, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - LONGEST_HEREDOC), offset);
  const opening = before.lastIndexOf('<<');
  const word =
    opening < 0 ? undefined : /^<<-?[ \t]{0,9}["']?(\w{1,60})/.exec(before.slice(opening, opening + 80))?.[1];
  if (word === undefined) return false;
  return !before
    .slice(opening)
    .split(/\r?\n/)
    .some((line) => line.trim() === word);
}

/** Whether a file is of those that Spring Boot reads its settings from. */
export function isOfSpring(path: string): boolean {
  return /^(?:application|bootstrap)(?:-[\w-]+)?\.(?:properties|ya?ml)$/.test(basename(path));
}

function inSettings({ value, node }: Assignment, variable: string): Edit {
  const known = /^\$\{([\w.-]+):/.exec(textOf(value))?.[1];
  const words = node?.kind === 'yaml' ? environmentName(node.path.join('.')) : variable;
  return replace(value, `\${${known ?? words}}`);
}

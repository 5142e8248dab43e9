import {
  after,
  type LineReader,
  lineBefore,
  literal,
  type Name,
  nameAround,
  quoted,
  type Region,
  stringReader,
} from './lines';
import type { Assignment } from './model';

const STRING = stringReader('code');

/** A string in a program: assigned, handed to a setter, given beside a name in a call, or what a lookup falls back on. */
export const codeReader: LineReader = (region, mention) => STRING(region, mention) ?? inCall(region, mention);

/** Functions of a name and a value: what they set, or what is taken where the name is not set. */
const TAKES_NAME_AND_VALUE =
  /(?:getenv|get_env|getenvordefault|getenvor|envor|env_or|environ\.get|environ\.setdefault|setdefault|\benv|\bfetch|getordefault|\bdefine|setproperty|addproperty|getproperty|setenv|set_env|withenv|setenvironmentvariable|\.property|\.config|\.put)\([ \t]{0,9}["'`]$/i;

function inCall(region: Region, mention: number): Assignment | undefined {
  const name = nameAround(region, mention, /[\w.-]/);
  const before = lineBefore(region, name.start);
  if (/^\s*(?:\/\/|#|\*|\/\*|--)/.test(before)) return undefined;
  return inSetter(region, name) ?? besideName(region, name, before) ?? inFallback(region, name, before);
}

/** `x.setPassword("…")`, `.withPassword("…")` and `.password("…")`, with nothing but that. */
function inSetter(region: Region, name: Name): Assignment | undefined {
  const { text } = region.file;
  const setter = /(?:^|\.)(?:set|with)([A-Z]\w{0,60})$|\.([a-z]\w{0,60})$/.exec(text.slice(name.start, name.end));
  const called = setter?.[1] ?? setter?.[2];
  if (called === undefined) return undefined;
  const from = after(region, /\([ \t]{0,9}(?=["'`])/y, name.end);
  const found = from === undefined ? undefined : quoted(region, name, from, 'code');
  return found && /^["'`][ \t]{0,9}\)/.test(text.slice(found.value.end, found.value.end + 12))
    ? { ...found, name: called }
    : undefined;
}

/** Functions that do without what to take where the name is not set. */
const LOOKS_UP = /(?:os\.getenv|environ\.get|\benv|ENV\.fetch|\bconfig)\([ \t]{0,9}["'`]$/;

/** `getenv("NAME", "…")`, `define('NAME', '…')`. */
function besideName(region: Region, name: Name, before: string): Assignment | undefined {
  if (!TAKES_NAME_AND_VALUE.test(before)) return undefined;
  const from = after(
    region,
    /["'`]\s{0,99},\s{0,99}(?:default(?:_?value)?[ \t]{0,9}[=:][ \t]{0,9})?(?=["'`])/iy,
    name.end,
  );
  const found = from === undefined ? undefined : quoted(region, name, from, 'code');
  return found && LOOKS_UP.test(before)
    ? { ...found, fallback: region.file.span(name.end + 1, found.value.end + 1) }
    : found;
}

/** What stands before a variable of the environment. */
const IS_VARIABLE =
  /(?:(?:process|import\.meta)\.env\.|(?:\bENV\[|environ\[|getenv\(|Variable\(|env\(|process\.env\[)[ \t]{0,9}["']?)$/i;

/** `process.env.NAME || "…"`, `ENV["NAME"] ?? "…"`, and `${name:…}` as Spring has it. */
function inFallback(region: Region, name: Name, before: string): Assignment | undefined {
  const { file } = region;
  const from = after(region, /["'`]?[\])]{0,2}[ \t]{0,9}(?:\|\||\?\?|\?:|or)\s{0,99}(?=["'`])/y, name.end);
  if (from !== undefined) {
    const found = quoted(region, name, from, 'code');
    const called = file.text.slice(name.start, name.end);
    const isVariable = IS_VARIABLE.test(before + called.slice(0, called.lastIndexOf('.') + 1));
    const operator = /[ \t]{0,9}(?:\|\||\?\?|\?:|or)\s{0,99}$/.exec(file.text.slice(name.end, from));
    return found && isVariable && operator
      ? { ...found, fallback: file.span(name.end + operator.index, found.value.end + 1) }
      : found;
  }
  if (!before.endsWith('${')) return undefined;
  const start = after(region, /:(?=[^?+\-=:/])/y, name.end);
  const end = start === undefined ? undefined : after(region, /[^\s"'`{}]{1,200}(?=\})/y, start);
  if (start === undefined || end === undefined) return undefined;
  return { ...literal(region, name, start, end, 'code'), fallback: file.span(start - 1, end) };
}

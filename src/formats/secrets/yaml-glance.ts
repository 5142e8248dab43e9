/** What stands on a line after a name: a separator, and perhaps a value. */
const AFTER = /[\w.-]{0,80}["']?(?:[ \t]*([=:]))?([^\r\n]{0,200})/y;
/** Anchors, aliases, flow collections, block indicators, types, sentences and plain words are no secrets. */
const NO_SECRET =
  /^(?:[&*{[|>!<#$]|["']?(?:[a-z-]+|true|false|null|~|\d{1,6}|[^\s"']{1,5})["']?[ \t]*(?:#|$))|\$\{|\{\{|^[^"'\s]+ [^#]|^["'][^"']* /;

/**
 * Whether a glance at the lines around the mentions finds any that may give a literal under the name. Most don't, and a
 * large file need not be parsed then.
 */
export function isWorthParsing(text: string, mentions: readonly number[]): boolean {
  if (/^(?:[ \t-]*kind:[ \t]*["']?Secret\b|chpasswd:)/m.test(text)) return true;
  return mentions.some((mention) => mayGiveLiteral(text, mention));
}

function mayGiveLiteral(text: string, mention: number): boolean {
  AFTER.lastIndex = mention;
  const [whole = '', separator, rest = ''] = AFTER.exec(text) ?? [];
  const value = rest.trimStart();
  const [line = '', previous = ''] = text
    .slice(Math.max(0, mention - 300), mention)
    .split('\n')
    .reverse();
  const [, ...next] = text.slice(mention + whole.length, mention + whole.length + 400).split('\n', 8);
  // A word of a script or of a list, an option of a command, a map on one line.
  if (separator === '=' || /[{[]/.test(line) || /(?:^|[\s"'])--[\w-]*$/.test(line)) return true;
  // The value stands beside its name, or under it.
  if (/(?:name|key)["']?[ \t]*:[ \t]*["']?[\w.-]*$/i.test(line)) return [previous, ...next].some(givesContent);
  if (value === '' || /^(?:#|&\S+$)/.test(value)) return next.some(givesContent);
  return separator === ':' && !NO_SECRET.test(value);
}

function givesContent(line: string): boolean {
  return /^(?:-[ \t]+)?["']?(?:value|default)["']?[ \t]*:/i.test(line.trimStart());
}

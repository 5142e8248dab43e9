import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { ReviewedFinding } from '../core/finding';
import { type NoticeId, notices } from '../core/notices';
import { ruleUrl } from '../core/product';
import type { Rule } from '../core/rule';
import { toRange } from './convert';

/** What is wrong, why, and how to put it right, for the findings at one place; null when there are none. */
export function hoverFor(
  findings: readonly ReviewedFinding[],
  rules: readonly Rule[],
  commands: boolean,
): Hover | null {
  const [first] = findings;
  if (!first) return null;
  const value = findings.map((finding) => words(finding, rules, commands)).join('\n\n---\n\n');
  return { contents: { kind: MarkupKind.Markdown, value }, range: toRange(first.at) };
}

function words(
  { rule: id, message, title, fixes }: ReviewedFinding,
  rules: readonly Rule[],
  commands: boolean,
): string {
  const rule = rules.find((each) => each.id === id);
  const why = rule?.why ?? (Object.hasOwn(notices, id) ? [notices[id as NoticeId].why] : []);
  const remedy = fixes.map((fix) => `- ${escaped(fix.title)}`);
  const page = commands ? `command:infraReview.openRule?${encodeURIComponent(JSON.stringify([id]))}` : ruleUrl(id);
  return [
    `**${escaped(title)}**`,
    // The editor that our client runs in shows the message itself, above.
    ...(commands ? [] : [escaped(message)]),
    ...why,
    ...(remedy.length > 0 ? [`Put it right:\n${remedy.join('\n')}`] : []),
    `[${id}](${page})`,
  ].join('\n\n');
}

/** Text that Markdown shows as it is, but for `code`. */
function escaped(text: string): string {
  const parts = text.split(/(`[^`]*`)/);
  return parts.map((part) => (part.startsWith('`') ? part : part.replace(/[\\*_{}[\]<>#|]/g, '\\$&'))).join('');
}

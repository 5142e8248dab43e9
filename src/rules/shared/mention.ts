import { type Span, textOf } from '../../core/text';

/**
 * Whether the commands of a stretch may hold what a pattern finds: the pattern finds it in the text, or a variable there
 * may stand for it. Much cheaper than to look at the commands.
 */
export function mayMention(span: Span, pattern: RegExp): boolean {
  const text = textOf(span);
  return text.includes('$') || pattern.test(text);
}

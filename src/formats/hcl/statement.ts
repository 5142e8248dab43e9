import type { Span } from '../../core/text';
import type { Body } from './syntax';

/** The innermost argument or block around an offset. */
export function statementIn(body: Body, offset: number): Span | undefined {
  const item = body.items.find(({ start, end }) => start <= offset && offset < end);
  if (!item) return undefined;
  return (item.kind === 'block' ? statementIn(item.body, offset) : undefined) ?? item;
}

import { type NoticeId, notices } from '../core/notices';
import { noticePage, rulePage } from '../core/page';
import type { Rule } from '../core/rule';
import { formats } from '../formats';
import { loaders } from '.';

/** Every rule, ordered by id. */
export async function allRules(): Promise<readonly Rule[]> {
  const all = (await Promise.all(Object.values(loaders).map((load) => load()))).flat();
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The documentation of a rule or notice as Markdown, or undefined where none is called so. `today` is the day of its examples. */
export async function pageOf(id: string, today: string): Promise<string | undefined> {
  const rule = (await allRules()).find((each) => each.id === id || each.formerIds?.includes(id));
  if (rule) return rulePage(rule, { formats, loaders, today });
  return Object.hasOwn(notices, id) ? noticePage(id as NoticeId) : undefined;
}

import { type NoticeId, notices } from '../core/notices';
import { noticePage, rulePage } from '../core/page';
import { ruleUrl } from '../core/product';
import { fixKinds, type Rule } from '../core/rule';
import { nearest } from '../core/spelling';
import { formats } from '../formats';
import { loaders } from '../rules';
import { UsageError } from './arguments';

/** Every rule, ordered by id. */
export async function allRules(): Promise<Rule[]> {
  const all = (await Promise.all(Object.values(loaders).map((load) => load()))).flat();
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** `--list-rules`: a line each, or with all that is known of them as JSON. */
export function ruleList(rules: readonly Rule[], asJson: boolean): string {
  if (asJson) {
    const list = rules.map((rule) => ({
      id: rule.id,
      title: rule.title,
      severity: rule.severity,
      practice: rule.practice,
      preset: rule.preset ?? 'recommended',
      since: rule.since,
      fixes: fixKinds(rule),
      equivalents: rule.equivalents ?? [],
      options: rule.options ?? {},
      url: ruleUrl(rule.id),
    }));
    return `${JSON.stringify(list, null, 2)}\n`;
  }
  const widest = Math.max(0, ...rules.map(({ id }) => id.length));
  return rules.map(({ id, severity, title }) => `${id.padEnd(widest)}  ${severity.padEnd(7)}  ${title}\n`).join('');
}

/** `--explain`: the page of a rule or notice, as Markdown. Throws a UsageError for a name that none has. */
export async function explain(id: string, rules: readonly Rule[], today: string): Promise<string> {
  const rule = rules.find((each) => each.id === id || each.formerIds?.includes(id));
  if (rule) return rulePage(rule, { formats, loaders, today });
  if (Object.hasOwn(notices, id)) return noticePage(id as NoticeId);
  const meant = nearest(id, [...rules.map((each) => each.id), ...Object.keys(notices)]);
  throw new UsageError(
    `no rule is called ${id}${meant === undefined ? '; see --list-rules' : `; did you mean ${meant}?`}`,
  );
}

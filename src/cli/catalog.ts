import { notices } from '../core/notices';
import { ruleUrl } from '../core/product';
import { fixKinds, type Rule } from '../core/rule';
import { nearest } from '../core/spelling';
import { allRules, pageOf } from '../rules/catalog';
import { UsageError } from './arguments';

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
export async function explain(id: string, today: string): Promise<string> {
  const page = await pageOf(id, today);
  if (page !== undefined) return page;
  const meant = nearest(id, [...(await allRules()).map((rule) => rule.id), ...Object.keys(notices)]);
  throw new UsageError(
    `no rule is called ${id}${meant === undefined ? '; see --list-rules' : `; did you mean ${meant}?`}`,
  );
}

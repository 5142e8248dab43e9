import type { Access, Scopes } from '../../data/action-permissions';

/** What each of them asks for, ordered by name; of two accesses the greater. Undefined as soon as one is unknown. */
export function union(all: readonly (Scopes | undefined)[]): Scopes | undefined {
  const out: Record<string, Access> = {};
  for (const scopes of all) {
    if (!scopes) return undefined;
    for (const [scope, access] of Object.entries(scopes)) if (out[scope] !== 'write') out[scope] = access;
  }
  return Object.fromEntries(Object.entries(out).sort(([a], [b]) => (a < b ? -1 : 1)));
}

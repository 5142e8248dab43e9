import { map, scalar, string } from '../yaml/access';
import type { YamlMap, YamlPair, YamlScalar } from '../yaml/syntax';
import { type Condition, conditionIn } from './condition';
import { flatten, type Resolver } from './reference';

/** One item of `rules`. */
export interface RuleClause {
  readonly map: YamlMap;
  readonly if: YamlScalar | undefined;
  /** Undefined where there is none, or it can't be read. */
  readonly condition: Condition | undefined;
  /** `on_success` where none is written; undefined where it can't be read. */
  readonly when: string | undefined;
  /** Where it is written. */
  readonly writtenWhen: YamlScalar | undefined;
  /** Whether `changes` or `exists` limit it too. */
  readonly dependsOnFiles: boolean;
}

export interface RuleClauses {
  readonly pair: YamlPair;
  /** In order; the first that fits decides. */
  readonly clauses: readonly RuleClause[];
  /** Whether all of them can be read. */
  readonly isWhole: boolean;
}

/** Reads `rules`, those of a job or of `workflow`. */
export function readClauses(pair: YamlPair | undefined, resolver: Resolver): RuleClauses | undefined {
  if (!pair) return undefined;
  const { nodes, isWhole } = flatten(pair.value, resolver);
  const maps = nodes.flatMap((node) => map(node) ?? []);
  return { pair, clauses: maps.map(readClause), isWhole: isWhole && maps.length === nodes.length };
}

function readClause(clause: YamlMap): RuleClause {
  const condition = scalar(clause.get('if'));
  const when = scalar(clause.get('when'));
  return {
    map: clause,
    if: condition,
    condition: condition && conditionIn(condition.text),
    when: clause.lacks('when') ? 'on_success' : string(when),
    writtenWhen: when,
    dependsOnFiles: !clause.lacks('changes') || !clause.lacks('exists'),
  };
}

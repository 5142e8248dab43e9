import type { WordPart } from 'unbash';

/** What is known of the environment that a script is run in: the value of a variable, or undefined where it is not known. */
export type Variables = (name: string) => string | undefined;

export const NO_VARIABLES: Variables = () => undefined;

/** The text that an expansion of a known variable gives; undefined for any other part of a word. */
export function expansionOf(part: WordPart, variables: Variables): string | undefined {
  if (part.type === 'SimpleExpansion') return variables(part.text.slice(1));
  if (part.type !== 'ParameterExpansion' || part.prefix || part.index) return undefined;
  const { parameter, operation } = part;
  const value = variables(parameter);
  if (!operation || value === undefined) return value;
  // A default counts only where the variable is empty.
  return operation.type === 'Default' && /^:?-$/.test(operation.operator) && value !== '' ? value : undefined;
}

/** Reads the environment from outside; the name is written in front of a command whose own it is. */
export const LOADS = /(?:^|[\s;&|({`])(?:source|\.|eval)[ \t]/;
const MENTION = /(\$(?:\{[#!]?)?)?\b([A-Za-z_][A-Za-z0-9_]*)(:?=)?/g;

/** The variables as a script leaves them alone: those that it may set anew, by whatever means, are not known in it. */
export function untouchedBy(text: string, variables: Variables): Variables {
  if (!text.includes('$') || LOADS.test(text)) return NO_VARIABLES;
  let touched: Set<string> | undefined;
  return (name) => {
    const value = variables(name);
    if (value === undefined) return undefined;
    touched ??= namesTouched(text);
    return touched.has(name) ? undefined : value;
  };
}

/** The names that stand in a text other than to be read. */
export function namesTouched(text: string): Set<string> {
  const names = new Set<string>();
  for (const [, dollar, name = '', assigns] of text.matchAll(MENTION)) {
    const isRead = dollar !== undefined && !(dollar !== '$' && assigns);
    if (!isRead) names.add(name);
  }
  return names;
}

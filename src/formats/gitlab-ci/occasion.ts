import type { Condition } from './condition';

/** What starts a pipeline. */
export type Source = 'push' | 'tag' | 'merge-request' | 'schedule' | 'web' | 'pipeline' | 'parent';

/** A variable that is there, with a text that can't be known. */
const SET = Symbol('set');
type Value = string | typeof SET | null | undefined;

/** One way in which a pipeline comes to be, with the variables that GitLab sets then. */
export interface Occasion {
  readonly source: Source;
  /** The branch, or the one that is to be merged; undefined for tags. */
  readonly branch: string | undefined;
  readonly isDefaultBranch: boolean;
  readonly variables: ReadonlyMap<string, Value>;
}

/** A branch that nothing in any file speaks of. */
export const SOME_BRANCH = 'some-change';

const NAMES: Readonly<Record<Source, string>> = {
  push: 'push',
  tag: 'push',
  'merge-request': 'merge_request_event',
  schedule: 'schedule',
  web: 'web',
  pipeline: 'pipeline',
  parent: 'parent_pipeline',
};

export function occasion(source: Source, branch: string, defaultBranch: string): Occasion {
  const isRequest = source === 'merge-request';
  const isTag = source === 'tag';
  const own = isRequest || isTag ? null : branch;
  const request = isRequest ? SET : null;
  const isDefaultBranch = branch === defaultBranch;
  return {
    source,
    branch: isTag ? undefined : branch,
    isDefaultBranch,
    variables: new Map<string, Value>([
      ['CI', 'true'],
      ['GITLAB_CI', 'true'],
      ['CI_PIPELINE_SOURCE', NAMES[source]],
      ['CI_COMMIT_BRANCH', own],
      ['CI_COMMIT_TAG', isTag ? SET : null],
      ['CI_COMMIT_REF_NAME', isTag ? SET : branch],
      ['CI_COMMIT_REF_SLUG', isTag ? SET : branch],
      ['CI_DEFAULT_BRANCH', defaultBranch],
      ['CI_OPEN_MERGE_REQUESTS', source === 'push' && !isDefaultBranch ? SET : isRequest ? SET : null],
      ['CI_MERGE_REQUEST_ID', request],
      ['CI_MERGE_REQUEST_IID', request],
      ['CI_MERGE_REQUEST_EVENT_TYPE', isRequest ? undefined : null],
      ['CI_MERGE_REQUEST_SOURCE_BRANCH_NAME', isRequest ? branch : null],
      ['CI_MERGE_REQUEST_TARGET_BRANCH_NAME', isRequest ? defaultBranch : null],
      ['CI_EXTERNAL_PULL_REQUEST_IID', null],
    ]),
  };
}

/** Whether a condition holds at an occasion; undefined where that depends on what can't be known. */
export function holds(condition: Condition, at: Occasion): boolean | undefined {
  switch (condition.kind) {
    case 'variable':
      return truth(at.variables.get(condition.name));
    case 'text':
      return condition.text !== '';
    case 'null':
      return false;
    case 'pattern':
      return undefined;
    case 'not': {
      const inner = holds(condition.of, at);
      return inner === undefined ? undefined : !inner;
    }
    case 'operation':
      return holdsOperation(condition, at);
  }
}

function truth(value: Value): boolean | undefined {
  if (value === undefined) return undefined;
  return value === SET || (value !== null && value !== '');
}

function holdsOperation(condition: Condition & { kind: 'operation' }, at: Occasion): boolean | undefined {
  const { operator, left, right } = condition;
  if (operator === '&&' || operator === '||') {
    const [a, b] = [holds(left, at), holds(right, at)];
    const decides = operator === '||';
    if (a === decides || b === decides) return decides;
    return a === undefined || b === undefined ? undefined : !decides;
  }
  if (operator === '=~' || operator === '!~') {
    const found = right.kind === 'pattern' ? fits(operandValue(left, at), right.source, right.flags) : undefined;
    return found === undefined ? undefined : found === (operator === '=~');
  }
  const same = isSame(operandValue(left, at), operandValue(right, at));
  return same === undefined ? undefined : same === (operator === '==');
}

function operandValue(condition: Condition, at: Occasion): Value {
  if (condition.kind === 'variable') return at.variables.get(condition.name);
  if (condition.kind === 'text') return condition.text.includes('$') ? undefined : condition.text;
  return condition.kind === 'null' ? null : undefined;
}

function isSame(a: Value, b: Value): boolean | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a === SET || b === SET) return a === null || b === null || a === '' || b === '' ? false : undefined;
  return a === b;
}

function fits(value: Value, source: string, flags: string): boolean | undefined {
  if (value === null) return false;
  return typeof value === 'string' ? fitsPattern(value, source, flags) : undefined;
}

/** Whether a name fits a pattern, as far as its beginning tells; undefined where more would have to be read. */
export function fitsPattern(name: string, source: string, flags: string): boolean | undefined {
  if (flags.includes('i')) return undefined;
  const group = /^\^\(([^()]*)\)\$$/.exec(source) ?? /^\^\(\?:([^()]*)\)\$$/.exec(source);
  const alternatives = group?.[1]?.split('|').map((each) => `^${each}$`) ?? [source];
  const verdicts = alternatives.map((each) => fitsOne(name, each));
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : false;
}

function fitsOne(name: string, source: string): boolean | undefined {
  if (source.includes('|')) return undefined;
  const isAnchored = source.startsWith('^');
  const { literal, rest } = literalHead(isAnchored ? source.slice(1) : source);
  if (rest === '') return isAnchored ? name.startsWith(literal) : name.includes(literal);
  if (rest === '$') return isAnchored ? name === literal : name.endsWith(literal);
  if (isAnchored && !name.startsWith(literal)) return false;
  if (!isAnchored && literal !== '' && !name.includes(literal)) return false;
  return isAnchored && /^\.\*\$?$/.test(rest) ? true : undefined;
}

/** The characters at the beginning of a pattern that stand for themselves. */
function literalHead(source: string): { readonly literal: string; readonly rest: string } {
  let literal = '';
  let at = 0;
  while (at < source.length) {
    const escaped = source[at] === '\\' && /[^A-Za-z0-9]/.test(source[at + 1] ?? '');
    const unit = escaped ? source[at + 1] : source[at];
    const next = at + (escaped ? 2 : 1);
    if (unit === undefined || (!escaped && /[\\^$.*+?()[\]{}|]/.test(unit)) || /[*?{]/.test(source[next] ?? '')) break;
    literal += unit;
    at = next;
    if (source[at] === '+') break;
  }
  return { literal, rest: source.slice(at) };
}

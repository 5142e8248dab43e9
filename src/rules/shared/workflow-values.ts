import { schemaFor } from '../../formats/github-actions/schema/definitions';
import { meant } from './did-you-mean';

/** Why a value can not come, and what was meant by it. */
export interface Impossible {
  readonly reason: string;
  readonly instead: string | boolean | undefined;
}

const RESULTS = ['success', 'failure', 'cancelled', 'skipped'];
const EVENTS = Object.keys(schemaFor('workflow').get('on-mapping-strict')?.map ?? {});
const SYSTEMS = ['Linux', 'Windows', 'macOS'];

/** All values that a part of a context can have. */
const VALUES: readonly (readonly [path: RegExp, values: readonly string[]])[] = [
  [/^github\.event_name$/, [...EVENTS, 'dynamic', 'fork']],
  [/^github\.ref_type$/, ['branch', 'tag']],
  [/^runner\.os$/, SYSTEMS],
  [/^runner\.arch$/, ['X86', 'X64', 'ARM', 'ARM64']],
  [/^runner\.environment$/, ['github-hosted', 'self-hosted']],
  [/^needs\.[^.]+\.result$/, RESULTS],
  [/^steps\.[^.]+\.(?:outcome|conclusion)$/, RESULTS],
  [/^job\.status$/, ['success', 'failure', 'cancelled']],
];

const MEANT: Readonly<Record<string, string>> = {
  failed: 'failure',
  fail: 'failure',
  error: 'failure',
  succeeded: 'success',
  successful: 'success',
  passed: 'success',
  ok: 'success',
  canceled: 'cancelled',
  cancel: 'cancelled',
  skip: 'skipped',
  ubuntu: 'Linux',
  darwin: 'macOS',
  osx: 'macOS',
  mac: 'macOS',
  win32: 'Windows',
  amd64: 'X64',
  x86_64: 'X64',
  aarch64: 'ARM64',
};

/** Why a part of a context, in lower case, is surely never a value; undefined where it may be. */
export function impossible(path: string, value: string | number | boolean): Impossible | undefined {
  if (typeof value !== 'string') return undefined;
  const [, values] = VALUES.find(([pattern]) => pattern.test(path)) ?? [];
  const lower = value.toLowerCase();
  if (values) {
    if (values.some((each) => each.toLowerCase() === lower)) return undefined;
    const shown = values.length > 6 ? 'no event has that name' : `\`${path}\` is one of ${values.join(', ')}`;
    return { reason: shown, instead: insteadOf(lower, values) };
  }
  if (path === 'github.ref' && !lower.startsWith('refs/'))
    return {
      reason: '`github.ref` begins with `refs/`',
      instead: /^(?:heads|tags)\//.test(lower)
        ? `refs/${value}`
        : /^v?\d+(?:\.\d+)+$/.test(lower)
          ? `refs/tags/${value}`
          : `refs/heads/${value}`,
    };
  if (/^github\.(?:ref_name|head_ref|base_ref)$/.test(path) && /^refs\/(?:heads|tags)\//.test(lower))
    return {
      reason: `\`${path}\` is the name alone, without \`refs/\``,
      instead: value.replace(/^refs\/(?:heads|tags)\//i, ''),
    };
  if (path === 'github.repository' && !value.includes('/'))
    return { reason: '`github.repository` is `owner/name`', instead: undefined };
  return undefined;
}

function insteadOf(lower: string, values: readonly string[]): string | undefined {
  const usual = MEANT[lower] ?? MEANT[lower.split(/[-_]/, 1)[0] ?? ''] ?? lower.replaceAll('-', '_');
  const first = /^(?:windows|macos|linux)/.exec(lower)?.[0];
  return (
    values.find((each) => each.toLowerCase() === usual.toLowerCase() || each.toLowerCase() === first) ??
    meant(lower, values)
  );
}

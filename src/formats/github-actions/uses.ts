import type { Span } from '../../core/text';
import { locate } from '../yaml/locate';
import type { YamlScalar } from '../yaml/syntax';
import { hasExpression } from './embedded';

/** What `uses:` names: an action or a reusable workflow. */
export type Uses = RepositoryUses | LocalUses | ImageUses;

interface UsesBase {
  readonly scalar: YamlScalar;
  readonly text: string;
}

/** `owner/repo/path@ref`. */
export interface RepositoryUses extends UsesBase {
  readonly kind: 'repository';
  readonly owner: string;
  readonly repo: string;
  /** `owner/repo` in lower case, as GitHub compares it. */
  readonly repository: string;
  /** Below the repository's root; '' is the root itself. */
  readonly path: string;
  /** Undefined without an `@`. */
  readonly ref: { readonly text: string; readonly at: Span } | undefined;
}

/** `./.github/actions/build`; the path has no `./`. */
export interface LocalUses extends UsesBase {
  readonly kind: 'local';
  readonly path: string;
}

/** `docker://image:tag@digest`. */
export interface ImageUses extends UsesBase {
  readonly kind: 'image';
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  /** The tag, or the whole where there is none. */
  readonly at: Span;
}

/** Undefined where it is no text, holds an expression or has no form that GitHub knows. */
export function readUses(scalar: YamlScalar | undefined): Uses | undefined {
  const text = scalar?.value;
  if (!scalar || typeof text !== 'string' || hasExpression(text)) return undefined;
  const base = { scalar, text };
  if (/^[.$]\//.test(text)) return { ...base, kind: 'local', path: text.slice(2).replace(/\/$/, '') };
  if (text.startsWith('docker://')) return { ...base, ...image(scalar, text) };
  const sign = text.indexOf('@');
  const [owner, repo, ...path] = text.slice(0, sign < 0 ? text.length : sign).split('/');
  if (!owner || !repo || /\s/.test(text)) return undefined;
  return {
    ...base,
    kind: 'repository',
    owner,
    repo,
    repository: `${owner}/${repo}`.toLowerCase(),
    path: path.join('/'),
    ref:
      sign < 0 || sign === text.length - 1
        ? undefined
        : { text: text.slice(sign + 1), at: locate(scalar, sign + 1, text.length) },
  };
}

function image(scalar: YamlScalar, text: string): Omit<ImageUses, keyof UsesBase> {
  const start = 'docker://'.length;
  const sign = text.indexOf('@', start);
  const end = sign < 0 ? text.length : sign;
  const colon = text.lastIndexOf(':', end - 1);
  const hasTag = colon > Math.max(start, text.lastIndexOf('/', end - 1));
  return {
    kind: 'image',
    name: text.slice(start, hasTag ? colon : end),
    tag: hasTag ? text.slice(colon + 1, end) : undefined,
    digest: sign < 0 ? undefined : text.slice(sign + 1),
    at: hasTag ? locate(scalar, colon + 1, end) : scalar,
  };
}

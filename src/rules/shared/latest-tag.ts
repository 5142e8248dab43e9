import type { Finding, Fix } from '../../core/rule';
import { insert, replace, type Span, textOf } from '../../core/text';
import { newestSupported, type SupportedTag } from './end-of-life';
import { effectiveTag, type ImageReference } from './image';
import { isLocalImage } from './local-image';

/** Where a stretch of an image reference's text is written. */
type SpanOf = (start: number, end: number) => Span;

/** Images that have no tag for a version: their name holds that of the system, the rest of them is never pinned. */
const VERSION_IN_NAME = /^gcr\.io\/distroless\/.+-debian\d+$/;

/** What the rules `latest-tag` say of an image that is pulled by `latest`, written or meant; undefined for any other. */
export function latestTag(reference: ImageReference, today: string, spanOf: SpanOf): Finding | undefined {
  const { name, tag, digest } = reference;
  // Who leaves the tag out for an image built on the machine names it as the build does; who writes `latest` means it.
  if (digest || effectiveTag(reference) !== 'latest' || (!tag && isLocalImage(reference))) return undefined;
  if (VERSION_IN_NAME.test(`${reference.registry}/${reference.repository}`)) return undefined;
  const { start, end } = tag ?? name;
  const at = spanOf(start, end);
  // The default of a variable, which who builds or deploys may give another value.
  const isDefault = tag !== undefined && at.file.text[at.start - 1] !== ':';
  return {
    at,
    message: tag
      ? `\`${name.text}:latest\`${isDefault ? ', the default here,' : ''} is whatever was pushed last`
      : `Without a tag, \`${name.text}\` is whatever was pushed last`,
    severity: isDefault ? 'info' : undefined,
    fix: useTag(reference, newestSupported(reference, today), spanOf),
  };
}

/** Puts a tag that is supported where an image is written; undefined where the image is put together from pieces. */
export function useTag(
  { name, tag }: ImageReference,
  supported: SupportedTag | undefined,
  spanOf: SpanOf,
): Fix | undefined {
  const written = tag ?? name;
  const at = spanOf(written.start, written.end);
  if (!supported || textOf(at) !== written.text) return undefined;
  return {
    title: `Use ${name.text}:${supported.tag}${supported.until ? ` (supported until ${supported.until})` : ''}`,
    edits: [tag ? replace(at, supported.tag) : insert(at.file, at.end, `:${supported.tag}`)],
  };
}

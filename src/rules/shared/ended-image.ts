import type { Finding, Fix } from '../../core/rule';
import type { Span } from '../../core/text';
import { endOfSupport, newestSupported } from './end-of-life';
import type { ImageReference } from './image';
import { useTag } from './latest-tag';

type SpanOf = (start: number, end: number) => Span;

/** What to say of an image that gets no updates any more; undefined of others. */
export function endedMessage(reference: ImageReference, today: string): string | undefined {
  const end = endOfSupport(reference, today);
  if (!end) return undefined;
  const since = end.since === undefined ? 'gets no updates any more' : `has had no updates since ${end.since}`;
  return `${end.what} ${since}${end.successor === undefined ? '' : `; use ${end.successor} instead`}`;
}

/** The newest version that gets updates; the title says so where its data have to be moved. */
export function supportedFix(reference: ImageReference, spanOf: SpanOf, today: string): Fix | undefined {
  const supported = newestSupported(reference, today);
  const fix = useTag(reference, supported, spanOf);
  return fix && supported?.keepsData ? { ...fix, title: `${fix.title} and move its data` } : fix;
}

/** The finding of an image that a pipeline runs in; such images keep no data. */
export function endedImage(
  { reference, spanOf }: { readonly reference: ImageReference; readonly spanOf: SpanOf },
  today: string,
): (Finding & { readonly fix: Fix | undefined }) | undefined {
  const message = endedMessage(reference, today);
  if (message === undefined) return undefined;
  const { start, end } = reference.tag ?? reference.name;
  return {
    at: spanOf(start, end),
    message,
    fix: useTag(reference, newestSupported(reference, today), spanOf),
    address: reference.name.text,
  };
}

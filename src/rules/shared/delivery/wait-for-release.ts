import { type Edit, insert, type Span, textOf } from '../../../core/text';

/** Lets a `helm upgrade` or `helm install` wait until what it brings is ready. Undefined for other commands. */
export function waitForRelease(command: Span): Edit | undefined {
  const head = /^helm (?:upgrade|install)(?= )/.exec(textOf(command))?.[0];
  return head === undefined ? undefined : insert(command.file, command.start + head.length, ' --wait');
}

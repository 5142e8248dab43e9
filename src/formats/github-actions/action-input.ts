import { scalar } from '../yaml/access';
import type { Step } from './model';

/** The text of an input of a step, by its name in lower case; undefined where it is not given. */
export function inputOf({ with: inputs }: Step, name: string): string | undefined {
  return scalar(inputs?.pairs.findLast((pair) => pair.name.toLowerCase() === name)?.value)?.text;
}

/** The main version by which a step uses an action of that name in lower case, such as 4 of `v4.2.1`; of a commit, that of the comment behind it. */
export function majorOf({ uses }: Step, repository: string): number | undefined {
  if (uses?.kind !== 'repository' || uses.repository !== repository || uses.path !== '' || !uses.ref) return undefined;
  const { text } = uses.ref;
  const written = /^v?(\d{1,4})(?:\.|$)/.exec(text);
  if (written) return Number(written[1]);
  if (!/^[0-9a-f]{40}$/i.test(text)) return undefined;
  const { file, end } = uses.scalar;
  const comment = /^[ \t]*#[ \t]*(?:tag=)?v(\d{1,4})\b/.exec(file.text.slice(end, file.line(file.lineAt(end)).end));
  return comment ? Number(comment[1]) : undefined;
}

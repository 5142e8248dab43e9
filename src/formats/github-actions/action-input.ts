import { scalar } from '../yaml/access';
import type { Step } from './model';
import type { RepositoryUses } from './uses';

/** The text of an input of a step, by its name in lower case; undefined where it is not given. */
export function inputOf({ with: inputs }: Step, name: string): string | undefined {
  return scalar(inputs?.pairs.findLast((pair) => pair.name.toLowerCase() === name)?.value)?.text;
}

/** The main version by which a step uses an action of that name in lower case, see `versionOf`. */
export function majorOf({ uses }: Step, repository: string): number | undefined {
  if (uses?.kind !== 'repository' || uses.repository !== repository || uses.path !== '') return undefined;
  return versionOf(uses)?.[0];
}

/** A version as `[main, minor, patch]`: 4 alone for `v4`, a tag that moves. */
export type Version = readonly [number, ...number[]];

/** The version that an action is used by; of a commit, that of the comment behind it. Undefined of branches and the like. */
export function versionOf({ ref, scalar: written }: RepositoryUses): Version | undefined {
  if (!ref) return undefined;
  const { file, end } = written;
  const behind = () => file.text.slice(end, file.line(file.lineAt(end)).end);
  const text = /^[0-9a-f]{40}$/i.test(ref.text)
    ? /^[ \t]*#[ \t]*(?:tag=)?(v?\d[\w.]{0,30})[ \t]*$/.exec(behind())?.[1]
    : ref.text;
  const [main, ...more] = /^v?(\d{1,5})(?:\.(\d{1,5}))?(?:\.(\d{1,5}))?$/.exec(text ?? '')?.slice(1) ?? [];
  return main === undefined
    ? undefined
    : [Number(main), ...more.flatMap((each) => (each === undefined ? [] : Number(each)))];
}

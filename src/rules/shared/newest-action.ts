import { type Edit, replace, textOf } from '../../core/text';
import versions from '../../data/action-versions.json';
import type { RepositoryUses } from '../../formats/github-actions/uses';

interface Known {
  readonly versions: Readonly<Record<string, string>>;
  readonly moving: Readonly<Record<string, string>>;
}

const known = new Map<string, Known>(
  Object.entries(versions.actions).map(([name, value]) => [name.toLowerCase(), value as Known]),
);

/** The newest main version of an action, such as 7; undefined where it is not known. */
export function newestMajor({ repository }: RepositoryUses): number | undefined {
  const majors = Object.keys(known.get(repository)?.moving ?? {}).flatMap((tag) => /^v(\d+)$/.exec(tag)?.[1] ?? []);
  return majors.length === 0 ? undefined : Math.max(...majors.map(Number));
}

/** Names that main version in the way the workflow names its versions: by a tag that moves, a whole version or a commit. */
export function useMajor({ ref, repository, scalar }: RepositoryUses, major: number): readonly Edit[] | undefined {
  const entry = known.get(repository);
  const version = entry?.moving[`v${major}`];
  if (!ref || textOf(ref.at) !== ref.text || version === undefined) return undefined;
  if (!/^[0-9a-f]{40}$/i.test(ref.text)) {
    const isWhole = ref.text.split('.').length > 2;
    return [replace(ref.at, isWhole ? version : `v${major}`)];
  }
  const commit = entry?.versions[version];
  const { file, end } = scalar;
  const comment = /^[ \t]*#[ \t]*(?:tag=)?/.exec(file.text.slice(end, file.line(file.lineAt(end)).end))?.[0];
  if (commit === undefined || comment === undefined) return undefined;
  const start = end + comment.length;
  return [replace(ref.at, commit), replace(file.span(start, file.line(file.lineAt(end)).end), version)];
}

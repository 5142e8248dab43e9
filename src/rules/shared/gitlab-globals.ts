import { nearest } from '../../core/spelling';
import { GLOBAL_KEYWORDS, JOB_KEYWORDS } from '../../data/gitlab-keywords';
import { map } from '../../formats/yaml/access';
import type { YamlPair } from '../../formats/yaml/syntax';

/** The keyword of the whole pipeline that a name at the top was meant to be; undefined for jobs, and where none is near. */
export function meantGlobal({ name, value, parent }: YamlPair): string | undefined {
  if (GLOBAL_KEYWORDS.has(name) || name.startsWith('.') || name === '<<' || value === undefined) return undefined;
  if (map(value)?.pairs.some((pair) => JOB_KEYWORDS.has(pair.name))) return undefined;
  return nearest(
    name,
    [...GLOBAL_KEYWORDS].filter((each) => !parent.has(each)),
  );
}

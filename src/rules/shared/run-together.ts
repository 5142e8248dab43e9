import { isOverrideOf } from '../../formats/compose/family';
import { UNKNOWN } from '../../formats/compose/interpolation';
import type { Assembly, ServiceDeclaration } from '../../formats/compose/model';
import { valueIn } from '../../formats/compose/service';

/** Whether two services may run at the same time: one of them always does, or they share a profile. */
export function mayRunTogether(a: ServiceDeclaration, b: ServiceDeclaration): boolean {
  if (!a.profiles || !b.profiles) return false;
  if (a.profiles.length === 0 || b.profiles.length === 0) return true;
  return a.profiles.some((profile) => b.profiles?.includes(profile));
}

/** Whether a service is told to run in several containers, by `scale` or `deploy.replicas`; by which of them. */
export function replicasOf({ map }: ServiceDeclaration): { readonly key: string; readonly count: number } | undefined {
  const deploy = map.get('deploy');
  const candidates = [
    { key: 'scale', text: valueIn(map.get('scale'))?.text },
    { key: 'deploy.replicas', text: deploy?.kind === 'map' ? valueIn(deploy.get('replicas'))?.text : undefined },
  ];
  for (const { key, text } of candidates)
    if (text !== undefined && !text.includes(UNKNOWN) && /^\d{1,5}$/.test(text)) return { key, count: Number(text) };
  return undefined;
}

/**
 * What other files declare that a file is read over or includes; not the override above it, which speaks for itself, nor
 * what the file sets anew under a key, by a tag.
 */
export function declaredBeneath({ file, files }: Assembly, key: string): ServiceDeclaration[] {
  const anew = new Set(file.services.flatMap(({ name, map }) => (map.get(key)?.tag ? [name] : [])));
  return files
    .slice(1)
    .filter((other) => !isOverrideOf(other.file.path, file.file.path))
    .flatMap(({ services }) => services.filter(({ name }) => !anew.has(name)));
}

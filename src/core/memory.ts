import { groupBy } from './group';
import type { FileSource } from './session';

/** A project that is held in memory: text by path. */
export function memorySource(files: Readonly<Record<string, string>>): FileSource {
  return {
    read: async (path) => (Object.hasOwn(files, path) ? (files[path] ?? null) : null),
    list: async (folder) => {
      const inside = Object.keys(files).flatMap((path) => {
        if (folder !== '' && !path.startsWith(`${folder}/`)) return [];
        const [name = '', ...rest] = path.slice(folder === '' ? 0 : folder.length + 1).split('/');
        return [{ name, kind: rest.length > 0 ? ('folder' as const) : ('file' as const) }];
      });
      if (inside.length === 0 && folder !== '') return null;
      return [...groupBy(inside, ({ name }) => name).values()].flatMap(([first]) => first ?? []);
    },
  };
}

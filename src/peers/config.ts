import { parse } from 'yaml';
import type { Project } from '../core/project';
import type { Suppression } from '../core/suppress';
import type { SourceFile } from '../core/text';
import { saying } from './suppression';

type Mapping = Readonly<Record<string, unknown>>;

/** The first of these files that is there. */
export function firstOf(paths: readonly string[], project: Project): SourceFile | undefined {
  for (const path of paths) {
    const file = project.read(path);
    if (file) return file;
  }
  return undefined;
}

/** What another tool's YAML file says; an empty mapping where it can't be read, since it is not ours to complain of. */
export function mappingIn(file: SourceFile): Mapping {
  return file.derived(readMapping);
}

function readMapping(file: SourceFile): Mapping {
  try {
    return asMapping(parse(file.text, { logLevel: 'silent' }));
  } catch {
    return {};
  }
}

export function asMapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asStrings(value: unknown): string[] {
  return (typeof value === 'string' ? [value] : asList(value)).filter((each) => typeof each === 'string');
}

/** Checks that a tool's own configuration turns off everywhere. */
export function configured(
  tool: string,
  paths: readonly string[],
  project: Project,
  ids: (config: Mapping) => unknown,
): Suppression[] {
  const file = firstOf(paths, project);
  const off = file ? asStrings(ids(mappingIn(file))) : [];
  return file && off.length > 0 ? [saying(tool, file.line(0), { ids: off, lines: undefined })] : [];
}

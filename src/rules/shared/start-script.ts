import { ancestors, join } from '../../core/path';
import type { Project } from '../../core/project';
import type { DockerBuild } from '../../formats/dockerfile';

/**
 * The words of a program that a script of `package.json` starts, where it is `node` with plain arguments and nothing
 * before or after it; undefined for anything else, and where no such file is found.
 */
export function startScript(
  name: string,
  { file, context }: DockerBuild,
  project: Project,
): readonly string[] | undefined {
  const folders = context.folder === undefined ? ancestors(file.path).slice(0, 1) : [context.folder];
  for (const folder of folders) {
    const path = join(folder, 'package.json');
    const text = path === undefined ? undefined : project.read(path)?.text;
    if (text === undefined) continue;
    const scripts = scriptsOf(text);
    const script = scripts?.[name];
    if (typeof script !== 'string' || `pre${name}` in scripts || `post${name}` in scripts) return undefined;
    return /^node(?: [\w./:=@-]+)+$/.test(script) ? script.split(' ') : undefined;
  }
  return undefined;
}

function scriptsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text);
    const scripts = typeof read === 'object' && read !== null && 'scripts' in read ? read.scripts : undefined;
    return typeof scripts === 'object' && scripts !== null ? { ...scripts } : {};
  } catch {
    return {};
  }
}

import { ancestors, basename, dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import type { SourceFile } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { Instruction, Stage } from '../../formats/dockerfile/model';

/** The file that a script in the image is copied from; undefined where it is not in the project. */
export function scriptInImage(
  path: string,
  chain: readonly Stage[],
  { file, context }: DockerBuild,
  project: Project,
): SourceFile | undefined {
  const folders = context.folder === undefined ? ancestors(file.path) : [context.folder];
  const sources = chain.flatMap(({ instructions }) => instructions).flatMap((each) => sourcesOf(each, path));
  for (const source of sources)
    for (const folder of folders) {
      const at = join(folder, source);
      const found = at === undefined || !isFileOf(project, at) ? undefined : project.read(at);
      if (found) return found;
    }
  return undefined;
}

function isFileOf(project: Project, path: string): boolean {
  return project.list(dirname(path)).some(({ name, kind }) => kind === 'file' && name === basename(path));
}

/** Where a file of the image may come from, relative to the build context. */
function sourcesOf(instruction: Instruction, path: string): string[] {
  if ((instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') || instruction.from) return [];
  const name = basename(path);
  const renamed = instruction.destination?.text !== undefined && basename(instruction.destination.text) === name;
  return instruction.sources.flatMap(({ text }) => {
    if (text === undefined) return [];
    if (basename(text) === name || (renamed && instruction.sources.length === 1)) return [text];
    const folder = text.split('*', 1)[0] ?? text;
    return tails(path).map((tail) => `${folder}/${tail}`);
  });
}

/** `/app/bin/start.sh`: `app/bin/start.sh`, `bin/start.sh`, `start.sh`. */
function tails(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.map((_, index) => parts.slice(index).join('/')).slice(0, 6);
}

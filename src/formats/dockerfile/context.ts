import { ancestors, basename, dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import type { SourceFile } from '../../core/text';
import type { Dockerfile, Instruction } from './model';

/** The folder that a build sends, as far as the project tells. */
export interface BuildContext {
  /** Relative to the project's root; undefined when it can't be told. */
  readonly folder: string | undefined;
  /** The `.dockerignore` that is in force, or that would be wherever above the context is. */
  readonly ignoreFile: SourceFile | undefined;
}

/** Finds the folder that holds what `COPY` and `ADD` name: that of the Dockerfile, or one above it. */
export function findBuildContext({ file, stages }: Dockerfile, project: Project): BuildContext {
  const folders = ancestors(file.path);
  const folder = contextFolder(file, stages, project);
  const own = project.read(`${file.path}.dockerignore`);
  const candidates = folder === undefined ? folders : [folder];
  const ignoreFile = own ?? candidates.map((each) => project.read(ignorePath(each))).find((found) => found);
  return { folder, ignoreFile };
}

function contextFolder(file: SourceFile, stages: Dockerfile['stages'], project: Project): string | undefined {
  // Above the root there is nothing else that could be built.
  if (dirname(file.path) === '') return project.list('').length > 0 ? '' : undefined;
  const folders = ancestors(file.path);
  const paths = stages.flatMap(({ instructions }) => instructions.flatMap(plainPaths));
  if (paths.length > 0) return folders.find((each) => paths.every((path) => exists(project, join(each, path))));
  return folders.slice(0, 1).find((each) => project.list(each).some(({ name }) => !isDockers(name)));
}

/** Where a folder's `.dockerignore` lies, or would. */
export function ignorePath(folder: string): string {
  return folder === '' ? '.dockerignore' : `${folder}/.dockerignore`;
}

/** The sources of a copy that name one file or folder of the context. */
function plainPaths(instruction: Instruction): string[] {
  if ((instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') || instruction.from) return [];
  return instruction.sources.flatMap(({ text }) => {
    if (text === undefined || /[*?[\]]|:\/\/|^git@/.test(text)) return [];
    const path = text
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/');
    return path === '' ? [] : [path];
  });
}

function exists(project: Project, path: string | undefined): boolean {
  if (path === undefined) return false;
  const name = basename(path);
  return project.list(dirname(path)).some((entry) => entry.name === name);
}

/** Whether a file is there for Docker, and tells nothing of where the sources are. */
function isDockers(name: string): boolean {
  return /docker|compose|^containerfile|^\.|^readme/i.test(name);
}

import { ancestors, join } from '../../core/path';
import type { Project } from '../../core/project';
import { childPipelines } from './document';
import { matching } from './glob';
import type { GitlabFile, Include } from './model';

const MAIN = '.gitlab-ci.yml';

/** GitLab itself includes no more files than this in a pipeline. */
const MOST_FILES = 150;

/** A file of a pipeline, and whether something may be included beside it that can't be read. */
export interface Member {
  readonly document: GitlabFile;
  /** Whether `rules` decide if the pipeline has it. */
  readonly isConditional: boolean;
}

/** The files that make one pipeline, the nearest first: what stands in a file overrides what it includes, later includes earlier ones. */
export interface Closure {
  readonly members: readonly Member[];
  /** Includes that can't be read here: of other projects, remote ones, GitLab's templates, those with variables. */
  readonly opaque: readonly Include[];
  /** Local includes that lead to no file, with the path that was looked for. */
  readonly missing: readonly { readonly include: Include; readonly path: string }[];
}

/** The folder where the repository of a path begins: the nearest that git keeps, else the project's root. */
export function repositoryOf(path: string, project: Project): string {
  return (
    ancestors(path).find((folder) => folder === '' || project.list(folder).some(({ name }) => name === '.git')) ?? ''
  );
}

function inside(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** The paths that a local include means; the first is the one that is looked for where there is none. */
function localPaths(include: Include, from: string, project: Project): readonly string[] {
  const written = include.target?.text.replace(/^\/+/, '') ?? '';
  const root = repositoryOf(from, project);
  const isPattern = written.includes('*');
  const found = (folder: string): readonly string[] => {
    const path = join(folder, written);
    if (path === undefined) return [];
    if (isPattern) return matching(path, project);
    return project.read(path) ? [path] : [];
  };
  const first = found(root);
  if (first.length > 0 || isPattern) return first;
  for (const folder of ancestors(from)) {
    const other = found(folder);
    if (other.length > 0) return other;
  }
  return [];
}

/** All that a file includes, however deep. */
export function closureOf(path: string, project: Project): Closure {
  const opaque: Include[] = [];
  const missing: { include: Include; path: string }[] = [];
  const seen = new Set<string>();
  const visit = (at: string, isConditional: boolean): Member[] => {
    const document = seen.has(at) || seen.size >= MOST_FILES ? undefined : project.open('gitlab-ci', at);
    if (!document) return [];
    seen.add(at);
    const below = document.includes.map((include) => {
      const conditional = isConditional || include.isConditional;
      if (include.kind !== 'local') {
        opaque.push(include);
        return [];
      }
      const paths = localPaths(include, at, project);
      if (paths.length === 0) missing.push({ include, path: include.target?.text ?? '' });
      return paths
        .map((each) => visit(each, conditional))
        .reverse()
        .flat();
    });
    return [{ document, isConditional }, ...below.reverse().flat()];
  };
  const members = visit(path, false);
  return { members, opaque, missing };
}

/** The file that begins the pipeline which a file is a part of, and the files that are reviewed with it. */
export interface Family {
  readonly root: string;
  readonly paths: readonly string[];
  /** Whether the root is known to begin a pipeline, and is no template that others include. */
  readonly isMain: boolean;
  /** Whether another pipeline of the repository starts it. */
  readonly isChild: boolean;
}

/**
 * Every file belongs to one family: that of the first pipeline that includes it, counted from the repository's main one
 * to those that it starts.
 */
export function familyOf(path: string, project: Project): Family {
  const owners = new Map<string, string>();
  const main = inside(repositoryOf(path, project), MAIN);
  const waiting = project.read(main) ? [main] : [];
  const roots = new Set(waiting);
  for (let root = waiting.shift(); root !== undefined; root = waiting.shift()) {
    if (owners.has(root)) continue;
    for (const { document } of closureOf(root, project).members) {
      if (!owners.has(document.file.path)) owners.set(document.file.path, root);
      for (const child of childPipelines(document.root)) {
        const paths = localPaths(child, document.file.path, project).filter((each) => !roots.has(each));
        for (const each of paths) roots.add(each);
        waiting.push(...paths);
      }
    }
  }
  const root = owners.get(path);
  if (root === undefined) {
    const paths = closureOf(path, project).members.map(({ document }) => document.file.path);
    return { root: path, paths: paths.filter((each) => !owners.has(each)), isMain: false, isChild: false };
  }
  const paths = [...owners].flatMap(([each, owner]) => (owner === root ? [each] : []));
  return { root, paths, isMain: true, isChild: root !== main };
}

import { URI } from 'vscode-uri';
import type { SecretHistory } from '../core/history';
import type { FileSource, Session } from '../core/session';

/** Where one server's environment differs from another's: how files are reached. */
export interface Host {
  /** The files below a root, or undefined when this host can't reach that kind of address itself. */
  source(root: URI): FileSource | undefined;
  /** The root of the project that a folder belongs to; the folder itself unless something above says otherwise. */
  findRoot(folder: URI): Promise<URI>;
  /** Looks for a text in the history of the repository that a file lies in, where this host has a git to ask. */
  history?(file: URI, text: string, signal: AbortSignal): Promise<SecretHistory>;
}

/** One project: its root and its session. */
export interface Root {
  readonly uri: URI;
  readonly session: Session;
}

/** A document's place: the project it belongs to and its path in it. */
export interface Place {
  readonly root: Root;
  readonly path: string;
}

/** Addresses of documents that no review should see: other versions of files, and what programs print. */
const LEFT_ALONE = new Set([
  'git',
  'gitfs',
  'output',
  'vscode-userdata',
  'vscode-settings',
  'debug',
  'comment',
  'infra-review',
  'search-editor',
  'vscode-terminal',
  'walkThrough',
  'walkThroughSnippet',
]);

/** Documents without a file are reviewed as what their language says. */
const UNTITLED_PATHS: Readonly<Record<string, string>> = {
  dockerfile: 'Dockerfile',
  dockercompose: 'compose.yaml',
  'github-actions-workflow': '.github/workflows/untitled.yml',
  'azure-pipelines': 'azure-pipelines.yml',
  terraform: 'untitled.tf',
  opentofu: 'untitled.tofu',
  yaml: 'untitled.yaml',
  json: 'untitled.json',
};

/** Finds the project of each document, and keeps one session for each. */
export class Roots {
  readonly #roots = new Map<string, Root>();
  readonly #folderRoots = new Map<string, Promise<URI>>();
  #workspace: readonly URI[] = [];

  constructor(
    private readonly host: Host,
    private readonly createSession: (root: URI) => Session,
  ) {}

  set workspace(folders: readonly string[]) {
    this.#workspace = folders.map((folder) => URI.parse(folder));
    this.#folderRoots.clear();
  }

  get all(): readonly Root[] {
    return [...this.#roots.values()];
  }

  /** The project and path of a document, or undefined for one that is left alone. */
  async placeOf(address: string, languageId?: string): Promise<Place | undefined> {
    const uri = URI.parse(address);
    if (LEFT_ALONE.has(uri.scheme)) return undefined;
    if (uri.scheme === 'untitled') return this.#untitled(uri, languageId);
    const folder = uri.with({ path: uri.path.slice(0, uri.path.lastIndexOf('/')) || '/', query: '', fragment: '' });
    const root = this.#at(await this.#rootOf(folder));
    return { root, path: pathIn(root.uri, uri) };
  }

  /** The projects that the workspace folders belong to, and where in them each folder lies. */
  async workspacePlaces(): Promise<Place[]> {
    return Promise.all(
      this.#workspace.map(async (folder) => {
        const root = this.#at(await this.host.findRoot(folder));
        return { root, path: pathIn(root.uri, folder) };
      }),
    );
  }

  uriOf({ root, path }: Place): string {
    if (root.uri.scheme === 'untitled') return root.uri.toString();
    return root.uri.with({ path: `${root.uri.path.replace(/\/$/, '')}/${path}` }).toString();
  }

  /** Forgets every session, as after a change of settings or of the day. */
  clear(): void {
    this.#roots.clear();
  }

  #rootOf(folder: URI): Promise<URI> {
    const key = folder.toString();
    const known = this.#folderRoots.get(key);
    if (known) return known;
    const inside = this.#workspace
      .filter(
        (each) =>
          each.scheme === folder.scheme && each.authority === folder.authority && isInside(each.path, folder.path),
      )
      .sort((a, b) => b.path.length - a.path.length)[0];
    const found = this.host.findRoot(inside ?? folder);
    this.#folderRoots.set(key, found);
    return found;
  }

  #at(uri: URI): Root {
    const key = uri.toString();
    const root = this.#roots.get(key) ?? { uri, session: this.createSession(uri) };
    this.#roots.set(key, root);
    return root;
  }

  #untitled(uri: URI, languageId: string | undefined): Place {
    return { root: this.#at(uri), path: (languageId !== undefined && UNTITLED_PATHS[languageId]) || 'untitled.txt' };
  }
}

function isInside(folder: string, path: string): boolean {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path === folder || path.startsWith(prefix);
}

function pathIn(root: URI, uri: URI): string {
  const prefix = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return uri.path.startsWith(prefix) ? uri.path.slice(prefix.length) : '';
}

// A virtual workspace for the web host: read whole at the start, kept in memory, and every change is sent to the
// server, which writes it to the disk.
const vscode = require('vscode');

const { FileType, FileChangeType, FileSystemError } = vscode;
const ROOT = '/workspace';

exports.activate = async (context) => {
  const urlOf = (path) => context.extensionUri.with({ path }).toString();
  const started = Date.now();
  const listing = await (await fetch(urlOf(ROOT))).json();
  const files = new Map();
  for (const [path, base64] of Object.entries(listing)) {
    const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    files.set(`${ROOT}/${path}`, { data, mtime: started });
  }
  const folders = new Set([ROOT]);
  const changed = new vscode.EventEmitter();

  const below = (folder) => [...files.keys(), ...folders].filter((path) => path.startsWith(`${folder}/`));
  const announce = (type, ...uris) => changed.fire(uris.map((uri) => ({ type, uri })));
  const fileAt = (uri) => {
    const file = files.get(uri.path);
    if (!file) throw FileSystemError.FileNotFound(uri);
    return file;
  };
  const send = async (method, path, body) => {
    const response = await fetch(urlOf(path), { method, body });
    if (!response.ok) throw FileSystemError.Unavailable(`${method} ${path}: ${response.status}`);
  };

  const provider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => {}),
    stat(uri) {
      const file = files.get(uri.path);
      if (file) return { type: FileType.File, ctime: started, mtime: file.mtime, size: file.data.length };
      if (!folders.has(uri.path) && below(uri.path).length === 0) throw FileSystemError.FileNotFound(uri);
      return { type: FileType.Directory, ctime: started, mtime: started, size: 0 };
    },
    readDirectory(uri) {
      const entries = new Map();
      for (const path of below(uri.path)) {
        const [name, ...rest] = path.slice(uri.path.length + 1).split('/');
        entries.set(name, rest.length > 0 || folders.has(path) ? FileType.Directory : FileType.File);
      }
      return [...entries];
    },
    readFile: (uri) => fileAt(uri).data,
    async writeFile(uri, data) {
      await send('PUT', uri.path, data);
      const type = files.has(uri.path) ? FileChangeType.Changed : FileChangeType.Created;
      files.set(uri.path, { data, mtime: Date.now() });
      announce(type, uri);
    },
    createDirectory(uri) {
      folders.add(uri.path);
      announce(FileChangeType.Created, uri);
    },
    async delete(uri) {
      await send('DELETE', uri.path);
      for (const path of [uri.path, ...below(uri.path)]) {
        files.delete(path);
        folders.delete(path);
      }
      announce(FileChangeType.Deleted, uri);
    },
    async rename(from, to) {
      await provider.writeFile(to, fileAt(from).data);
      await provider.delete(from);
    },
  };
  // Quick open and findFiles wait for ever where a scheme has none. VS Code itself applies patterns and globs.
  const search = {
    provideFileSearchResults: (_query, { folder }) =>
      [...files.keys()].filter((path) => path.startsWith(`${folder.path}/`)).map((path) => folder.with({ path })),
  };
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('disk', provider, { isCaseSensitive: true }),
    vscode.workspace.registerFileSearchProvider('disk', search),
  );
};

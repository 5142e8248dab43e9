import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { diskSource, findRoot } from '../host/disk';
import { findInHistory } from '../host/git';
import type { Host } from './roots';
import { serve } from './server';

const host: Host = {
  source: (root) => (root.scheme === 'file' ? diskSource(root.fsPath) : undefined),
  findRoot: async (folder) =>
    folder.scheme === 'file' ? URI.file(await findRoot(folder.fsPath, folder.fsPath)) : folder,
  history: async (file, text, signal) =>
    file.scheme === 'file' ? findInHistory(file.fsPath, text, signal) : { state: 'not-here' },
};

/** Serves on the channel that the command line names (`--stdio`, `--node-ipc`); the process ends with the connection. */
export function startServer(): Promise<number> {
  serve(createConnection(ProposedFeatures.all), host);
  return new Promise(() => {});
}

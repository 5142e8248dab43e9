import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Entry } from '../core/project';
import type { ServerRequests } from '../server/protocol';

/** Answers the server's requests for files that it can't reach itself: on remote and virtual file systems. */
export function answerFileRequests(client: BaseLanguageClient): void {
  const answer = <Method extends keyof ServerRequests>(
    method: Method,
    handler: (params: ServerRequests[Method]['params']) => Promise<ServerRequests[Method]['result']>,
  ) =>
    client.onRequest(
      method,
      (params: ServerRequests[Method]['params']): Promise<unknown> => handler(params).catch(() => null),
    );
  answer('infraReview/read', async ({ uri }) => {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
    return bytes.subarray(0, 8000).includes(0) ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  });
  answer('infraReview/list', async ({ uri }) => {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri));
    return entries.flatMap(([name, type]) => entryOf(name, type));
  });
}

/** As on disk: a link to a file is a file, and a link to a folder is left out. */
function entryOf(name: string, type: vscode.FileType): Entry[] {
  if (type & vscode.FileType.File) return [{ name, kind: 'file' }];
  return type === vscode.FileType.Directory ? [{ name, kind: 'folder' }] : [];
}

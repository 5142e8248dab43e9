import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openBrowser } from './browser.mjs';
import { startServer } from './server-host.mjs';
import { CALM_FOR_TESTS } from './settings.mjs';
import { ensureVSCode } from './setup.mjs';
import { startWeb } from './web-host.mjs';

/**
 * @typedef {object} WindowOptions
 * @property {'server' | 'web'} host   which extension host: Node.js, or the browser's web worker
 * @property {string} [version]        `current`, `lowest` or a code-server version
 * @property {string} workspace        folder to open; a copy of it is opened, since tests change it
 * @property {string} [extension]      folder of the extension
 * @property {string} [vsix]           the packaged extension instead; on the server only
 * @property {string} [suite]          a suite from bundle.mjs to run in the extension host
 * @property {string} outDir           emptied, then filled with the copy, logs and screenshots
 * @property {Record<string, unknown>} [settings]  user settings on top of the calm ones
 * @property {(page: import('playwright-core').Page) => Promise<void>} [prepare]  runs before the page loads
 */

/**
 * A window of VS Code in a headless browser.
 * @param {WindowOptions} options
 * @returns {Promise<{ page: import('playwright-core').Page, folder: string, close: () => Promise<void> }>}
 *   `folder` is the opened copy on the disk, in either host
 */
export async function openWindow(options) {
  const outDir = resolve(options.outDir);
  rmSync(outDir, { recursive: true, force: true });
  const folder = join(outDir, 'workspace');
  mkdirSync(outDir, { recursive: true });
  cpSync(resolve(options.workspace), folder, { recursive: true });

  const vscode = ensureVSCode(options.version);
  const settings = { ...CALM_FOR_TESTS, ...options.settings };
  const { host, url } = await (options.host === 'web' ? web : server)({ ...options, vscode, settings, outDir, folder });
  const { browser, page } = await openBrowser().catch((error) => {
    host.stop();
    throw error;
  });
  await options.prepare?.(page);
  await page.goto(url);
  return {
    page,
    folder,
    async close() {
      await browser.close().catch(() => {});
      host.stop();
    },
  };
}

async function server({ vscode, settings, outDir, folder, extension, vsix, suite }) {
  if (!extension === !vsix) throw new Error('Give either the folder of an extension or a .vsix');
  const host = await startServer({ vscode, dataDir: join(outDir, 'server'), settings, vsix, testing: true });
  const payload = [];
  // VS Code runs a suite only in the name of an extension under development: without one, the suite's own folder.
  const developed = extension ?? (suite && join(suite, '..'));
  if (developed) payload.push(['extensionDevelopmentPath', host.uri(developed)]);
  if (suite) payload.push(['extensionTestsPath', host.uri(suite)]);
  return { host, url: host.url(folder, payload) };
}

async function web({ vscode, settings, folder, extension, vsix, suite }) {
  if (!extension || vsix) throw new Error('The web host takes the folder of an extension, not a .vsix');
  const host = await startWeb({ vscode, settings, extension, workspace: folder, suite });
  return { host, url: host.url() };
}

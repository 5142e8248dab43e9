// VS Code as a server on 127.0.0.1: extensions run in a Node.js extension host, as on the desktop, and files are
// those of the disk.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CALM } from './settings.mjs';

const START_SECONDS = 60;

/**
 * @typedef {object} Host
 * @property {(folder: string, payload?: [string, string][]) => string} url  address of a window on a folder;
 *   `payload` are VS Code's own pairs, such as `['extensionDevelopmentPath', uri]`
 * @property {(path: string) => string} uri  how VS Code names a path of this disk
 * @property {() => void} stop               ends every process of the host
 */

/**
 * Starts a server on a free port, reachable only with the token in its address. It ends with this process.
 * @param {object} options
 * @param {import('./setup.mjs').VSCode} options.vscode
 * @param {string} options.dataDir           where the server keeps its settings, extensions and log
 * @param {Record<string, unknown>} [options.settings]  user settings, written anew
 * @param {string} [options.vsix]            a packaged extension to install
 * @param {string} [options.link]            an extension's folder to run from where it is, as if installed
 * @param {boolean} [options.testing]        for tests: no dialogs, `extensionDevelopmentPath` is honoured
 * @returns {Promise<Host>}
 */
export async function startServer({ vscode, dataDir, settings = CALM, vsix, link, testing = false }) {
  const data = resolve(dataDir);
  const runtime = mkdtempSync(join(tmpdir(), 'vsc-')); // for its sockets, whose paths may have 107 bytes at most
  const env = environment(data, runtime);
  const userDir = join(data, 'data', 'User');
  mkdirSync(userDir, { recursive: true });
  writeFileSync(join(userDir, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
  if (link) linkExtension(data, resolve(link));

  const main = [join(vscode.root, 'out', 'server-main.js'), '--accept-server-license-terms', '--server-data-dir', data];
  if (vsix)
    execFileSync(vscode.node, [...main, '--force', '--install-extension', resolve(vsix)], { env, stdio: 'pipe' });

  const token = randomBytes(16).toString('hex');
  const args = [...main, '--host', '127.0.0.1', '--port', '0', '--connection-token', token, '--telemetry-level', 'off'];
  // Without this switch a built VS Code ignores extensionDevelopmentPath and extensionTestsPath.
  if (testing) args.push('--disable-workspace-trust', '--enable-smoke-test-driver');
  const child = spawn(vscode.node, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const stop = () => {
    try {
      process.kill(-child.pid, 'SIGKILL'); // the group: server, extension hosts, file watcher
    } catch {
      // It is gone already.
    }
    rmSync(runtime, { recursive: true, force: true });
  };
  endWith(stop);

  const port = await portOf(child, createWriteStream(join(data, 'server.log'))).catch((error) => {
    stop();
    throw error;
  });
  const authority = `127.0.0.1:${port}`;
  return {
    url(folder, payload = []) {
      const query = new URLSearchParams({ tkn: token, folder: resolve(folder) });
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `http://${authority}/?${query}`;
    },
    uri: (path) => `vscode-remote://${authority}${resolve(path)}`,
    stop,
  };
}

/**
 * The environment of a VS Code that knows nothing of the one this may run in, nor of the person's own settings.
 * @param {string} data
 * @param {string} runtime
 */
function environment(data, runtime) {
  const home = join(data, 'home');
  mkdirSync(home, { recursive: true });
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|npm_|ELECTRON_RUN_AS_NODE$)/.test(name));
  return { ...Object.fromEntries(kept), HOME: home, XDG_RUNTIME_DIR: runtime };
}

/**
 * Installed extensions are folders, so one that is a link runs from its sources. VS Code lists what it finds there
 * anew when its own list is gone.
 * @param {string} data
 * @param {string} extension
 */
function linkExtension(data, extension) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
  const folder = join(data, 'extensions');
  mkdirSync(folder, { recursive: true });
  const stale = readdirSync(folder).filter((entry) => entry.startsWith(`${publisher}.${name}-`));
  for (const entry of [...stale, 'extensions.json', '.obsolete']) rmSync(join(folder, entry), { force: true });
  symlinkSync(extension, join(folder, `${publisher}.${name}-${version}`), 'dir');
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {import('node:fs').WriteStream} log
 * @returns {Promise<number>} the port it listens on
 */
function portOf(child, log) {
  return new Promise((resolvePort, reject) => {
    let text = '';
    const timer = setTimeout(
      () => reject(new Error(`VS Code did not start in ${START_SECONDS} s:\n${text}`)),
      START_SECONDS * 1000,
    );
    const read = (chunk) => {
      log.write(chunk);
      text = (text + chunk).slice(-20_000);
      const port = /Extension host agent listening on (\d+)/.exec(text)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolvePort(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (status) => {
      clearTimeout(timer);
      reject(new Error(`VS Code ended with status ${status} while starting:\n${text}`));
    });
  });
}

/** @param {() => void} stop */
function endWith(stop) {
  process.once('exit', stop);
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) // their default would skip 'exit'
    process.once(signal, () => process.exit(status));
}

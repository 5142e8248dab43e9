// `npm start [-- folder]`: installs what is missing, builds, reviews the folder on the command line and, for a person
// at a terminal, opens it in VS Code with the extension. Nothing but Node.js is needed to run this file.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WINDOWS = process.platform === 'win32';

const folder = wantedFolder(process.argv[2]);
ensureInstalled();
if (node(join(ROOT, 'scripts', 'build.mjs')) !== 0) fail('The build failed, see above.');
const review = node(join(ROOT, 'dist', 'cli.mjs'), folder);
// Findings (status 1) are what one came for; only a review that could not run is passed on.
if (review > 1) process.exit(review);
if (process.env.CI !== 'true' && process.stdout.isTTY && !openOnDesktop(folder)) await openInBrowser(folder);

/** @param {string | undefined} argument  relative to where npm was called */
function wantedFolder(argument) {
  const path = argument ? resolve(process.env.INIT_CWD ?? '.', argument) : join(ROOT, 'examples', 'shop');
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) fail(`No such folder: ${path}`);
  return path;
}

/**
 * @param {...string} args
 * @returns {number} the exit status
 */
function node(...args) {
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 2;
}

/**
 * @param {string} path
 * @returns {boolean} whether a VS Code on this machine took the folder
 */
function openOnDesktop(path) {
  const code = (process.env.PATH ?? '')
    .split(delimiter)
    .map((directory) => join(directory, WINDOWS ? 'code.cmd' : 'code'))
    .find(isExecutable);
  if (!code) return false;
  const quoted = (text) => (WINDOWS ? `"${text}"` : text); // a .cmd runs in a shell only
  const args = [`--extensionDevelopmentPath=${ROOT}`, '--new-window', path].map(quoted);
  return spawnSync(quoted(code), args, { stdio: 'inherit', shell: WINDOWS }).status === 0;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The harness of the tests in VS Code serves a person too.
 * @param {string} path
 */
async function openInBrowser(path) {
  const { serveFolder } = await import('../test/vscode/harness/serve.mjs');
  await serveFolder(path).catch((error) => fail(error.message));
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(2);
}

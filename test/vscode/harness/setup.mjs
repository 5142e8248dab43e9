// Puts a real VS Code (server and web workbench) on this machine with nothing but npm: the package
// `code-server` carries a complete build. No compiler runs, and no install script.
//
//   node test/vscode/harness/setup.mjs [current|lowest|<code-server version>]
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CACHE, once } from './cache.mjs';

/** code-server versions by the names the tests use; `lowest` carries the VS Code of `engines.vscode`. */
export const VERSIONS = { lowest: '4.100.3', current: '4.139.1' };

/** The release of ripgrep's platform packages that goes into builds whose own would come from a download. */
const RIPGREP = '1.18.0';

/**
 * @typedef {object} VSCode
 * @property {string} root        folder of the build: `out`, `extensions`, `product.json`
 * @property {string} node        the Node.js executable its server needs
 * @property {string} version     VS Code's own version, such as `1.139.1`
 */

/**
 * Installs a version once and says where it is. Safe to call from several processes at the same time.
 * @param {string} [wanted] `current`, `lowest` or a code-server version
 * @returns {VSCode} throws an Error in plain words when npm cannot deliver
 */
export function ensureVSCode(wanted = 'current') {
  if (process.platform === 'win32')
    throw new Error(
      'VS Code from npm runs on Linux and macOS only; on Windows install VS Code and put `code` on the PATH',
    );
  const home = once(folderOf(wanted), (dir) => {
    npmInstall(dir, `code-server@${VERSIONS[wanted] ?? wanted}`);
    const build = join(dir, 'node_modules', 'code-server', 'lib', 'vscode');
    // `npm ci` would refuse: the shrinkwrap shipped in the package is out of step with its package.json.
    npmInstall(build);
    addRipgrep(build);
  });
  const manifest = readJson(join(home, 'node_modules', 'code-server', 'package.json'));
  const root = join(home, 'node_modules', 'code-server', 'lib', 'vscode');
  const major = Number(/\d+/.exec(manifest.engines.node)?.[0]);
  return { root, node: ensureNode(major), version: readJson(join(root, 'package.json')).version };
}

/**
 * Whether `ensureVSCode` would answer at once.
 * @param {string} [wanted]
 */
export function isInstalled(wanted = 'current') {
  return existsSync(join(CACHE, folderOf(wanted)));
}

/** @param {string} wanted */
function folderOf(wanted) {
  return `code-server-${VERSIONS[wanted] ?? wanted}`;
}

/**
 * A Node.js of at least this major version: the running one, or one from npm.
 * @param {number} major
 */
function ensureNode(major) {
  if (Number(process.versions.node.split('.')[0]) >= major) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const home = once(`node-${major}`, (dir) => npmInstall(dir, `${name}@${major}`));
  return join(home, 'node_modules', name, 'bin', 'node');
}

/**
 * Older builds download ripgrep in an install script; without it neither quick open nor `findFiles` works.
 * @param {string} build
 */
function addRipgrep(build) {
  const bin = join(build, 'node_modules', '@vscode', 'ripgrep', 'bin');
  if (!existsSync(dirname(bin)) || existsSync(join(bin, 'rg'))) return;
  const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const home = once(`ripgrep-${RIPGREP}`, (dir) => npmInstall(dir, `${name}@${RIPGREP}`));
  mkdirSync(bin, { recursive: true });
  copyFileSync(join(home, 'node_modules', name, 'bin', 'rg'), join(bin, 'rg'));
  chmodSync(join(bin, 'rg'), 0o755);
}

/**
 * @param {string} cwd
 * @param {...string} packages
 */
function npmInstall(cwd, ...packages) {
  const flags = ['--no-save', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const manifest = join(cwd, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{"private":true}\n'); // npm would walk up to the project otherwise
  const { status, stderr, error } = spawnSync('npm', ['install', ...packages, ...flags], { cwd, encoding: 'utf8' });
  if (status === 0) return;
  const what = packages[0] ?? `what ${cwd} depends on`;
  const said = (error?.message ?? stderr).trim().split('\n').slice(0, 8).join('\n');
  throw new Error(`npm could not install ${what}. Is the registry reachable?\n${said}`);
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const started = Date.now();
  try {
    const { root, version } = ensureVSCode(process.argv[2]);
    console.log(`VS Code ${version} in ${root} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

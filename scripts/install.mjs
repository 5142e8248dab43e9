import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs `npm ci` when node_modules does not hold what package-lock.json asks for. Needs nothing but Node.js and npm;
 * says what is wrong and ends the process with status 2 when there is no way on.
 */
export function ensureInstalled() {
  requireNode(20, 19);
  if (isInstalled()) return;
  const args = ['ci', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) giveUp('npm ci failed, see above. It needs the npm registry, or a cache that has every package.');
}

/**
 * @param {number} major
 * @param {number} minor
 */
function requireNode(major, minor) {
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  giveUp(`Node.js ${major}.${minor} or newer is needed; this is ${process.versions.node}.`);
}

/** npm lists in node_modules what it put there; packages for other platforms are optional and missing. */
function isInstalled() {
  const list = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const present = JSON.parse(readFileSync(list, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

function giveUp(message) {
  console.error(message);
  process.exit(2);
}

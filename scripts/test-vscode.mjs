// `npm run test:vscode`: everything that runs inside a real VS Code, one after the other: the Mocha suites on the lowest
// and on a current version in both extension hosts, the editor's findings against the command line's, and the workbench
// driven as by a person. It builds first. The last line is `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WORKSPACE = join(ROOT, 'test/vscode/workspace');
const SUITES = [
  ['server', 'lowest'],
  ['server', 'current'],
  ['web', 'lowest'],
  ['web', 'current'],
];

if (process.platform === 'win32') {
  console.log('VS Code from npm does not run on Windows; `npm run test:desktop` does.');
  console.log('0 passed, 0 failed');
  process.exit(0);
}
// Builds dist/ and the package, so that what is tested is what the sources say.
const packed = spawnSync(process.execPath, ['scripts/package.mjs'], {
  cwd: ROOT,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (packed.status !== 0) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const total = { passed: 0, failed: 0 };
const failures = [];
for (const [host, vscode] of SUITES) {
  const args = ['--host', host, '--version', vscode, '--workspace', WORKSPACE];
  await run(`suites, ${host} host, ${vscode} VS Code`, 'test/vscode/harness/run.mjs', args);
  compareWithCommandLine(host, vscode);
}
for (const host of ['server', 'web']) await run(`workbench, ${host} host`, 'test/vscode/ui.mjs', ['--host', host]);
if (failures.length > 0) console.log(`Failed: ${failures.join('; ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * Runs a script that says in its last line how much passed and failed, with its output shown.
 * @param {string} title
 * @param {string} script
 * @param {string[]} args
 */
async function run(title, script, args) {
  console.log(`\n— ${title}`);
  let text = '';
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.on('data', (bytes) => {
    process.stdout.write(bytes);
    text = (text + bytes).slice(-10_000);
  });
  const status = await new Promise((resolve) => child.on('exit', resolve));
  const said = /(\d+) passed, (\d+) failed/.exec(text.trimEnd().split('\n').at(-1) ?? '');
  const failed = Number(said?.[2] ?? 0);
  count(title, Number(said?.[1] ?? 0), status === 0 ? failed : Math.max(1, failed));
}

/**
 * The suite leaves what the editor showed of each file; the command line must say the same of the same folder.
 * @param {string} host
 * @param {string} vscode
 */
function compareWithCommandLine(host, vscode) {
  const title = `the ${host} host of the ${vscode} VS Code and the command line say the same`;
  const left = join(ROOT, 'out/vscode', `${host}-${vscode}`, 'workspace/.review/diagnostics.json');
  const shown = existsSync(left) ? JSON.parse(readFileSync(left, 'utf8')) : undefined;
  const inEditor = Object.entries(shown ?? {}).flatMap(([path, lines]) => lines.map((line) => `${path}:${line}`));
  const onCommandLine = commandLineFindings();
  const differing = onlyIn(inEditor, onCommandLine, '+ editor').concat(
    onlyIn(onCommandLine, inEditor, '+ command line'),
  );
  const same = shown !== undefined && inEditor.length > 0 && differing.length === 0;
  console.log(`${same ? '✔' : '✘'} ${title} (${inEditor.length} findings)`);
  for (const line of differing) console.log(`  ${line}`);
  count(title, same ? 1 : 0, same ? 0 : 1);
}

/** @returns {string[]} one line a finding, as the suite writes them */
function commandLineFindings() {
  const args = [join(ROOT, 'dist/cli.mjs'), '--format', 'json', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: WORKSPACE, encoding: 'utf8', maxBuffer: 1e8 });
  const severities = { error: 'Error', warning: 'Warning', info: 'Hint' };
  return JSON.parse(stdout).findings.map(({ path, line, column, endLine, endColumn, severity, rule, message }) => {
    return `${path}:${line}:${column}:${endLine}:${endColumn} ${severities[severity]} ${rule} ${message}`;
  });
}

/**
 * @param {string[]} some
 * @param {string[]} others
 * @param {string} where
 */
function onlyIn(some, others, where) {
  return some.filter((line) => !others.includes(line)).map((line) => `${where}: ${line}`);
}

/**
 * @param {string} title
 * @param {number} passed
 * @param {number} failed
 */
function count(title, passed, failed) {
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(title);
}

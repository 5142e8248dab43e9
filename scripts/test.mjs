// `npm test`: installs, builds and runs everything. Prints as its last line how much passed and failed.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { runChecks } from './checks.mjs';
import { ensureInstalled } from './install.mjs';

let passed = 0;
let failed = 0;
const failures = [];

function count(name, more, wrong) {
  passed += more;
  failed += wrong;
  if (wrong > 0) failures.push(name);
  console.log(`— ${name}: ${more} passed, ${wrong} failed\n`);
}

/** Runs a command with its output shown; resolves to its exit status and its last line. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32' });
    let text = '';
    child.stdout.on('data', (bytes) => {
      process.stdout.write(bytes);
      text = (text + bytes).slice(-20_000);
    });
    child.on('error', (error) => resolve({ status: 1, last: String(error) }));
    child.on('exit', (status) => resolve({ status: status ?? 1, last: text.trimEnd().split('\n').at(-1) ?? '' }));
  });
}

/** A suite that says in its last line `N passed, N failed`. */
async function suite(name, command, args) {
  const { status, last } = await run(command, args);
  const found = /(\d+) passed, (\d+) failed/.exec(last);
  const wrong = found ? Number(found[2]) : 0;
  count(name, found ? Number(found[1]) : 0, status === 0 ? wrong : Math.max(1, wrong));
}

async function unitTests() {
  const report = 'out/unit.json';
  rmSync(report, { force: true });
  const { status } = await run('npx', [
    'vitest',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  let result = { numPassedTests: 0, numFailedTests: 1 };
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    // The runner did not get as far as a report: that is the failure.
  }
  count('unit and property tests', result.numPassedTests, status === 0 ? 0 : Math.max(1, result.numFailedTests));
}

await ensureInstalled();
const built = await run(process.execPath, ['scripts/build.mjs']);
count('build', built.status === 0 ? 1 : 0, built.status === 0 ? 0 : 1);
await runChecks((name, status) => count(name, status === 0 ? 1 : 0, status === 0 ? 0 : 1));
await unitTests();
await suite('package', process.execPath, ['scripts/package.mjs', '--check']);
await suite('in a real VS Code', process.execPath, ['scripts/test-vscode.mjs']);
if (failures.length > 0) console.log(`Failed: ${failures.join(', ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

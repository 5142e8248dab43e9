// The same suite in VS Code for the desktop, which @vscode/test-electron downloads. The last line is
// `N passed, N failed`. On Linux without a display: xvfb-run npm run test:desktop
//
//   node test/vscode/harness/run-electron.mjs [--version stable|1.100.0] [--executable path of an installed code]
//     [--tests …] [--workspace …] [--extension …] [--grep …]
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { bundleSuite } from './bundle.mjs';
import { ROOT } from './cache.mjs';

const { values: options } = parseArgs({
  options: {
    version: { type: 'string', default: 'stable' },
    executable: { type: 'string' },
    tests: { type: 'string', default: join(ROOT, 'test/vscode/suite') },
    workspace: { type: 'string', default: join(ROOT, 'examples/shop') },
    extension: { type: 'string', default: ROOT },
    grep: { type: 'string' },
  },
});

const outDir = join(ROOT, 'out', 'vscode', `desktop-${options.version}`);
const suite = await bundleSuite({ tests: options.tests, grep: options.grep, outDir: join(outDir, 'suite') });
const countsFile = join(outDir, 'counts.txt');
rmSync(countsFile, { force: true });
const scratch = mkdtempSync(join(tmpdir(), 'vsc-')); // short: the paths of VS Code's sockets lie below it
const workspace = join(scratch, 'workspace');
cpSync(resolve(options.workspace), workspace, { recursive: true });

let status = 1;
try {
  status = await runTests({
    version: options.version,
    cachePath: join(ROOT, '.cache', 'vscode', 'desktop'),
    ...(options.executable && { vscodeExecutablePath: options.executable }),
    extensionDevelopmentPath: resolve(options.extension),
    extensionTestsPath: suite,
    extensionTestsEnv: { VSCODE_SUITE_COUNTS: countsFile },
    launchArgs: [
      workspace,
      '--disable-extensions',
      '--disable-telemetry',
      `--user-data-dir=${join(scratch, 'user')}`,
      `--extensions-dir=${join(scratch, 'extensions')}`,
    ],
  });
} catch (error) {
  console.error(error.message);
}
const counts = existsSync(countsFile) ? readFileSync(countsFile, 'utf8') : '0 passed, 1 failed';
rmSync(scratch, { recursive: true, force: true });
console.log(counts);
process.exit(status === 0 && existsSync(countsFile) ? 0 : 1);

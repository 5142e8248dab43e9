// Runs a Mocha suite inside the extension host of a real VS Code. The last line is `N passed, N failed`; the exit
// status is 0 only if tests ran and none failed.
//
//   node test/vscode/harness/run.mjs [--host server|web] [--version current|lowest|4.139.1] [--tests test/vscode/suite]
//     [--workspace examples/shop] [--extension . | --vsix file.vsix] [--grep regex] [--timeout seconds] [--verbose]
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { format, parseArgs } from 'node:util';
import { bundleSuite } from './bundle.mjs';
import { ROOT } from './cache.mjs';
import { openWindow } from './window.mjs';

const { values: options } = parseArgs({
  options: {
    host: { type: 'string', default: 'server' },
    version: { type: 'string', default: 'current' },
    tests: { type: 'string', default: join(ROOT, 'test/vscode/suite') },
    workspace: { type: 'string', default: join(ROOT, 'examples/shop') },
    extension: { type: 'string' },
    vsix: { type: 'string' },
    grep: { type: 'string' },
    timeout: { type: 'string', default: '180' },
    verbose: { type: 'boolean', default: false },
  },
});

const name = `${options.host}-${options.version}`;
const outDir = join(ROOT, 'out', 'vscode', name);
const suite = await bundleSuite({
  tests: options.tests,
  grep: options.grep,
  outDir: join(ROOT, 'out', 'vscode', `${name}-suite`),
});

/** Resolves to 0, or to what went wrong. */
let finish;
const finished = new Promise((resolve) => {
  finish = resolve;
});
let counts;

const extension = options.extension ?? (options.vsix ? undefined : ROOT);
const window = await openWindow({ ...options, extension, suite, outDir, prepare });
const timer = setTimeout(() => finish(`no result after ${options.timeout} s`), Number(options.timeout) * 1000);
const result = await finished;
clearTimeout(timer);
if (result !== 0) {
  await window.page.screenshot({ path: join(outDir, 'failure.png') }).catch(() => {});
  console.log(`${name}: ${typeof result === 'string' ? result : 'failed'}; log and screenshot in ${outDir}`);
}
await window.close();
console.log(counts ?? '0 passed, 1 failed');
process.exit(result === 0 && counts ? 0 : 1);

/** @param {import('playwright-core').Page} page */
async function prepare(page) {
  mkdirSync(outDir, { recursive: true });
  const log = createWriteStream(join(outDir, 'window.log'));
  // VS Code calls these two functions of the page when it runs extension tests.
  await page.exposeFunction('codeAutomationExit', (status) => finish(status));
  await page.exposeFunction('codeAutomationLog', (type, values) => {
    const line = format(...values);
    log.write(`${type} ${line}\n`);
    const said = /^\[mocha\] (.*)/s.exec(line)?.[1];
    if (/^\d+ passed, \d+ failed/.test(said ?? '')) counts = said;
    else if (said !== undefined) console.log(said);
    else if (options.verbose) console.log(line);
  });
  page.on('pageerror', (error) => log.write(`pageerror ${error.stack ?? error}\n`));
  page.on('crash', () => finish('the page crashed'));
}

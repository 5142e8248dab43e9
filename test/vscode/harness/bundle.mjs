import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const IN_HOST = fileURLToPath(new URL('./in-host.mjs', import.meta.url));

/** @type {import('esbuild').Plugin} */
const mochaForHosts = {
  name: 'mocha-for-hosts',
  setup(plugin) {
    plugin.onResolve({ filter: /^mocha$/ }, () => ({ path: IN_HOST }));
    // A namespace of its own hides the package's `"type": "module"`, which is not true of this one file.
    plugin.onResolve({ filter: /^mocha\/mocha\.js$/ }, () => ({ path: 'mocha.js', namespace: 'mocha' }));
    plugin.onLoad({ filter: /.*/, namespace: 'mocha' }, () => ({
      contents: readFileSync(fileURLToPath(import.meta.resolve('mocha/mocha.js'))),
    }));
  },
};

/**
 * Bundles Mocha tests into one CommonJS file that runs in every extension host: in the web worker host `require`
 * knows nothing but `vscode`. Tests import `describe`, `it` and the rest from `mocha`.
 * @param {object} options
 * @param {string} options.tests     a test file, or a folder whose `*.test.ts` files are taken
 * @param {string} options.outDir
 * @param {string} [options.grep]    only tests whose title matches this regular expression
 * @param {number} [options.timeout] milliseconds for each test
 * @returns {Promise<string>} path of the bundle; its folder is a tiny extension that may carry it
 */
export async function bundleSuite({ tests, outDir, grep = '', timeout = 20_000 }) {
  const files = statSync(tests).isDirectory() ? testsIn(tests) : [tests];
  if (files.length === 0) throw new Error(`No *.test.ts in ${tests}`);
  const outfile = join(resolve(outDir), 'suite.cjs');
  mkdirSync(outDir, { recursive: true });
  // VS Code runs a suite where the extension around it would run.
  const entries = { main: './suite.cjs', browser: './suite.js', extensionKind: ['workspace'] };
  const manifest = { name: 'suite', publisher: 'test', version: '0.0.1', engines: { vscode: '^1.100.0' }, ...entries };
  writeFileSync(join(outDir, 'package.json'), `${JSON.stringify(manifest)}\n`);
  const imports = files.map((file) => `import ${JSON.stringify(resolve(file))};`);
  await build({
    stdin: {
      // The order counts: Mocha's globals first, then the tests.
      contents: ["import 'mocha';", ...imports, "export { run } from 'mocha';"].join('\n'),
      resolveDir: process.cwd(),
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2022',
    sourcemap: 'inline',
    external: ['vscode', 'node:*'],
    define: { MOCHA_OPTIONS: JSON.stringify({ ui: 'bdd', grep: grep || undefined, timeout, color: false }) },
    plugins: [mochaForHosts],
    logLevel: 'error',
  });
  return outfile;
}

/** @param {string} folder */
function testsIn(folder) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => path.endsWith('.test.ts'))
    .toSorted()
    .map((path) => join(folder, path));
}

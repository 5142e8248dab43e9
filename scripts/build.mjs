// Bundles the product into dist/: client and server for Node and for the browser, and the command line.
import { rmSync } from 'node:fs';
import { context, build as run } from 'esbuild';

const watch = process.argv.includes('--watch');
// `--cli` builds just the command line, for tests; `--bench` that and what measures the engine.
const forBench = process.argv.includes('--bench');
const onlyCli = forBench || process.argv.includes('--cli');
const shared = {
  bundle: true,
  minify: !watch,
  sourcemap: watch,
  target: 'es2022',
  mainFields: ['module', 'main'],
  // Its build for Node asks the environment at each token, which takes a sixth of the time.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  legalComments: 'none',
  logLevel: 'warning',
};
const node = { ...shared, platform: 'node', target: 'node20' };
const browser = { ...shared, platform: 'browser' };

// What reviews is the larger part of both servers, and the same: the process takes it from the worker's bundle.
const serveFromWebBundle = {
  name: 'serve-from-web-bundle',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\/server$/ }, () => ({ path: './server.web.js', external: true })),
};

const bundles = [
  { ...node, format: 'cjs', entryPoints: ['src/client/node.ts'], outfile: 'dist/client.cjs', external: ['vscode'] },
  {
    ...browser,
    format: 'cjs',
    entryPoints: ['src/client/web.ts'],
    outfile: 'dist/client.web.js',
    external: ['vscode'],
  },
  {
    ...node,
    format: 'cjs',
    entryPoints: ['src/server/main.ts'],
    outfile: 'dist/server.cjs',
    plugins: [serveFromWebBundle],
  },
  {
    ...browser,
    format: 'iife',
    globalName: 'infraReview',
    entryPoints: ['src/server/web.ts'],
    outfile: 'dist/server.web.js',
    footer: { js: 'if(typeof module==="object")module.exports=infraReview;' },
  },
  {
    ...node,
    format: 'esm',
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.mjs',
    banner: {
      js: '#!/usr/bin/env node\nimport{createRequire as requireForBundle}from"node:module";const require=requireForBundle(import.meta.url);',
    },
  },
];

const bench = { ...node, format: 'esm', entryPoints: ['scripts/bench/measure.ts'], outfile: 'out/bench/measure.mjs' };
const wanted = onlyCli ? bundles.filter(({ outfile }) => outfile === 'dist/cli.mjs') : bundles;
if (forBench) wanted.push(bench);
if (!onlyCli) rmSync('dist', { recursive: true, force: true });
if (watch) for (const each of wanted) await (await context(each)).watch();
else await Promise.all(wanted.map((each) => run(each)));

import { spawn } from 'node:child_process';

const CHECKS = [
  ['types of the engine', 'tsc', ['-p', 'tsconfig.json']],
  ['types of the client', 'tsc', ['-p', 'src/client/tsconfig.json']],
  ['types of tests, scripts, server and command line', 'tsc', ['-p', 'test/tsconfig.json']],
  ['lint and format', 'biome', ['ci', '.']],
  ['unused code and dependencies', 'knip', []],
  ['generated files', 'tsx', ['scripts/generate.ts', '--check']],
];

/** Runs a program of node_modules with its output shown; resolves to its exit status. */
function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn('npx', ['--no-install', program, ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.on('error', () => resolve(1));
    child.on('exit', (status) => resolve(status ?? 1));
  });
}

/** Runs all checks one after the other and tells each one's exit status; resolves to how many failed. */
export async function runChecks(tell) {
  let failed = 0;
  for (const [name, program, args] of CHECKS) {
    const status = await run(program, args);
    if (status !== 0) failed++;
    tell(name, status);
  }
  return failed;
}

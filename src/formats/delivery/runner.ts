import type { ShellWord } from '../shell/word';

/** Options of runners whose value is the next word. */
const VALUED = new Set(
  `-p --package --with --extra --group --python --project --directory --cwd --prefix --filter -w --workspace -C -n --name
   --config --env-file -e -s --server-args --server-num --command-timeout`.split(/\s+/),
);

/** What runs another program, and by which of its subcommands; '' where it needs none. */
const RUNNERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['npx', ['']],
  ['pnpx', ['']],
  ['bunx', ['']],
  ['uvx', ['']],
  ['npm', ['exec', 'x']],
  ['pnpm', ['exec', 'dlx']],
  ['yarn', ['exec', 'dlx']],
  ['bun', ['x']],
  ['poetry', ['run']],
  ['uv', ['run']],
  ['pipenv', ['run']],
  ['pdm', ['run']],
  ['rye', ['run']],
  ['pixi', ['run']],
  ['conda', ['run']],
  ['mamba', ['run']],
  ['micromamba', ['run']],
  ['pipx', ['run']],
  ['bundle', ['exec']],
  ['mise', ['exec', 'x']],
  ['asdf', ['exec']],
  ['volta', ['run']],
  ['doppler', ['run']],
  ['op', ['run']],
  ['infisical', ['run']],
  ['dotenv', ['']],
  ['corepack', ['']],
  ['xvfb-run', ['']],
  ['xvfb-run.sh', ['']],
  ['unbuffer', ['']],
  ['retry', ['']],
  ['arch', ['']],
  ['caffeinate', ['']],
  ['nix', ['develop', 'shell']],
]);

/** The words of the program that is run in the end: those of `jest` for `npx jest`, of `pytest` for `python -m pytest`. */
export function unwrapRunner(words: readonly ShellWord[], depth = 0): readonly ShellWord[] {
  const name = baseName(words[0]);
  if (name === undefined || depth > 4) return words;
  const inner = /^python[\d.]*$|^pypy[\d.]*$/.test(name) ? ofPython(words) : ofRunner(name, words);
  return inner === undefined ? words : unwrapRunner(inner, depth + 1);
}

function baseName(word: ShellWord | undefined): string | undefined {
  return word?.value?.slice(word.value.lastIndexOf('/') + 1);
}

/** After `-m` a module of the same name as its program. */
function ofPython(words: readonly ShellWord[]): readonly ShellWord[] | undefined {
  for (let at = 1; words[at]?.prefix.startsWith('-'); at++) {
    if (words[at]?.value === '-m') return words[at + 1] ? words.slice(at + 1) : undefined;
  }
  return undefined;
}

function ofRunner(name: string, words: readonly ShellWord[]): readonly ShellWord[] | undefined {
  const subcommands = RUNNERS.get(name);
  if (!subcommands) return undefined;
  let at = 1;
  const skipOptions = () => {
    for (let word = words[at]; word?.prefix.startsWith('-'); word = words[at]) {
      at++;
      if (word.value === '--') return;
      if (VALUED.has(word.value ?? '')) at++;
    }
  };
  skipOptions();
  if (!subcommands.includes('')) {
    if (!subcommands.includes(words[at]?.value ?? '')) return undefined;
    at++;
    skipOptions();
  }
  return words[at] ? words.slice(at) : undefined;
}

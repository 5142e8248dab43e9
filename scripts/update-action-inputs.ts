// Refreshes src/data/action-inputs.json from the `action.yml` of each released version of well-known actions.
// `npx tsx scripts/update-action-inputs.ts 'path/to/{owner}+{name}/repo'`, the pattern of the git directories of their clones.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const PATH = 'src/data/action-inputs.json';

interface Version {
  /** Names in lower case, each with 1 if it must be given, a text if it is deprecated, else 0. */
  inputs: Record<string, 0 | 1 | string>;
  outputs: string[];
}

interface Table {
  readonly source: string;
  /** By the action, and by the number of its major version. */
  readonly actions: Record<string, Record<string, Version>>;
}

interface Declared {
  readonly inputs?: Record<string, { required?: unknown; default?: unknown; deprecationMessage?: unknown } | null>;
  readonly outputs?: Record<string, unknown>;
}

const [pattern = ''] = process.argv.slice(2);
if (pattern === '') throw new Error('Name the pattern of the git directories');
const table = JSON.parse(readFileSync(PATH, 'utf8')) as Table;
for (const action of Object.keys(table.actions).sort()) {
  const [owner = '', name = '', ...path] = action.split('/');
  const directory = pattern.replace('{owner}', owner).replace('{name}', name);
  table.actions[action] = versionsOf(directory, path.join('/'));
}
const lines = Object.entries(table.actions)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
writeFileSync(PATH, `{\n  "source": ${JSON.stringify(table.source)},\n  "actions": {\n${lines.join(',\n')}\n  }\n}\n`);

function versionsOf(directory: string, path: string): Record<string, Version> {
  const out: Record<string, Version> = {};
  const tags = git(directory, ['tag', '--sort=version:refname'])?.split('\n') ?? [];
  for (const tag of tags) {
    const [, major] = /^v?(\d+)(?:\.\d+){0,2}$/.exec(tag) ?? [];
    const declared = major && readAction(directory, tag, path);
    if (!major || !declared) continue;
    out[major] ??= { inputs: {}, outputs: [] };
    add(out[major], declared);
  }
  return out;
}

/** Later releases say whether an input must be given; what any release of a major version has is known. */
function add(version: Version, { inputs, outputs }: Declared): void {
  // What only former releases asked for, later ones may have given up.
  for (const name of Object.keys(version.inputs)) if (version.inputs[name] === 1) version.inputs[name] = 0;
  for (const [name, input] of Object.entries(inputs ?? {})) {
    const message = typeof input?.deprecationMessage === 'string' ? input.deprecationMessage.replace(/\s+/g, ' ') : '';
    const isNeeded = String(input?.required) === 'true' && input?.default === undefined;
    version.inputs[name.toLowerCase()] = message === '' ? (isNeeded ? 1 : 0) : message.slice(0, 120);
  }
  version.outputs = [...new Set([...version.outputs, ...Object.keys(outputs ?? {}).map((name) => name.toLowerCase())])];
}

function readAction(directory: string, tag: string, path: string): Declared | undefined {
  for (const name of ['action.yml', 'action.yaml']) {
    const text = git(directory, ['show', `${tag}:${path === '' ? name : `${path}/${name}`}`]);
    if (text) return parse(text, { strict: false, uniqueKeys: false }) as Declared;
  }
  return undefined;
}

function git(directory: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', [`--git-dir=${directory}`, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

// Refreshes src/data/action-versions.json from the tags and branches of the actions' own repositories.
// `npx tsx scripts/update-action-versions.ts [--remote 'https://github.com/{owner}/{repo}']`
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

const PATH = 'src/data/action-versions.json';
/** How many major versions are kept, and of how many of them more than the last release. */
const MAJORS = 7;
const RECENT_MAJORS = 3;
/** How many releases of a recent major version are kept. */
const RELEASES = 5;

interface Table {
  readonly source: string;
  readonly actions: Record<string, ActionVersions>;
}

interface ActionVersions {
  /** The commit of each version. */
  versions: Record<string, string>;
  /** The version that a tag which moves, such as `v4`, stood for. */
  moving: Record<string, string>;
}

const run = promisify(execFile);
const remoteAt = process.argv.indexOf('--remote');
const remote = (remoteAt > 0 && process.argv[remoteAt + 1]) || 'https://github.com/{owner}/{repo}';
const table = JSON.parse(readFileSync(PATH, 'utf8')) as Table;
for (const name of Object.keys(table.actions).sort()) {
  const [owner = '', repo = ''] = name.split('/');
  const url = remote.replace('{owner}', owner).replace('{repo}', repo);
  const { stdout } = await run('git', ['ls-remote', '--tags', '--heads', url], { maxBuffer: 1 << 26 });
  table.actions[name] = versionsOf(stdout);
}
const lines = Object.entries(table.actions).map(
  ([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
);
writeFileSync(PATH, `{\n  "source": ${JSON.stringify(table.source)},\n  "actions": {\n${lines.join(',\n')}\n  }\n}\n`);

/** From the lines of `git ls-remote`: a commit and the name of a tag or branch. */
function versionsOf(listing: string): ActionVersions {
  const releases = new Map<string, string>();
  const moving = new Map<string, string>();
  for (const line of listing.split('\n')) {
    // `^{}` is the commit that an annotated tag stands for; it follows the tag's own object.
    const [, sha, kind, name] =
      /^([0-9a-f]{40})\trefs\/(tags|heads)\/((?:release\/)?v?\d+(?:\.\d+){0,2})(?:\^\{\})?$/.exec(line) ?? [];
    if (!sha || !kind || !name) continue;
    if (kind === 'tags' && /^v?\d+\.\d+\.\d+$/.test(name)) releases.set(name, sha);
    else moving.set(name, sha);
  }
  const newest = [...releases.keys()].sort((a, b) => compare(parts(b), parts(a)));
  const majors = [...new Set([...newest, ...moving.keys()].map(majorOf))].sort((a, b) => b - a).slice(0, MAJORS);
  const out: ActionVersions = { versions: {}, moving: {} };
  for (const [index, major] of majors.entries()) {
    const kept = newest.filter((tag) => majorOf(tag) === major).slice(0, index < RECENT_MAJORS ? RELEASES : 1);
    for (const tag of kept) out.versions[tag] = releases.get(tag) ?? '';
  }
  for (const [name, sha] of moving) {
    const release = newest.find((tag) => releases.get(tag) === sha);
    if (!majors.includes(majorOf(name))) continue;
    // Names such as `v4.1` only where the release is kept anyway.
    const isMajor = parts(name).length === 1;
    if (release && (isMajor || out.versions[release])) {
      out.moving[name] = release;
      out.versions[release] = sha;
    } else if (isMajor && !release && /^v?\d+$/.test(name)) out.versions[name] = sha;
  }
  return out;
}

function majorOf(tag: string): number {
  return parts(tag)[0] ?? 0;
}

function parts(tag: string): number[] {
  return tag
    .replace(/^(?:release\/)?v?/, '')
    .split('.')
    .map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0) || b.length - a.length;
}

// Refreshes src/data/action-versions.json from the tags of the actions' own repositories.
// `npx tsx scripts/update-action-versions.ts [--remote 'https://github.com/{owner}/{repo}']`
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

const PATH = 'src/data/action-versions.json';
/** How many major versions back are kept. */
const MAJORS = 5;
/** How many releases of each major version are kept. */
const RELEASES = 4;

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
  const { stdout } = await run('git', ['ls-remote', '--tags', url], { maxBuffer: 1 << 26 });
  table.actions[name] = versionsOf(stdout);
}
const lines = Object.entries(table.actions).map(
  ([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
);
writeFileSync(PATH, `{\n  "source": ${JSON.stringify(table.source)},\n  "actions": {\n${lines.join(',\n')}\n  }\n}\n`);

function versionsOf(listing: string): ActionVersions {
  const commits = new Map<string, string>();
  for (const line of listing.split('\n')) {
    // `^{}` is the commit that an annotated tag stands for; it follows the tag's own object.
    const [, sha, tag] = /^([0-9a-f]{40})\trefs\/tags\/(v?\d+(?:\.\d+){0,2})(?:\^\{\})?$/.exec(line) ?? [];
    if (sha && tag) commits.set(tag, sha);
  }
  const byVersion = [...commits.keys()].sort((a, b) => compare(parts(b), parts(a)));
  const releases = byVersion.filter((tag) => parts(tag).length === 3);
  const majors = [...new Set(byVersion.map((tag) => parts(tag)[0]))].slice(0, MAJORS);
  const out: ActionVersions = { versions: {}, moving: {} };
  for (const major of majors)
    for (const tag of releases.filter((each) => parts(each)[0] === major).slice(0, RELEASES))
      out.versions[tag] = commits.get(tag) ?? '';
  for (const tag of byVersion.filter((each) => parts(each).length < 3 && majors.includes(parts(each)[0]))) {
    const sha = commits.get(tag) ?? '';
    const release = releases.find((each) => commits.get(each) === sha);
    if (release) {
      out.moving[tag] = release;
      out.versions[release] = sha;
    } else if (parts(tag).length === 1 || releases.length === 0) out.versions[tag] = sha;
  }
  return out;
}

function parts(tag: string): number[] {
  return tag.replace(/^v/, '').split('.').map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0) || b.length - a.length;
}

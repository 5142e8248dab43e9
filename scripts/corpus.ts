// `npm run corpus -- <folder> [commit]`: reviews each repository in a folder with this tree, and with another commit,
// and prints as Markdown how often each rule speaks and what came and went.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const [folder, commit] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) {
  console.error('Name a folder that holds repositories: npm run corpus -- corpus [commit]');
  process.exit(2);
}

const repositories = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
build('.');
const after = reviewAll('.');
printCounts(after);
if (commit !== undefined) printDifference(atCommit(commit), after);

function build(tree: string): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: tree, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The findings of another commit, built in a work tree of its own. */
function atCommit(revision: string): Finding[] {
  const tree = mkdtempSync(join(tmpdir(), 'infra-review-'));
  try {
    execFileSync('git', ['worktree', 'add', '--detach', '--force', tree, revision], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
    build(tree);
    return reviewAll(tree);
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', tree]);
    rmSync(tree, { recursive: true, force: true });
  }
}

function reviewAll(tree: string): Finding[] {
  return repositories.flatMap(({ name }) => {
    const repository = resolve(folder as string, name);
    // A repository is reviewed as one, even where its history was left behind.
    const marker = join(repository, 'infra-review.yaml');
    if (!existsSync(join(repository, '.git')) && !existsSync(marker)) writeFileSync(marker, 'root: true\n');
    const command = [resolve(tree, 'dist/cli.mjs'), '--format', 'json', '.'];
    const { stdout, stderr, status } = spawnSync(process.execPath, command, {
      cwd: repository,
      maxBuffer: 1 << 30,
      encoding: 'utf8',
    });
    if (status === 2) console.error(`${name}: ${stderr.trim()}`);
    if (stdout === '') return [];
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    return findings.map((finding) => ({ ...finding, path: `${name}/${finding.path}` }));
  });
}

function printCounts(findings: readonly Finding[]): void {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  console.log(
    `${findings.length} findings in ${repositories.length} repositories\n\n| rule | findings |\n| --- | ---: |`,
  );
  for (const [rule, count] of [...counts].sort((a, b) => b[1] - a[1])) console.log(`| ${rule} | ${count} |`);
}

function printDifference(before: readonly Finding[], now: readonly Finding[]): void {
  const words = ({ rule, path, line, column, message }: Finding) => `${path}:${line}:${column} ${message} (${rule})`;
  const gone = difference(before.map(words), now.map(words));
  const come = difference(now.map(words), before.map(words));
  console.log(`\nAgainst ${commit}: ${come.length} new, ${gone.length} gone\n`);
  for (const line of come) console.log(`+ ${line}`);
  for (const line of gone) console.log(`- ${line}`);
}

function difference(from: readonly string[], other: readonly string[]): string[] {
  const known = new Set(other);
  return from.filter((each) => !known.has(each));
}

/**
 * Compares our HCL parser with HashiCorp's on every .tf file of the folders given, and prints where one accepts what the
 * other rejects, a line for each folder, and how long ours takes. Run with `npx tsx scripts/hcl-oracle.ts <folder>...`.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { SourceFile } from '../src/core/text';
import { parseHcl } from '../src/formats/hcl/parse';
import { oracleVerdict } from '../test/formats/hcl/oracle';

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: npx tsx scripts/hcl-oracle.ts <folder>...');
  process.exit(2);
}

let differences = 0;
const files: SourceFile[] = [];
for (const folder of folders) {
  const root = resolve(folder);
  const counts = { files: 0, lines: 0, accepted: 0, rejected: 0, differing: 0 };
  for (const path of terraformFiles(root)) {
    const text = readFileSync(join(root, path), 'utf8').replace(/^\ufeff/, '');
    const file = new SourceFile(relative(process.cwd(), join(root, path)), text);
    const [first] = parseHcl(file).problems;
    const verdict = oracleVerdict(text);
    counts.files++;
    counts.lines += file.lineCount;
    if (first) counts.rejected++;
    else counts.accepted++;
    files.push(file);
    if ((verdict === 'accepts') === !first) continue;
    counts.differing++;
    const ours = first ? `we reject (line ${file.lineAt(first.at.start) + 1}: ${first.summary})` : 'we accept';
    console.log(`${file.path}: ${ours}, HashiCorp's ${verdict}`);
  }
  differences += counts.differing;
  console.log(`${folder}: ${JSON.stringify(counts)}`);
}

function terraformFiles(root: string): string[] {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => path.endsWith('.tf') && statSync(join(root, path)).isFile()).sort();
}

/** Milliseconds for 1,000 lines, over all files in turn. */
function pass(): number {
  const start = performance.now();
  for (const file of files) parseHcl(file);
  return ((performance.now() - start) * 1000) / files.reduce((sum, { lineCount }) => sum + lineCount, 0);
}

pass();
const passes = Array.from({ length: 9 }, pass).sort((a, b) => a - b);
console.log(`${differences} differences; median of 9 passes ${passes[4]?.toFixed(2)} ms for 1,000 lines`);
process.exitCode = differences > 0 ? 1 : 0;

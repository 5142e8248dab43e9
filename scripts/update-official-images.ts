// Refreshes src/data/official-images.json from a clone, with its history, of github.com/docker-library/official-images.
// `npx tsx scripts/update-official-images.ts path/to/clone`
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const PATH = 'src/data/official-images.json';
const [clone] = process.argv.slice(2);
if (!clone) throw new Error('Say where the clone lies: npx tsx scripts/update-official-images.ts path/to/clone');

// Names that were given up count too: whoever uses one means that image.
const everWritten = execFileSync('git', ['-C', clone, 'log', '--name-only', '--format=', '--', 'library/'], {
  maxBuffer: 1 << 28,
}).toString();
const names = [...everWritten.matchAll(/^library\/([a-z0-9._-]+)$/gm)].map(([, name]) => name);
const table = { ...JSON.parse(readFileSync(PATH, 'utf8')), names: [...new Set(names)].sort() };
writeFileSync(PATH, `${JSON.stringify(table, null, 2)}\n`);

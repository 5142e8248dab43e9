// Writes what can be generated, or with --check says what is out of date: `npm run generate`.
import { generatedFromRules, generatedIndexes } from './generate/files';
import { writeAll } from './generate/write';

const check = process.argv.includes('--check');
// The indexes first: the rules are read through them.
const outdated = await writeAll(generatedIndexes(), check);
outdated.push(...(await writeAll(await generatedFromRules(), check)));
if (outdated.length > 0) {
  console.error(`Out of date; run \`npm run generate\`:\n${outdated.map((path) => `  ${path}`).join('\n')}`);
  process.exitCode = 1;
}

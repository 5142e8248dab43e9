// Writes what can be generated, or with --check says what is out of date: `npm run generate`.
import { generatedFiles } from './generate/files';
import { writeAll } from './generate/write';

const outdated = await writeAll(await generatedFiles(), process.argv.includes('--check'));
if (outdated.length > 0) {
  console.error(`Out of date; run \`npm run generate\`:\n${outdated.map((path) => `  ${path}`).join('\n')}`);
  process.exitCode = 1;
}

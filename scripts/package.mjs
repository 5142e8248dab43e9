// `npm run package`: builds the extension into a .vsix. With --check, also holds it to its size and content.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { createVSIX, listFiles } from '@vscode/vsce';

const LARGEST = 1_500_000;
const ALLOWED =
  /^(?:package\.json|package\.nls\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/(?:client|server)(?:\.web\.js|\.cjs)|dist\/cli\.mjs|(?:snippets|syntaxes|schemas)\/[\w.-]+\.json|media\/[\w-]+\.png)$/;

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const path = `out/${name}-${version}.vsix`;
mkdirSync('out', { recursive: true });
// This builds too: the manifest has a script `vscode:prepublish`.
await createVSIX({ packagePath: path, dependencies: false, skipLicense: false });
const size = statSync(path).size;
console.log(`${path}: ${(size / 1000).toFixed(0)} KB`);

if (process.argv.includes('--check')) {
  const files = await listFiles({ dependencies: false });
  const strangers = files.filter((file) => !ALLOWED.test(file.replaceAll('\\', '/')));
  const wrong = [
    ...(size > LARGEST ? [`too large: ${size} bytes are more than ${LARGEST}`] : []),
    ...(strangers.length > 0 ? [`does not belong in it: ${strangers.join(', ')}`] : []),
  ];
  for (const each of wrong) console.error(each);
  console.log(`${2 - wrong.length} passed, ${wrong.length} failed`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

// `npm run new-rule terraform/public-bucket`: writes the rule's file from a template and renews what is generated.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { unknownName } from '../src/core/config-file';
import { formats } from '../src/formats';

const id = process.argv[2] ?? '';
const [format = '', name = ''] = id.split('/');
const path = `src/rules/${id}.ts`;
const wrong = !Object.hasOwn(formats, format)
  ? unknownName('format', format, Object.keys(formats))
  : !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)
    ? `"${name}": name what is found, in kebab-case: npm run new-rule ${format}/public-bucket`
    : existsSync(path)
      ? `${path} is there already`
      : undefined;
if (wrong !== undefined) {
  console.error(wrong);
  process.exit(2);
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const title = `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
mkdirSync(dirname(path), { recursive: true });
writeFileSync(
  path,
  `import { rule } from '../../core/rule';

export default rule({
  id: '${id}',
  title: '${title}',
  why: ['For whom it goes wrong, and how.'],
  severity: 'warning',
  practice: 'containers',
  since: '${version}',
  equivalents: [],
  links: [],
  bad: [],
  good: [],
  *check(model, { project }) {
    // Ask the model for the domain's own nouns; yield { at, message, fix }.
  },
});
`,
);
execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/generate.ts'], { stdio: 'inherit' });
console.log(
  `\n${path}: write why it matters, bad examples with «marks», good ones (the near misses), then the check.\nTry it: npm run unit -- test/rules -t ${id}`,
);

import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { rootKeys, updateKeys } from '../../data/dependabot-keys';
import type { YamlMap } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'dependabot/unknown-key',
  title: 'Key that Dependabot does not know',
  why: [
    'Dependabot refuses the whole file for one key that it does not know, and then updates nothing. It says so only on the page “Dependency graph”, where few people look.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference'],
  bad: [
    {
      files: `version: 2
updates:
  - package-ecosystem: npm
    directory: /
    «shedule»:
      interval: weekly
`,
      fixed: `version: 2
updates:
  - package-ecosystem: npm
    directory: /
    schedule:
      interval: weekly
`,
    },
    {
      title: 'at the top',
      files: `version: 2
«registry»:
  shop:
    type: npm-registry
updates: []
`,
    },
  ],
  good: [
    `version: 2
updates:
  - package-ecosystem: npm
    directories: [/web, /api]
    schedule:
      interval: weekly
    groups:
      all:
        patterns: ['*']
    cooldown:
      default-days: 7
`,
    {
      title: 'parts of one’s own, and parts that are shared',
      files: `version: 2
x-schedule: &weekly
  interval: weekly
updates:
  - package-ecosystem: npm
    directory: /
    schedule: *weekly
`,
    },
    {
      title: 'names that are free to choose',
      files: `version: 2
registries:
  shop:
    type: npm-registry
    url: https://npm.example.com
updates:
  - package-ecosystem: npm
    directory: /
    registries: [shop]
    schedule:
      interval: weekly
`,
    },
  ],
  *check({ root, updates, file }) {
    if (!root) return;
    yield* judge(root, rootKeys);
    for (const { map } of updates) if (map.file === file) yield* judge(map, updateKeys);
  },
});

function* judge(map: YamlMap, keys: readonly string[]) {
  for (const { key, name } of map.ownPairs) {
    if (keys.includes(name) || name === '<<' || name.startsWith('x-')) continue;
    const nearest = meant(name, keys);
    const other = nearest !== undefined && !map.has(nearest) ? nearest : undefined;
    yield {
      at: key,
      message: `Dependabot refuses the file for the key ${name}${other === undefined ? '' : `; did you mean ${other}?`}`,
      fix: other === undefined ? undefined : { title: `Write ${other}`, edits: [replace(key, other)] },
    };
  }
}

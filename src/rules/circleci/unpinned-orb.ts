import { rule } from '../../core/rule';
import { orbReferences } from '../shared/circleci-orbs';

export default rule({
  id: 'circleci/unpinned-orb',
  title: 'Orb whose version may move',
  why: [
    '`@7` and `@7.1` take the newest orb of that line: a new version runs in the next pipeline, with the secrets of its jobs, without a change in the repository. A full version never changes once it is published.',
    'Off until asked for: many want the mends of an orb without doing anything.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'all',
  since: '0.1.0',
  links: ['https://circleci.com/docs/orbs/use/orb-intro/#semantic-versioning'],
  bad: [
    { files: 'version: 2.1\norbs:\n  node: circleci/node@«7»\n' },
    { files: 'version: 2.1\norbs:\n  node: circleci/node@«7.1»\n  slack: circleci/slack@4.13.3\n' },
  ],
  good: [
    'version: 2.1\norbs:\n  node: circleci/node@7.1.0\n',
    'version: 2.1\norbs:\n  node: circleci/node@volatile\n',
    'version: 2.1\norbs:\n  node: acme/node@<<pipeline.parameters.orb-version>>\n',
  ],
  *check({ config }) {
    for (const { name, version, at } of orbReferences(config)) {
      if (/^\d+(?:\.\d+)?$/.test(version))
        yield {
          at,
          message: `${name} moves on with each new version of ${version}: name a full version, as 1.2.3`,
          address: name,
        };
    }
  },
});

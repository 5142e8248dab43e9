import { rule } from '../../core/rule';
import { orbReferences } from '../shared/circleci-orbs';

export default rule({
  id: 'circleci/volatile-orb',
  title: 'Orb that changes by itself',
  why: [
    '`@volatile` takes whatever version of an orb was published last, and `@dev:` one that its author may put something else behind at any time, and that goes away after ninety days. The next pipeline runs code that nobody of the project has seen, with the secrets of its jobs.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://circleci.com/docs/orbs/use/orb-intro/#orb-versions-development-vs-production-vs-inline'],
  bad: [
    { files: 'version: 2.1\norbs:\n  node: circleci/node@«volatile»\n' },
    { files: 'version: 2.1\norbs:\n  aws: circleci/aws-cli@5.1.0\n  ours: acme/deploy@«dev:first»\n' },
  ],
  good: [
    'version: 2.1\norbs:\n  node: circleci/node@7.1.0\n',
    {
      title: 'the newest of a major version is pinned to what it means',
      files: 'version: 2.1\norbs:\n  node: circleci/node@7\n',
    },
    {
      title: 'put in by whoever publishes it',
      files: 'version: 2.1\norbs:\n  node: acme/node@<<pipeline.parameters.orb-version>>\n',
    },
    { title: 'written out', files: 'version: 2.1\norbs:\n  volatile:\n    jobs: {}\n' },
  ],
  *check({ config }) {
    for (const { name, version, at } of orbReferences(config)) {
      if (version === 'volatile')
        yield {
          at,
          message: `Each pipeline takes the version of ${name} that was published last: name a version`,
          address: name,
        };
      else if (version.startsWith('dev:'))
        yield {
          at,
          message: `Its author may change this version of ${name} at any time, and it ends after ninety days: name a released one`,
          address: name,
        };
    }
  },
});

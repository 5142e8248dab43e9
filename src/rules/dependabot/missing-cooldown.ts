import { rule } from '../../core/rule';
import { number } from '../../formats/yaml/access';
import { insertPairs } from '../../formats/yaml/edit';

export default rule({
  id: 'dependabot/missing-cooldown',
  title: 'Updates on the day of their release',
  why: [
    'Packages that were taken over are mostly found and taken back within days. Without a cooldown Dependabot proposes each version in the hour it appears, and where updates are merged by themselves, it runs in the hour after.',
    'Updates that close a known hole come at once all the same. Contested, since faults wait too; off until asked for.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'all',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['zizmor:dependabot-cooldown'],
  links: [
    'https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference#cooldown-',
  ],
  bad: [
    {
      files: `version: 2
updates:
  - package-ecosystem: «npm»
    directory: /
    schedule:
      interval: daily
`,
      fixed: `version: 2
updates:
  - package-ecosystem: npm
    directory: /
    schedule:
      interval: daily
    cooldown:
      default-days: 7
`,
    },
    {
      title: 'each entry for itself',
      files: `version: 2
updates:
  - package-ecosystem: «npm»
    directory: /
    schedule:
      interval: daily
    labels: [dependencies]
  - package-ecosystem: pip
    directory: /
    schedule:
      interval: daily
    cooldown:
      default-days: 5
`,
      fixed: `version: 2
updates:
  - package-ecosystem: npm
    directory: /
    schedule:
      interval: daily
    cooldown:
      default-days: 7
    labels: [dependencies]
  - package-ecosystem: pip
    directory: /
    schedule:
      interval: daily
    cooldown:
      default-days: 5
`,
    },
  ],
  good: [
    'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule:\n      interval: daily\n    cooldown:\n      default-days: 3\n',
    {
      title: 'only what closes holes, which waits for nothing',
      files:
        'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    open-pull-requests-limit: 0\n    schedule:\n      interval: daily\n',
    },
    {
      title: 'not written to its end',
      files: 'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n',
    },
  ],
  *check({ updates, file }) {
    for (const { map, ecosystem } of updates) {
      if (!ecosystem || ecosystem.file !== file || map.file !== file || !map.has('schedule')) continue;
      if (!map.lacks('cooldown') || number(map.get('open-pull-requests-limit')) === 0) continue;
      yield {
        at: ecosystem,
        message: 'New versions are proposed in the hour of their release; let them wait for some days',
        fix: {
          title: 'Let new versions wait for a week',
          edits: [insertPairs(map, { cooldown: { 'default-days': 7 } }, { after: 'schedule' })],
        },
      };
    }
  },
});

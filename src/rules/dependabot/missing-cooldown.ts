import { rule } from '../../core/rule';
import type { SourceFile } from '../../core/text';
import type { Update } from '../../formats/dependabot';
import { number } from '../../formats/yaml/access';
import { insertPairs } from '../../formats/yaml/edit';

export default rule({
  id: 'dependabot/missing-cooldown',
  title: 'Updates on the day of their release',
  why: [
    'Packages that were taken over are mostly found and taken back within days. Without a cooldown Dependabot proposes each version at the next look, be it an hour old, and where updates are merged by themselves, it runs in the hour after.',
    'Updates that close a known hole come at once all the same. Contested, since faults wait too; off until asked for. Said once a file.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'all',
  since: '0.1.0',
  fixes: 'suggested',
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
      title: 'the other entry has one',
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
    {
      title: 'said once for all entries',
      files: `version: 2
updates:
  - package-ecosystem: «npm»
    directory: /
    schedule:
      interval: daily
  - package-ecosystem: docker
    directory: /
    schedule:
      interval: weekly
`,
      fixed: `version: 2
updates:
  - package-ecosystem: npm
    directory: /
    schedule:
      interval: daily
    cooldown:
      default-days: 7
  - package-ecosystem: docker
    directory: /
    schedule:
      interval: weekly
    cooldown:
      default-days: 7
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
    const [first, ...others] = updates.flatMap((update) => (isAtOnce(update, file) ? [update] : []));
    if (!first?.ecosystem) return;
    const all = [first, ...others];
    const message = 'New versions are proposed as soon as they are out; let them wait for some days with a cooldown';
    yield {
      at: first.ecosystem,
      message,
      related: others.slice(0, 10).flatMap(({ ecosystem }) => (ecosystem ? [{ at: ecosystem, message }] : [])),
      fix: {
        title: 'Let new versions wait for a week',
        edits: all.map(({ map }) => insertPairs(map, { cooldown: { 'default-days': 7 } }, { after: 'schedule' })),
      },
    };
  },
});

/** Whether an entry proposes versions, and has nothing that lets them wait. */
function isAtOnce({ map, ecosystem }: Update, file: SourceFile): boolean {
  if (ecosystem?.file !== file || map.file !== file || !map.has('schedule')) return false;
  return map.lacks('cooldown') && number(map.get('open-pull-requests-limit')) !== 0;
}

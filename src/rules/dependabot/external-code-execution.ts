import { rule } from '../../core/rule';
import { scalar } from '../../formats/yaml/access';
import { removePart } from '../../formats/yaml/edit';

export default rule({
  id: 'dependabot/external-code-execution',
  title: 'Dependabot runs code of the packages that it updates',
  why: [
    'With `insecure-external-code-execution: allow`, what a package’s manifest asks to run is run by Dependabot, with the credentials of the private registries of this file. A package that was taken over then gets them before anybody has read the update.',
    'Only bundler, mix and pip take it, and few need it.',
  ],
  severity: 'warning',
  practice: 'access',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['zizmor:dependabot-execution'],
  links: [
    'https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference#insecure-external-code-execution--',
  ],
  bad: [
    {
      files: `version: 2
updates:
  - package-ecosystem: bundler
    directory: /
    «insecure-external-code-execution: allow»
    schedule:
      interval: weekly
`,
      fixed: `version: 2
updates:
  - package-ecosystem: bundler
    directory: /
    schedule:
      interval: weekly
`,
    },
    {
      title: 'in quotes',
      files: `version: 2
updates:
  - package-ecosystem: pip
    directory: /
    schedule:
      interval: weekly
    «insecure-external-code-execution: "allow"»
`,
      fixed: `version: 2
updates:
  - package-ecosystem: pip
    directory: /
    schedule:
      interval: weekly
`,
    },
  ],
  good: [
    'version: 2\nupdates:\n  - package-ecosystem: bundler\n    directory: /\n    insecure-external-code-execution: deny\n    schedule:\n      interval: weekly\n',
    'version: 2\nupdates:\n  - package-ecosystem: bundler\n    directory: /\n    schedule:\n      interval: weekly\n',
    {
      title: 'another key of that value',
      files:
        'version: 2\nupdates:\n  - package-ecosystem: bundler\n    directory: /\n    schedule:\n      interval: weekly\n    allow:\n      - dependency-type: all\n',
    },
  ],
  *check({ updates, file }) {
    for (const { map } of updates) {
      const pair = map.pair('insecure-external-code-execution');
      if (!pair || pair.file !== file || scalar(pair.value)?.text !== 'allow') continue;
      yield {
        at: pair,
        message: 'Packages may run their code in Dependabot, which has the credentials of the private registries',
        fix: pair.alias ? undefined : { title: 'Let Dependabot run no foreign code', edits: [removePart(pair)] },
      };
    }
  },
});

import { rule } from '../../core/rule';
import { ecosystemNames, ecosystems } from '../../data/dependabot-keys';
import { setScalar } from '../../formats/yaml/edit';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'dependabot/unknown-ecosystem',
  title: 'Ecosystem that Dependabot does not know',
  why: [
    'Dependabot refuses the whole file for one ecosystem that it does not know, and then updates nothing. Several package managers go by one name: npm stands for yarn and pnpm too, pip for poetry and pipenv.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.github.com/en/code-security/dependabot/ecosystems-supported-by-dependabot/supported-ecosystems-and-repositories',
  ],
  bad: [
    {
      files: `version: 2
updates:
  - package-ecosystem: «yarn»
    directory: /
    schedule:
      interval: weekly
  - package-ecosystem: «"github-action"»
    directory: /
    schedule:
      interval: weekly
`,
      fixed: `version: 2
updates:
  - package-ecosystem: npm
    directory: /
    schedule:
      interval: weekly
  - package-ecosystem: "github-actions"
    directory: /
    schedule:
      interval: weekly
`,
    },
    {
      title: 'nothing near it',
      files: `version: 2
updates:
  - package-ecosystem: «assembly»
    directory: /
    schedule:
      interval: weekly
`,
    },
  ],
  good: [
    `version: 2
updates:
  - package-ecosystem: npm
    directory: /
    schedule:
      interval: weekly
`,
    `version: 2
updates:
  - package-ecosystem: "docker-compose"
    directory: /
    schedule:
      interval: weekly
`,
    { title: 'nothing written yet', files: 'version: 2\nupdates:\n  - package-ecosystem:\n    directory: /\n' },
  ],
  *check({ updates, file }) {
    for (const { ecosystem } of updates) {
      if (!ecosystem || ecosystem.file !== file || typeof ecosystem.value !== 'string' || ecosystem.text === '')
        continue;
      const { text } = ecosystem;
      if (ecosystems.includes(text)) continue;
      const other = ecosystemNames[text.toLowerCase()] ?? meant(text, ecosystems);
      yield {
        at: ecosystem,
        message: `Dependabot knows no ecosystem ${text}${other === undefined ? '' : `; did you mean ${other}?`}`,
        fix: other === undefined ? undefined : { title: `Write ${other}`, edits: [setScalar(ecosystem, other)] },
      };
    }
  },
});

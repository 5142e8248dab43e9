import { dirname } from '../../core/path';
import { rule } from '../../core/rule';
import { seq } from '../../formats/yaml/access';
import { appendItem } from '../../formats/yaml/edit';
import { ecosystemsIn, updateOf } from '../shared/dependency-manifests';
import { usesOtherUpdater } from '../shared/other-updaters';

export default rule({
  id: 'dependabot/uncovered-manifest',
  title: 'Dependencies that Dependabot is not told of',
  why: [
    'Dependabot proposes new versions only for the ecosystems that the file names. What was added later, most often the actions of workflows or the base image, stays at the version of that day unless somebody thinks of it.',
    'Only manifests in the root of the repository are looked at.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference#package-ecosystem-',
  ],
  bad: [
    {
      files: {
        '.github/dependabot.yml': `version: 2
«updates»:
  - package-ecosystem: npm
    directory: /
    schedule:
      interval: weekly
`,
        'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n',
      },
      fixed: {
        '.github/dependabot.yml': `version: 2
updates:
  - package-ecosystem: npm
    directory: /
    schedule:
      interval: weekly
  - package-ecosystem: github-actions
    directory: /
    schedule:
      interval: weekly
`,
        'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n',
      },
    },
    {
      title: 'several',
      files: {
        '.github/dependabot.yml': `version: 2
«updates»:
  - package-ecosystem: pip
    directory: /docs
    schedule:
      interval: weekly
`,
        'go.mod': 'module example.com/shop\n\nrequire example.com/a v1.0.0\n',
        Dockerfile: 'FROM golang:1.27\n',
      },
      fixed: {
        '.github/dependabot.yml': `version: 2
updates:
  - package-ecosystem: pip
    directory: /docs
    schedule:
      interval: weekly
  - package-ecosystem: docker
    directory: /
    schedule:
      interval: weekly
  - package-ecosystem: gomod
    directory: /
    schedule:
      interval: weekly
`,
        'go.mod': 'module example.com/shop\n\nrequire example.com/a v1.0.0\n',
        Dockerfile: 'FROM golang:1.27\n',
      },
    },
  ],
  good: [
    {
      files: {
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /web\n    schedule:\n      interval: weekly\n',
        'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }\n',
      },
    },
    {
      title: 'a manifest without dependencies',
      files: {
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: pip\n    directory: /\n    schedule:\n      interval: weekly\n',
        'package.json': '{ "private": true, "scripts": { "test": "pytest" } }\n',
      },
    },
    {
      title: 'another program updates the rest',
      files: {
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: pip\n    directory: /\n    schedule:\n      interval: weekly\n',
        'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }\n',
        'renovate.json': '{ "extends": ["config:recommended"] }\n',
      },
    },
  ],
  *check({ root, updates, file }, { project }) {
    const list = seq(root?.get('updates'));
    const key = root?.pair('updates')?.key;
    // Who lists nothing yet, or in a way that can't be read, is left alone.
    if (!list || !key || updates.length === 0 || updates.some(({ ecosystem }) => !ecosystem)) return;
    const folder = dirname(dirname(file.path));
    const repository = folder === '.' ? '' : folder;
    if (usesOtherUpdater(repository, project)) return;
    const named = new Set(updates.map(({ ecosystem }) => ecosystem?.text ?? ''));
    if (named.has('uv')) named.add('pip');
    const missing = ecosystemsIn(repository, project).filter(({ ecosystem }) => !named.has(ecosystem));
    if (missing.length === 0) return;
    yield {
      at: key,
      message: `Nobody updates what ${missing.map(({ path }) => path).join(' and ')} ${missing.length > 1 ? 'name' : 'names'}; add ${missing.map(({ ecosystem }) => ecosystem).join(', ')}`,
      fix:
        list.isFlow || list.holder?.alias
          ? undefined
          : {
              title: `Add ${missing.map(({ ecosystem }) => ecosystem).join(', ')}`,
              edits: missing.map(({ ecosystem }) => appendItem(list, updateOf(ecosystem))),
            },
    };
  },
});

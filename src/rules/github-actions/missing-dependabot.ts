import { basename, dirname } from '../../core/path';
import { type Fix, rule } from '../../core/rule';
import { insert } from '../../core/text';
import { headOf } from '../../formats/github-actions/started-by';
import { ecosystemsIn } from '../shared/dependency-manifests';
import { usesOtherUpdater } from '../shared/other-updaters';

export default rule({
  id: 'github-actions/missing-dependabot',
  title: 'Nobody updates the dependencies',
  why: [
    'Dependencies, base images and actions get older by themselves. Without a program that proposes updates, somebody has to think of it, mostly when a hole has become public and many versions have to be taken at once.',
    'Looked for are Dependabot and Renovate; of the dependencies, manifests in the root of the repository. It is said once, in the first workflow.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference',
    'https://docs.renovatebot.com/getting-started/installing-onboarding/',
  ],
  bad: [
    {
      files: {
        '.github/workflows/ci.yml':
          '«on»: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n',
        'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }\n',
      },
      fixed: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n',
        'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }\n',
        '.github/dependabot.yml': `version: 2
updates:
  - package-ecosystem: github-actions
    directory: /
    schedule:
      interval: weekly
  - package-ecosystem: npm
    directory: /
    schedule:
      interval: weekly
`,
      },
    },
    {
      title: 'said in the first of several workflows',
      files: {
        '.github/workflows/build.yml':
          '«on»: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        '.github/workflows/test.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
        Dockerfile: 'FROM node:24\n',
      },
      fixed: {
        '.github/workflows/build.yml':
          'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        '.github/workflows/test.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
        Dockerfile: 'FROM node:24\n',
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: docker\n    directory: /\n    schedule:\n      interval: weekly\n',
      },
    },
  ],
  good: [
    {
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm test\n',
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule:\n      interval: weekly\n',
        'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }\n',
      },
    },
    {
      title: 'Renovate does it',
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm test\n',
        '.github/renovate.json5': '{ extends: ["config:recommended"] }\n',
        'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }\n',
      },
    },
    {
      title: 'nothing to update',
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - run: make\n',
        'package.json': '{ "private": true }\n',
      },
    },
  ],
  *check({ workflow, file }, { project }) {
    const folder = dirname(file.path);
    if (!workflow || !/(?:^|\/)\.github\/workflows$/.test(folder)) return;
    const first = project.list(folder).find(({ name, kind }) => kind === 'file' && /\.ya?ml$/.test(name));
    if (first?.name !== basename(file.path)) return;
    const github = dirname(folder);
    if (project.list(github).some(({ name }) => /^dependabot\.ya?ml$/.test(name))) return;
    const root = github.replace(/\/?\.github$/, '');
    const found = ecosystemsIn(root, project);
    if (!found.some(({ ecosystem }) => ecosystem !== 'github-actions') || usesOtherUpdater(root, project)) return;
    yield {
      at: headOf(workflow),
      message: `Nobody updates the dependencies of the repository; let Dependabot look after ${found.map(({ ecosystem }) => ecosystem).join(', ')}`,
      address: 'dependabot',
      fix: create(`${github}/dependabot.yml`),
    };

    function create(path: string): Fix {
      const at = project.newFile(path);
      const entries = found.map(
        ({ ecosystem }) =>
          `  - package-ecosystem: ${ecosystem}\n    directory: /\n    schedule:\n      interval: weekly\n`,
      );
      return { title: `Create ${path}`, edits: [insert(at, 0, `version: 2\nupdates:\n${entries.join('')}`)] };
    }
  },
});

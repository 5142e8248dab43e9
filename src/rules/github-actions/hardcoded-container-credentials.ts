import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { containersOf } from '../../formats/github-actions/containers';
import { hasExpression } from '../../formats/github-actions/embedded';
import { map, scalar } from '../../formats/yaml/access';
import { findSecrets } from '../shared/secrets/find';

export default rule({
  id: 'github-actions/hardcoded-container-credentials',
  title: 'Simple password of a registry in a workflow',
  why: [
    'Everybody who can read the repository can read the password, in all of its history: forks, clones and backups keep it. It has to be replaced at the registry; taking it out of the file is not enough.',
    'Here it is one that is a plain word; what looks like a password is found by secrets/hardcoded-secret. Keep it as a secret of the repository or of the organisation, and write `${{ secrets.REGISTRY_PASSWORD }}`.',
  ],
  severity: 'error',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:credentials', 'zizmor:hardcoded-container-credentials'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontainercredentials',
  ],
  bad: [
    {
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    container:
      image: registry.example.com/build:4
      credentials:
        username: ci
        password: «docker»
    steps:
      - run: make
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    container:
      image: registry.example.com/build:4
      credentials:
        username: ci
        password: \${{ secrets.REGISTRY_PASSWORD }}
    steps:
      - run: make
`,
    },
    {
      title: 'of a service',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    services:
      db:
        image: registry.example.com/db:4
        credentials:
          username: ci
          password: «'build'»
    steps:
      - run: make
`,
      fixed: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    services:
      db:
        image: registry.example.com/db:4
        credentials:
          username: ci
          password: \${{ secrets.REGISTRY_PASSWORD }}
    steps:
      - run: make
`,
    },
  ],
  good: [
    `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    container:
      image: registry.example.com/build:4
      credentials:
        username: ci
        password: \${{ secrets.REGISTRY_PASSWORD }}
    steps:
      - run: make
`,
    {
      title: 'no password at all',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    container:
      image: registry.example.com/build:4
      credentials:
        username: ci
        password: ''
    steps:
      - run: make
`,
    },
    {
      title: 'found by the rule for hardcoded secrets, wherever it stands',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    container:
      image: registry.example.com/build:4
      credentials:
        username: ci
        password: wahXu5ieKq9
    steps:
      - run: make
`,
    },
    {
      title: 'what the database beside the tests is given',
      files: `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    services:
      db:
        image: postgres:18
        env:
          POSTGRES_PASSWORD: postgres
    steps:
      - run: make
`,
    },
  ],
  *check({ file, jobs }, { project, today }) {
    for (const { map: body } of jobs.flatMap(containersOf)) {
      const password = scalar(map(body?.get('credentials'))?.get('password'));
      if (!password || password.file !== file || password.text.trim() === '' || hasExpression(password.text)) continue;
      // What looks like a password to anybody is reported as such.
      const document = project.open('secrets', file.path);
      const isKnown =
        document && findSecrets(document, today).some(({ at }) => at.start < password.end && at.end > password.start);
      if (isKnown) continue;
      yield {
        at: password,
        message: 'The password of the registry is written here; keep it as a secret, and replace it at the registry',
        secret: true,
        fix: {
          title: 'Read it from the secret REGISTRY_PASSWORD',
          edits: [replace(password, `\${{ secrets.REGISTRY_PASSWORD }}`)],
        },
      };
    }
  },
});

import { rule } from '../../core/rule';
import { contextPaths } from '../../formats/github-actions/context-path';
import { expressionsIn } from '../shared/workflow-expressions';

export default rule({
  id: 'github-actions/whole-secrets-context',
  title: 'All secrets handed over at once',
  why: [
    '`toJSON(secrets)` gives a step every secret that the repository and its organisation have: those of other deploys, other people, other clouds. Whoever gets hold of that one step has them all. What is in the JSON is also no longer hidden in the logs word for word, since quotes and line ends are written differently there.',
    'With `secrets[…]` whose name is only known at run time GitHub too has to send all secrets to the runner, whichever is picked.',
  ],
  severity: 'warning',
  practice: 'secrets',
  since: '0.1.0',
  equivalents: ['zizmor:overprovisioned-secrets', 'poutine:job_all_secrets'],
  links: [
    'https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#secrets-context',
  ],
  bad: [
    {
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
        env:
          SECRETS: «\${{ toJSON(secrets) }}»
`,
    },
    {
      title: 'a name that only the run knows',
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        region: [eu, us]
    steps:
      - run: ./deploy.sh
        env:
          TOKEN: «\${{ secrets[format('TOKEN_{0}', matrix.region)] }}»
`,
    },
  ],
  good: [
    `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
        env:
          TOKEN: \${{ secrets.TOKEN }}
`,
    {
      title: 'a name that is written out',
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
        env:
          TOKEN: \${{ secrets['TOKEN'] }}
`,
    },
    {
      title: 'one secret, as JSON',
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
        env:
          TOKEN: \${{ toJSON(secrets.TOKEN) }}
          ALL: \${{ toJSON(vars) }}
`,
    },
  ],
  *check(model) {
    for (const { embedded } of expressionsIn(model, /\bsecrets\s*[[)]/i)) {
      const paths = embedded.expression ? contextPaths(embedded.expression) : [];
      if (paths.includes('secrets'))
        yield { at: embedded.at, message: 'This hands over every secret there is; name the ones that are needed' };
      else if (paths.includes('secrets.*'))
        yield {
          at: embedded.at,
          severity: 'info',
          message:
            'To pick a secret at run time, GitHub sends all of them to the runner; name those that may be picked',
        };
    }
  },
});

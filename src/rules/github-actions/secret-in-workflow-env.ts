import { rule } from '../../core/rule';
import { type Edit, textOf } from '../../core/text';
import { embeddedIn } from '../../formats/github-actions/embedded';
import type { Job } from '../../formats/github-actions/model';
import { scalar } from '../../formats/yaml/access';
import { insertUnder, removePart } from '../../formats/yaml/edit';
import type { YamlPair } from '../../formats/yaml/syntax';

export default rule({
  id: 'github-actions/secret-in-workflow-env',
  title: 'Secret in the environment of every job',
  why: [
    'What stands in the `env` of a workflow is in the environment of every step of every job, and so is each action that they run and each program that these start. One of them that turns bad, or that writes its environment into a log or a report, is enough.',
    'Give a secret to the job that needs it, or better to the step.',
  ],
  severity: 'info',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['ghalint:workflow_secrets'],
  links: [
    'https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information',
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets',
  ],
  bad: [
    {
      files: `on: push
env:
  LEVEL: info
  «SHOP_TOKEN»: \${{ secrets.SHOP_TOKEN }}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  deploy:
    needs: test
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh "$SHOP_TOKEN"
`,
      fixed: `on: push
env:
  LEVEL: info
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  deploy:
    needs: test
    runs-on: ubuntu-latest
    env:
      SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}
    steps:
      - run: ./deploy.sh "$SHOP_TOKEN"
`,
    },
    {
      title: 'nobody can tell which job reads it',
      files: `on: push
env:
  «AWS_SECRET_ACCESS_KEY»: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: aws s3 sync dist s3://shop
`,
    },
  ],
  good: [
    `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  deploy:
    runs-on: ubuntu-latest
    env:
      SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}
    steps:
      - run: ./deploy.sh
`,
    {
      title: 'one job, which has it anyway',
      files: `on: push
env:
  SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
    },
    {
      title: 'all jobs read it',
      files: `on: push
env:
  SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}
jobs:
  plan:
    runs-on: ubuntu-latest
    steps:
      - run: ./plan.sh "$SHOP_TOKEN"
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh "$SHOP_TOKEN"
`,
    },
    {
      title: "only whether there is one, and the run's own token",
      files: `on: push
env:
  CAN_DEPLOY: \${{ secrets.SHOP_TOKEN != '' }}
  GH_TOKEN: \${{ secrets.GITHUB_TOKEN }}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
`,
    },
  ],
  *check({ workflow, jobs, file }) {
    const own = jobs.filter((job) => job.steps.length > 0);
    if (!workflow?.env || workflow.env.file !== file || own.length < 2) return;
    const all = workflow.env.ownPairs.filter(holdsSecret).flatMap((pair) => {
      const readers = own.filter((job) => mentions(job, pair.name));
      return readers.length * 2 > own.length ? [] : [{ pair, readers }];
    });
    const [first, ...others] = all;
    if (!first) return;
    const what = others.length === 0 ? `the secret ${first.pair.name}` : `${all.length} secrets`;
    const moves = all.flatMap(({ pair, readers }) => {
      const edits = move(pair, readers);
      return edits ? [{ pair, edits }] : [];
    });
    yield {
      at: first.pair.key,
      message: `${own.length === 2 ? 'Both' : `All ${own.length}`} jobs get ${what} in their environment; give ${others.length === 0 ? 'it' : 'them'} to the job or step that needs ${others.length === 0 ? 'it' : 'them'}`,
      related: others.map(({ pair }) => ({ at: pair.key, message: `They all get ${pair.name} too` })),
      address: 'env',
      fix:
        moves.length === 0
          ? undefined
          : {
              title: `Give ${moves.map(({ pair }) => pair.name).join(', ')} only to the jobs that name it`,
              edits: moves.flatMap(({ edits }) => edits),
            },
    };
  },
});

/** Whether the value itself is a secret other than the token of the run. */
function holdsSecret({ value }: YamlPair): boolean {
  const text = scalar(value);
  return (
    text?.text.includes('secrets') === true &&
    embeddedIn(text).some(({ source }) => /^secrets\.(?!GITHUB_TOKEN$)[\w-]+$/i.test(source))
  );
}

function mentions({ pair }: Job, name: string): boolean {
  return new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\b`).test(textOf(pair));
}

function move(pair: YamlPair, readers: readonly Job[]): readonly Edit[] | undefined {
  const value = scalar(pair.value)?.text;
  if (readers.length === 0 || value === undefined || pair.alias) return undefined;
  const edits = readers.map((job) =>
    job.map.holder?.alias || job.map.has('env') !== (job.env !== undefined)
      ? undefined
      : insertUnder(job.map, 'env', { [pair.name]: value }, { after: 'runs-on' }),
  );
  const known = edits.filter((edit) => edit !== undefined);
  return known.length < edits.length ? undefined : [removePart(pair), ...known];
}

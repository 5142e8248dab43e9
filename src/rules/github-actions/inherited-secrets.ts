import { type Fix, rule } from '../../core/rule';
import type { Job, Workflow } from '../../formats/github-actions/model';
import { ownersOf } from '../../formats/github-actions/owner';
import { map, pairs, string } from '../../formats/yaml/access';
import { setValue } from '../../formats/yaml/edit';

export default rule({
  id: 'github-actions/inherited-secrets',
  title: 'All secrets handed to a called workflow',
  why: [
    'With `secrets: inherit` the called workflow can read every secret of this repository and of its organisation, and so can each action that it runs. Nobody sees in the caller which ones it needs.',
    'In the hands of somebody else’s workflow that is a warning; within the repository and its owner it is advice.',
  ],
  severity: 'warning',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: [
    'zizmor:secrets-inherit',
    'kics:Beta - Secrets Inherit Used in External Reusable Workflow',
    'ghalint:deny_inherit_secrets',
  ],
  links: [
    'https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows#passing-inputs-and-secrets-to-a-reusable-workflow',
  ],
  bad: [
    {
      title: 'the called workflow says which ones it takes',
      files: {
        '.github/workflows/ci.yml': `on: push
jobs:
  deploy:
    uses: ./.github/workflows/deploy.yml
    secrets: «inherit»
`,
        '.github/workflows/deploy.yml': `on:
  workflow_call:
    secrets:
      TOKEN:
        required: true
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
        env:
          TOKEN: \${{ secrets.TOKEN }}
`,
      },
      fixed: {
        '.github/workflows/ci.yml': `on: push
jobs:
  deploy:
    uses: ./.github/workflows/deploy.yml
    secrets:
      TOKEN: \${{ secrets.TOKEN }}
`,
        '.github/workflows/deploy.yml': `on:
  workflow_call:
    secrets:
      TOKEN:
        required: true
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: ./deploy.sh
        env:
          TOKEN: \${{ secrets.TOKEN }}
`,
      },
    },
    {
      title: 'a workflow of somebody else',
      files: `on: push
jobs:
  release:
    uses: somebody/workflows/.github/workflows/release.yml@v2
    secrets: «inherit»
`,
    },
  ],
  good: [
    `on: push
jobs:
  release:
    uses: somebody/workflows/.github/workflows/release.yml@v2
    secrets:
      TOKEN: \${{ secrets.TOKEN }}
`,
    `on: push
jobs:
  test:
    uses: ./.github/workflows/test.yml
`,
    {
      title: 'the called workflow needs all of them',
      files: {
        '.github/workflows/ci.yml': `on: push
jobs:
  deploy:
    uses: ./.github/workflows/deploy.yml
    secrets: inherit
`,
        '.github/workflows/deploy.yml': `on: workflow_call
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: ./deploy.sh
        env:
          TOKEN: \${{ secrets.TOKEN }}
`,
      },
    },
  ],
  *check({ jobs, workflow }, { project }) {
    for (const job of jobs) {
      const { secrets, uses } = job;
      if (!secrets?.value || string(secrets.value) !== 'inherit' || !uses) continue;
      const value = secrets.value;
      if (uses.kind === 'local') {
        const called = project.open('github-actions', uses.path)?.workflow;
        // Secrets of an environment can be passed on in no other way.
        if (!called || called.jobs.some((each) => each.environment || each.uses)) continue;
        const declared = secretsTakenBy(called);
        if (!declared) continue;
        yield {
          at: value,
          severity: 'info',
          message: `${uses.text} gets every secret there is, and takes ${inWords(declared)}`,
          fix: onlyThose(job, declared),
        };
      } else if (uses.kind === 'repository') {
        const isOwn = ownersOf(workflow, project).has(uses.owner.toLowerCase());
        yield {
          at: value,
          ...(isOwn && { severity: 'info' }),
          message: `A workflow of ${uses.owner} gets every secret there is; name those that it needs`,
        };
      }
    }
  },
});

/** The secrets that a called workflow declares, if it reads no others. */
function secretsTakenBy({ map: root, on }: Workflow): readonly string[] | undefined {
  const declared = pairs(map(map(on?.value)?.get('workflow_call'))?.get('secrets')).map(({ name }) => name);
  const names = root.file.text.matchAll(/\bsecrets\s{0,9}(?:\.\s{0,9}([\w-]+)|\[)/gi);
  const lower = new Set([...declared, 'GITHUB_TOKEN'].map((name) => name.toLowerCase()));
  for (const [, name] of names) if (name === undefined || !lower.has(name.toLowerCase())) return undefined;
  return declared.length > 0 ? declared : undefined;
}

function inWords(names: readonly string[]): string {
  const all = names.join(', ');
  return all.length > 80 ? `${names.length} of them` : all;
}

function onlyThose({ secrets }: Job, names: readonly string[]): Fix | undefined {
  if (!secrets || secrets.alias) return undefined;
  const passed = Object.fromEntries(names.map((name) => [name, `\${{ secrets.${name} }}`]));
  return { title: `Pass only ${inWords(names)}`, edits: [setValue(secrets, passed)] };
}

import type { Project } from '../../core/project';
import { type Fix, rule } from '../../core/rule';
import { type Edit, indentAt, replace } from '../../core/text';
import { inputOf } from '../../formats/github-actions/action-input';
import { leastPermissions } from '../../formats/github-actions/least-permissions';
import type { Job, Step } from '../../formats/github-actions/model';
import { union } from '../../formats/github-actions/scopes';
import { insertPairs, insertUnder, removePart } from '../../formats/yaml/edit';

export default rule({
  id: 'github-actions/long-lived-cloud-key',
  title: 'Key of a cloud that never expires',
  why: [
    'A key that is kept as a secret works from anywhere and for years: whoever reads it once, from a log, an action that turned bad or a former colleague’s notes, has the cloud. With `id-token: write` GitHub vouches for the job, and the cloud hands out access for this repository, this branch and an hour.',
    'Needs a trust that is set up once in the cloud: an identity provider in AWS, a federated credential in Azure, a workload identity pool in Google Cloud.',
  ],
  severity: 'info',
  practice: 'access',
  since: '0.1.0',
  fixes: 'template',
  links: [
    'https://docs.github.com/en/actions/concepts/security/openid-connect',
    'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
    'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-azure',
    'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-google-cloud-platform',
  ],
  bad: [
    {
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: «aws-actions/configure-aws-credentials@v6»
        with:
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-region: eu-central-1
`,
      fixed: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          role-to-assume: arn:aws:iam::123456789012:role/deploy
          aws-region: eu-central-1
`,
    },
    {
      title: 'the other clouds',
      files: `on: push
permissions:
  contents: read
jobs:
  azure:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: «azure/login@v3»
        with:
          creds: \${{ secrets.AZURE_CREDENTIALS }}
  google:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: «google-github-actions/auth@v3»
        with:
          credentials_json: \${{ secrets.KEY }}
`,
      fixed: `on: push
permissions:
  contents: read
jobs:
  azure:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: azure/login@v3
        with:
          client-id: 00000000-0000-0000-0000-000000000000
          tenant-id: 00000000-0000-0000-0000-000000000000
          subscription-id: 00000000-0000-0000-0000-000000000000
  google:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: google-github-actions/auth@v3
        with:
          workload_identity_provider: projects/123456789/locations/global/workloadIdentityPools/github/providers/github
          service_account: deploy@project.iam.gserviceaccount.com
`,
    },
  ],
  good: [
    `on: push
permissions:
  contents: read
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          role-to-assume: arn:aws:iam::123456789012:role/deploy
          aws-region: eu-central-1
`,
    {
      title: 'keys that expire',
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-session-token: \${{ secrets.AWS_SESSION_TOKEN }}
          aws-region: eu-central-1
`,
    },
    {
      title: 'keys of a test server',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          aws-access-key-id: test
          aws-secret-access-key: test
          aws-region: eu-central-1
`,
    },
    {
      title: 'an identity is there already',
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: google-github-actions/auth@v3
        with:
          workload_identity_provider: \${{ vars.PROVIDER }}
          service_account: \${{ vars.ACCOUNT }}
`,
    },
  ],
  *check({ steps, file }, { project }) {
    for (const step of steps) {
      const { uses } = step;
      const cloud = uses?.kind === 'repository' ? CLOUDS[uses.repository] : undefined;
      if (!cloud || !uses || uses.scalar.file !== file || !step.with) continue;
      if (!(inputOf(step, cloud.key) ?? '').includes('secrets.')) continue;
      if (inputOf(step, 'aws-session-token') !== undefined) continue;
      yield {
        at: uses.scalar,
        message: `A key of ${cloud.name} that never expires signs in here; let GitHub vouch for the job with \`id-token: write\``,
        fix: vouch(step, cloud, project),
      };
    }
  },
});

interface Cloud {
  readonly name: string;
  /** The input that holds the key. */
  readonly key: string;
  /** Inputs that go with it. */
  readonly others: readonly string[];
  /** The lines that take its place. */
  readonly instead: readonly string[];
}

const CLOUDS: Readonly<Record<string, Cloud>> = {
  'aws-actions/configure-aws-credentials': {
    name: 'AWS',
    key: 'aws-secret-access-key',
    others: ['aws-access-key-id'],
    instead: ['role-to-assume: ${1:arn:aws:iam::123456789012:role/deploy}'],
  },
  'azure/login': {
    name: 'Azure',
    key: 'creds',
    others: [],
    instead: [
      'client-id: ${1:00000000-0000-0000-0000-000000000000}',
      'tenant-id: ${2:00000000-0000-0000-0000-000000000000}',
      'subscription-id: ${3:00000000-0000-0000-0000-000000000000}',
    ],
  },
  'google-github-actions/auth': {
    name: 'Google Cloud',
    key: 'credentials_json',
    others: [],
    instead: [
      'workload_identity_provider: ${1:projects/123456789/locations/global/workloadIdentityPools/github/providers/github}',
      'service_account: ${2:deploy@project.iam.gserviceaccount.com}',
    ],
  },
};

/** Puts the role in place of the key and asks for the identity, where it is plain what else the token may do. */
function vouch(step: Step, { key, others, instead }: Cloud, project: Project): Fix | undefined {
  const { with: inputs, job } = step;
  if (!inputs || inputs.isFlow || inputs.holder?.alias || inputs.has('role-to-assume') || !job) return undefined;
  const [first, ...more] = inputs.ownPairs.filter(({ name }) => name === key || others.includes(name));
  const identity = askForIdentity(job, project);
  if (!first || more.length < others.length || [first, ...more].some(({ alias }) => alias) || !identity)
    return undefined;
  const { file } = first;
  const written = replace(first, instead.join(file.eol + indentAt(file, first.start)));
  return {
    title: 'Sign in with the identity of the job',
    edits: [...identity, written, ...more.map((pair) => removePart(pair))],
  };
}

/** What lets a job have an identity; undefined where that could take something else from its token. */
function askForIdentity(job: Job, project: Project): readonly Edit[] | undefined {
  const { map: body, workflow, permissions } = job;
  const given = permissions ?? workflow.permissions;
  if (given) {
    if (given.all || given.scopes.get('id-token') === 'write') return given.all === 'read-all' ? undefined : [];
    const edit = insertUnder(permissions ? body : workflow.map, 'permissions', { 'id-token': 'write' });
    return edit && [edit];
  }
  const least = body.lacks('permissions') && workflow.map.lacks('permissions') && leastPermissions(job, project);
  if (!least || body.holder?.alias) return undefined;
  const scopes = union([least, { 'id-token': 'write' }]);
  return [insertPairs(body, { permissions: { ...scopes } }, { after: 'runs-on' })];
}

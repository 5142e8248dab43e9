import { expect, test } from 'vitest';
import type { Files } from '../../support/project';
import { findingsOf } from '../../support/project';

const ONLY = ['github-actions/missing-permissions'];

/** What the fix would allow the steps of a job, or `-` where there is none. */
async function allowed(steps: string, head = '', more: Files = {}): Promise<string> {
  const text = `on: push\n${head}jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps.replace(/^/gm, '      ')}\n`;
  const [finding] = await findingsOf({ '.github/workflows/ci.yml': text, ...more }, { only: ONLY });
  expect(finding).toBeDefined();
  return finding?.fixes[0]?.title.replace(/^Allow (?:only )?/, '') ?? '-';
}

const TOKEN = '\n  env:\n    GH_TOKEN: ${{ github.token }}';

test.each([
  ['- run: make', 'nothing'],
  ['- uses: actions/checkout@v6', 'contents: read'],
  ['- uses: somebody/else@v1', '-'],
  ['- run: gh pr comment 1 -b hi'.concat(TOKEN), 'pull-requests: write'],
  ['- run: gh pr view 1 && gh issue close 2'.concat(TOKEN), 'issues: write, pull-requests: read'],
  ['- run: gh api repos'.concat(TOKEN), '-'],
  ['- run: ./deploy.sh'.concat(TOKEN), '-'],
  ['- run: echo ${{ secrets.GITHUB_TOKEN }} | ./x', '-'],
  ['- run: git push origin main', 'contents: write'],
  ['- run: npm publish', '-'],
  ['- uses: actions/checkout@v6\n  with:\n    token: ${{ secrets.PAT }}\n- run: git push', 'nothing'],
  ['- uses: peter-evans/create-pull-request@v8\n  with:\n    token: ${{ secrets.PAT }}', 'nothing'],
  ['- uses: aws-actions/configure-aws-credentials@v6\n  with:\n    role-to-assume: arn', 'id-token: write'],
  ['- uses: google-github-actions/auth@v3\n  with:\n    credentials_json: x', 'nothing'],
  ['- uses: docker://alpine:3.22', 'nothing'],
  [
    '- uses: docker/login-action@v4\n  with:\n    registry: ghcr.io\n    password: ${{ github.token }}\n- run: docker push x',
    'packages: write',
  ],
  ['- uses: docker/login-action@v4\n  with:\n    registry: docker.io\n    password: ${{ secrets.P }}', 'nothing'],
])('%s', async (steps, expected) => {
  expect(await allowed(steps)).toBe(expected);
});

test('a token for all steps may be used by any', async () => {
  expect(await allowed('- run: make', 'env:\n  GITHUB_TOKEN: ${{ github.token }}\n')).toBe('-');
});

test('a local action needs what its steps need', async () => {
  const action = (steps: string) => ({
    '.github/actions/a/action.yml': `runs:\n  using: composite\n  steps:\n    - ${steps}\n`,
  });
  const steps = '- uses: ./.github/actions/a';
  expect(await allowed(steps, '', action('uses: softprops/action-gh-release@v3'))).toBe('contents: write');
  expect(await allowed(steps, '', action('uses: ./.github/actions/a'))).toBe('-');
  expect(await allowed(steps)).toBe('-');
});

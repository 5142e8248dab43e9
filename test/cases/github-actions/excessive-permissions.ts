import type { Cases } from '../../support/cases';

/** A job with these permissions that runs these steps. */
function job(permissions: string, steps: string, head = ''): string {
  return `on: workflow_dispatch
${head}jobs:
  work:
    runs-on: ubuntu-latest
    permissions:
      ${permissions}
    steps:
${steps}`;
}

const checkout = '      - uses: actions/checkout@v6\n';

/** Logs in with the password of that name. */
const login = (password: string, registry = 'ghcr.io') => `      - uses: docker/login-action@v4
        with:
          registry: ${registry}
          username: acme
          password: ${password}
`;

export default {
  good: [
    {
      title: 'the token comes by way of a variable',
      files: job(
        'packages: write',
        `${login('${{ env.PASSWORD }}', '${{ env.REGISTRY }}')}      - uses: docker/build-push-action@v7
        with:
          push: true
`,
        'env:\n  REGISTRY: ghcr.io\n  PASSWORD: ${{ secrets.GITHUB_TOKEN }}\n',
      ),
    },
    {
      title: 'an action is given the token by way of a variable',
      files: job(
        'pull-requests: write',
        `${checkout}      - uses: peter-evans/create-pull-request@v8
        with:
          token: \${{ env.TOKEN }}
`,
        'env:\n  TOKEN: ${{ github.token }}\n',
      ),
    },
    {
      title: 'a program of the repository pushes what it has built',
      files: job(
        'packages: write',
        `${checkout}${login('${{ secrets.GITHUB_TOKEN }}')}      - run: .github/scripts/copy-images.sh\n`,
      ),
    },
    {
      title: 'a make target pushes what it has built',
      files: job(
        'packages: write',
        `${checkout}${login('${{ secrets.GITHUB_TOKEN }}')}      - run: make image\n`,
      ),
    },
    {
      title: 'the other checkout has the token of another repository',
      files: job(
        'contents: write',
        `${checkout}      - uses: actions/checkout@v6
        with:
          repository: acme/releases
          token: \${{ secrets.RELEASES_TOKEN }}
          path: releases
      - run: git push origin update
`,
      ),
    },
    {
      title: 'only who may write is told of drafts',
      files: job(
        'contents: write',
        '      - run: gh release view "$TAG" --json isDraft\n        env:\n          TAG: v1\n          GH_TOKEN: ${{ github.token }}\n',
      ),
    },
    {
      title: 'the provider of Terraform asks for an identity',
      files: job(
        'id-token: write',
        `${checkout}      - run: terraform plan\n        env:\n          ARM_USE_OIDC: true\n`,
      ),
    },
    {
      title: 'a scope that the tables do not tell of',
      files: job('artifact-metadata: write', '      - uses: actions/attest@v4\n'),
    },
    {
      title: 'a pull request is taken for an issue',
      files: job(
        'pull-requests: write',
        '      - run: gh issue edit "${{ github.event.pull_request.number }}" --add-label draft\n        env:\n          GH_TOKEN: ${{ github.token }}\n',
      ),
    },
    {
      title: 'a script asks for an identity',
      files: job(
        'id-token: write',
        '      - run: |\n          curl -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL"\n',
      ),
    },
  ],
} satisfies Cases;

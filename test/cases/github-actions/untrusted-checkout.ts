import type { Cases } from '../../support/cases';

/** A job of a privileged workflow that checks out the pull request and goes on with these steps. */
function then(steps: string, head = ''): string {
  return `on: pull_request_target
jobs:
  test:
    runs-on: ubuntu-latest
${head}    steps:
      - uses: «actions/checkout@v6»
        with:
          ref: \${{ github.event.pull_request.head.sha }}
${steps}`;
}

const plain = (text: string) => text.replace(/[«»]/g, '');

export default {
  bad: [
    { title: 'a script of the repository', files: then('      - run: ./ci/test.sh\n') },
    { title: 'an action of the repository', files: then('      - uses: ./.github/actions/build\n') },
    { title: 'packages that are built', files: then('      - run: pip install -r requirements.txt\n') },
    { title: 'an image', files: then('      - run: docker build .\n') },
    {
      title: 'in the folder it was put into',
      files: then('          path: theirs\n      - run: make\n        working-directory: theirs\n'),
    },
    {
      title: 'by way of a variable',
      files: `on: workflow_run
env:
  SHA: \${{ github.event.workflow_run.head_sha }}
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: «actions/checkout@v6»
        with:
          ref: \${{ env.SHA }}
      - run: yarn
`,
    },
  ],
  good: [
    plain(then('      - run: npm ci --ignore-scripts\n')),
    plain(then('      - run: npm install -g prettier@3\n')),
    plain(then('      - run: cat README.md\n      - uses: actions/upload-artifact@v7\n')),
    plain(then('      - run: python -c "print(1)"\n')),
    plain(then('      - if: github.event.pull_request.head.repo.fork == false\n        run: make\n')),
  ],
} satisfies Cases;

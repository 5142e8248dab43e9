import { rule } from '../../core/rule';
import { setScalar } from '../../formats/yaml/edit';
import { meant } from '../shared/did-you-mean';
import { clipped, listed, schemaProblems } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/unknown-activity-type',
  title: 'Kind of activity that the event does not have',
  why: [
    'The `types` of an event are the only activities that start the workflow. One that the event does not have never happens, so the workflow stays silent where it was meant to run.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:events'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows'],
  bad: [
    {
      files:
        'on:\n  pull_request:\n    types: [opened, «synchronized»]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
      fixed:
        'on:\n  pull_request:\n    types: [opened, synchronize]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'what only another event has',
      files:
        'on:\n  issue_comment:\n    types: «opened»\njobs:\n  greet:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./greet.sh\n',
    },
  ],
  good: [
    'on:\n  pull_request:\n    types: [opened, synchronize, converted_to_draft]\n  release:\n    types: published\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    {
      title: 'names of one’s own',
      files:
        'on:\n  repository_dispatch:\n    types: [opened, deploy-now]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    'on:\n  merge_group:\n    types: [checks_requested]\n  workflow_run:\n    workflows: [CI]\n    types: [completed]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
  ],
  *check(model) {
    for (const { node, definition, known } of schemaProblems(model, 'unknown-value')) {
      const event = /^(.+)-activity-type$/.exec(definition.name)?.[1]?.replaceAll('-', '_');
      if (event === undefined) continue;
      const near = known.includes(node.text.toLowerCase()) ? node.text.toLowerCase() : meant(node.text, known);
      yield {
        at: node,
        message:
          near === undefined
            ? `\`${event}\` has no activity \`${clipped(node.text)}\`, only ${listed(known.slice(0, 5))}${known.length > 5 ? ' …' : ''}`
            : `\`${event}\` has no activity \`${clipped(node.text)}\`: did you mean \`${near}\`?`,
        fix: near === undefined ? undefined : { title: `Write ${near}`, edits: [setScalar(node, near)] },
      };
    }
  },
});

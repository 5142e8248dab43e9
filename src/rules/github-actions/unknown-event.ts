import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { setScalar } from '../../formats/yaml/edit';
import { meant } from '../shared/did-you-mean';
import { clipped, schemaProblems } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/unknown-event',
  title: 'Event that GitHub Actions does not know',
  why: ['A workflow that waits for an event of a misspelt name is refused by GitHub, or simply never starts.'],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:events'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows'],
  bad: [
    {
      files: 'on: «pull-request»\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
      fixed: 'on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'in a list, and as a key',
      files: {
        '.github/workflows/a.yml':
          'on: [push, «pull_requests»]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
        '.github/workflows/b.yml':
          'on:\n  «push_request»:\n  «workflow-dispatch»:\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
      },
      fixed: {
        '.github/workflows/a.yml':
          'on: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
        '.github/workflows/b.yml':
          'on:\n  pull_request:\n  workflow_dispatch:\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
      },
    },
  ],
  good: [
    'on:\n  push:\n  merge_group:\n  repository_dispatch:\n    types: [any-name]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    'on: [page_build, public]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    {
      title: 'an action has no events',
      files: { 'action.yml': 'name: A\ndescription: B\nruns:\n  using: node24\n  main: index.js\n' },
    },
  ],
  *check(model) {
    for (const { pair, definition, known } of schemaProblems(model, 'unknown-key')) {
      if (definition.name !== 'on-mapping-strict') continue;
      const near = meantEvent(pair.name, known);
      const isFree = near !== undefined && !pair.parent.has(near);
      yield {
        at: pair.key,
        message: said(pair.name, near),
        fix: isFree ? { title: `Write ${near}`, edits: [replace(pair.key, near)] } : undefined,
      };
    }
    for (const { node, definition, known } of schemaProblems(model, 'unknown-value')) {
      if (!definition.name.endsWith('-string') || definition.name.startsWith('input-type-')) continue;
      const near = meantEvent(node.text, known);
      yield {
        at: node,
        message: said(node.text, near),
        fix: near === undefined ? undefined : { title: `Write ${near}`, edits: [setScalar(node, near)] },
      };
    }
  },
});

function meantEvent(name: string, known: readonly string[]): string | undefined {
  const usual = name.toLowerCase().replaceAll('-', '_');
  return known.includes(usual) ? usual : meant(usual, known);
}

function said(name: string, near: string | undefined): string {
  const shown = clipped(name);
  if (near !== undefined) return `There is no event \`${shown}\`: did you mean \`${near}\`?`;
  return `There is no event \`${shown}\`; the usual ones are \`push\`, \`pull_request\`, \`workflow_dispatch\` and \`schedule\``;
}

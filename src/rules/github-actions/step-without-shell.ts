import { rule } from '../../core/rule';
import { insertPairs } from '../../formats/yaml/edit';

export default rule({
  id: 'github-actions/step-without-shell',
  title: 'Script of a composite action without a shell',
  why: [
    'In a workflow the runner chooses the shell of a script; in a composite action it does not. Without `shell`, GitHub refuses the action with “Required property is missing: shell”, and every workflow that uses it fails.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:syntax-check', 'ghalint:action_shell_is_required'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#runsstepsshell'],
  bad: [
    {
      files: {
        'action.yml': `name: Build
runs:
  using: composite
  steps:
    - «run»: make
`,
      },
      fixed: {
        'action.yml': `name: Build
runs:
  using: composite
  steps:
    - shell: bash
      run: make
`,
      },
    },
    {
      title: 'one of several',
      files: {
        'action.yml': `name: Build
runs:
  using: composite
  steps:
    - run: make
      shell: bash
    - name: Test
      «run»: |
        make test
`,
      },
      fixed: {
        'action.yml': `name: Build
runs:
  using: composite
  steps:
    - run: make
      shell: bash
    - name: Test
      shell: bash
      run: |
        make test
`,
      },
    },
  ],
  good: [
    {
      files: {
        'action.yml': 'name: Build\nruns:\n  using: composite\n  steps:\n    - run: make\n      shell: bash\n',
      },
    },
    {
      title: 'the shell is an input',
      files: {
        'action.yml':
          'name: Build\nruns:\n  using: composite\n  steps:\n    - run: make\n      shell: ${{ inputs.shell }}\n',
      },
    },
    {
      title: 'a workflow, in which the runner chooses',
      files: 'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n',
    },
  ],
  *check({ action, file }) {
    for (const { map } of action?.steps ?? []) {
      const pair = map.pair('run');
      if (!pair || map.file !== file || !map.lacks('shell')) continue;
      const names = map.ownPairs.map(({ name }) => name);
      const before = names[names.indexOf('run') - 1];
      yield {
        at: pair.key,
        message: 'GitHub refuses a composite action whose script names no shell; add `shell: bash`',
        fix:
          map.holder?.alias || pair.parent !== map
            ? undefined
            : {
                title: 'Run it with bash',
                edits: [insertPairs(map, { shell: 'bash' }, before === undefined ? 'first' : { after: before })],
              },
      };
    }
  },
});

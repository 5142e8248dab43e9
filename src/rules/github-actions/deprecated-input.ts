import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { calledByStep } from '../shared/called-inputs';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/deprecated-input',
  title: 'Input that its action will give up',
  why: [
    'The author of the action says of this input that it will go, or has no effect any more, and mostly what to use instead.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:action'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputsinput_iddeprecationmessage',
  ],
  bad: [
    {
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/create-github-app-token@v1\n        with:\n          «app_id»: 1\n          private-key: ${{ secrets.KEY }}\n',
      fixed:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/create-github-app-token@v1\n        with:\n          app-id: 1\n          private-key: ${{ secrets.KEY }}\n',
    },
    {
      title: 'of an action in the same repository',
      files: {
        '.github/actions/build/action.yml':
          'name: Build\ndescription: Builds\ninputs:\n  all:\n    deprecationMessage: use the input target\n  target:\n    description: what\nruns:\n  using: composite\n  steps:\n    - run: make\n      shell: bash\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n      - uses: ./.github/actions/build\n        with:\n          «all»: true\n',
      },
    },
  ],
  good: [
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/create-github-app-token@v1\n        with:\n          app-id: 1\n          private-key: ${{ secrets.KEY }}\n',
    {
      title: 'a version that does not have it any more, or is not known',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/create-github-app-token@main\n        with:\n          app_id: 1\n',
    },
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: main\n',
  ],
  *check({ steps }, { project }) {
    for (const step of steps) {
      const given = step.with;
      const called = given && calledByStep(step, project);
      if (!called) continue;
      for (const { key, name } of given.pairs) {
        const about = called.inputs.get(name.toLowerCase())?.deprecation;
        if (about === undefined) continue;
        const named = /\b[Uu]se (?:the )?[`'"]([\w-]+)[`'"]/.exec(about)?.[1];
        // Another spelling of the name takes the same value; another name may not.
        const isSame = named !== undefined && named !== name && plain(named) === plain(name);
        const instead = isSame && called.inputs.has(named.toLowerCase()) ? named : undefined;
        yield {
          at: key,
          tag: 'deprecated',
          message: `\`${clipped(name)}\` will go from ${clipped(called.title)}: ${about.slice(0, 100).replace(/\s+/g, ' ').trim().replace(/\.$/, '')}`,
          fix:
            instead !== undefined && !given.has(instead)
              ? { title: `Use ${instead}`, edits: [replace(key, instead)] }
              : undefined,
        };
      }
    }
  },
});

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

import { rule } from '../../core/rule';
import { endOfNode } from '../../data/action-runtimes';
import { map, scalar } from '../../formats/yaml/access';
import { setScalar } from '../../formats/yaml/edit';

export default rule({
  id: 'github-actions/outdated-node-version',
  title: 'Action for a Node that gets no updates any more',
  why: [
    'Runners no longer have Node 12 and 16 and run such an action on a newer one as best they can; Node 20 has had its last update too, and is on its way out. Every workflow that uses the action warns until then, and stops working one day.',
    'Nearly all actions run on the newer version as they are; test it before you release.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:action'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#runs-for-javascript-actions',
    'https://nodejs.org/en/about/previous-releases',
  ],
  bad: [
    {
      files: {
        'action.yml': `name: Greet
runs:
  using: «node16»
  main: dist/index.js
`,
      },
      fixed: {
        'action.yml': `name: Greet
runs:
  using: node24
  main: dist/index.js
`,
      },
    },
    {
      title: 'in quotes',
      files: {
        'action.yml': `name: Greet
runs:
  using: «'node12'»
  main: dist/index.js
`,
      },
      fixed: {
        'action.yml': `name: Greet
runs:
  using: 'node24'
  main: dist/index.js
`,
      },
    },
    {
      title: 'advice only, since runners still have it',
      files: {
        'action.yml': `name: Greet
runs:
  using: «node20»
  main: dist/index.js
`,
      },
      fixed: {
        'action.yml': `name: Greet
runs:
  using: node24
  main: dist/index.js
`,
      },
    },
  ],
  good: [
    { files: { 'action.yml': 'name: Greet\nruns:\n  using: node24\n  main: dist/index.js\n' } },
    {
      files: { 'action.yml': 'name: Greet\nruns:\n  using: composite\n  steps:\n    - run: make\n      shell: bash\n' },
    },
    {
      title: 'a day on which it still got updates',
      files: { 'action.yml': 'name: Greet\nruns:\n  using: node20\n  main: dist/index.js\n' },
      today: '2026-04-01',
    },
  ],
  *check({ action, file }, { today }) {
    const using = scalar(map(action?.map.get('runs'))?.get('using'));
    const end = using && endOfNode[using.text.toLowerCase()];
    if (!using || using.file !== file || end === undefined || end >= today) return;
    yield {
      at: using,
      ...(using.text.toLowerCase() === 'node20' && { severity: 'info' }),
      message: `${using.text} has had no updates since ${end}; use node24`,
      fix: { title: 'Use node24', edits: [setScalar(using, 'node24')] },
    };
  },
});

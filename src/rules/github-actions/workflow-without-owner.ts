import { basename, dirname } from '../../core/path';
import { rule } from '../../core/rule';
import { insert } from '../../core/text';
import { headOf } from '../../formats/github-actions/started-by';

export default rule({
  id: 'github-actions/workflow-without-owner',
  title: 'Workflows that nobody has to agree to',
  why: [
    'The repository says in CODEOWNERS who has to agree to which files, but nobody is named for its workflows. Whoever may merge can then change what runs with all secrets, unseen by those who keep the rest.',
    'Who that should be is left to be filled in. Off until asked for; said once, in the first workflow.',
  ],
  severity: 'info',
  practice: 'access',
  preset: 'all',
  since: '0.1.0',
  fixes: 'template',
  links: [
    'https://docs.github.com/en/actions/reference/security/secure-use#using-codeowners-to-monitor-changes',
    'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
  ],
  bad: [
    {
      files: {
        '.github/workflows/ci.yml':
          '«on»: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        '.github/CODEOWNERS': '/docs/ @acme/writers\n',
      },
      fixed: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        '.github/CODEOWNERS': '/docs/ @acme/writers\n/.github/ @owner\n',
      },
    },
    {
      title: 'without an end of the last line',
      files: {
        '.github/workflows/ci.yml':
          '«on»: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        CODEOWNERS: '# who answers\n*.js @acme/web',
      },
      fixed: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        CODEOWNERS: '# who answers\n*.js @acme/web\n/.github/ @owner\n',
      },
    },
  ],
  good: [
    {
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        '.github/CODEOWNERS': '/.github/workflows/ @acme/platform\n',
      },
    },
    {
      title: 'somebody for all',
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        'docs/CODEOWNERS': '* @acme/everybody\n',
      },
    },
    {
      title: 'no owners at all',
      files: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    },
  ],
  *check({ workflow, file }, { project }) {
    const folder = dirname(file.path);
    if (!workflow || !/(?:^|\/)\.github\/workflows$/.test(folder)) return;
    const first = project.list(folder).find(({ name, kind }) => kind === 'file' && /\.ya?ml$/.test(name));
    if (first?.name !== basename(file.path)) return;
    const root = dirname(folder).replace(/\/?\.github$/, '');
    const inside = (name: string) => (root === '' ? name : `${root}/${name}`);
    // GitHub takes the first of these.
    const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
    const owners = places.flatMap((name) => project.read(inside(name)) ?? [])[0];
    if (!owners || owners.text.split('\n').some(coversWorkflows)) return;
    const end = owners.text === '' || owners.text.endsWith('\n') ? '' : owners.eol;
    yield {
      at: headOf(workflow),
      message: `${owners.path} names nobody who has to agree to changes of the workflows`,
      address: 'owners',
      fix: {
        title: `Add a line to ${owners.path}`,
        edits: [insert(owners, owners.text.length, `${end}/.github/ \${1:@owner}${owners.eol}`)],
      },
    };
  },
});

/** Whether the pattern of a line may take in the workflows. */
function coversWorkflows(line: string): boolean {
  const [pattern = ''] = line.trim().split(/[ \t]/, 1);
  if (pattern === '' || pattern.startsWith('#')) return false;
  return /^\/?\*{1,2}(?:\/\*{0,2})?$|\.github|\.ya?ml$|workflows/.test(pattern);
}

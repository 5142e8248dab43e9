import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { setScalar } from '../../formats/yaml/edit';
import { meant } from '../shared/did-you-mean';
import { clipped, listed, schemaProblems } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/unknown-permission',
  title: 'Permission that GitHub’s token does not have',
  why: [
    'GitHub refuses a workflow that asks for a permission it does not know, or for an access that the permission does not have: no job of it starts.',
  ],
  severity: 'error',
  practice: 'access',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:permissions'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions'],
  bad: [
    {
      files:
        'on: push\npermissions:\n  contents: read\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    permissions:\n      «pull-request»: write\n      packages: «wite»\n    steps:\n      - run: make test\n',
      fixed:
        'on: push\npermissions:\n  contents: read\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    permissions:\n      pull-requests: write\n      packages: write\n    steps:\n      - run: make test\n',
    },
    {
      title: 'an access that the permission does not have',
      files:
        'on: push\npermissions:\n  id-token: «read»\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'a word for all of them',
      files:
        'on: push\npermissions: «read»\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
      fixed:
        'on: push\npermissions: read-all\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
  ],
  good: [
    'on: push\npermissions: read-all\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    permissions:\n      id-token: write\n      contents: none\n    steps:\n      - run: make test\n',
    'on: push\npermissions: {}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    permissions:\n      models: read\n      artifact-metadata: write\n    steps:\n      - run: make test\n',
    {
      title: 'inputs of an action have names of their own',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/create-github-app-token@v2\n        with:\n          permission-content: read\n',
    },
  ],
  *check(model) {
    for (const { pair, definition, known } of schemaProblems(model, 'unknown-key')) {
      if (definition.name !== 'permissions-mapping') continue;
      const near = meant(pair.name, known);
      const isFree = near !== undefined && !pair.parent.has(near);
      yield {
        at: pair.key,
        message: near
          ? `There is no permission \`${clipped(pair.name)}\`: did you mean \`${near}\`?`
          : `There is no permission \`${clipped(pair.name)}\` that a workflow could give its token`,
        fix: isFree ? { title: `Write ${near}`, edits: [replace(pair.key, near)] } : undefined,
        // GitHub adds permissions: one that is like none of those known here may be of tomorrow.
        severity: near === undefined ? 'warning' : undefined,
      };
    }
    for (const { node, pair, definition, known } of schemaProblems(model, 'unknown-value')) {
      if (!definition.name.startsWith('permission-level-')) continue;
      const isAll = definition.name.includes('shorthand');
      const near = isAll
        ? SHORT[node.text]
        : meant(
            node.text,
            known.filter((each) => each !== 'none'),
          );
      const isOther = ['read', 'write'].includes(node.text);
      yield {
        at: node,
        message: isAll
          ? `\`permissions\` must be a map, or one of ${listed(['read-all', 'write-all', '{}'])}, not \`${clipped(node.text)}\``
          : `\`${clipped(pair?.name ?? 'This permission')}\` can only be ${listed(known)}, not \`${clipped(node.text)}\``,
        fix:
          near === undefined || (isOther && !isAll)
            ? undefined
            : { title: `Write ${near}`, edits: [near === '{}' ? replace(node, near) : setScalar(node, near)] },
      };
    }
  },
});

const SHORT: Readonly<Record<string, string>> = {
  read: 'read-all',
  write: 'write-all',
  none: '{}',
  readall: 'read-all',
  read_all: 'read-all',
  write_all: 'write-all',
};

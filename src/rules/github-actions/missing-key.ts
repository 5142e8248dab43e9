import { rule } from '../../core/rule';
import { type Edit, insert } from '../../core/text';
import type { YamlMap } from '../../formats/yaml/syntax';
import { listed, nameOf, schemaProblems } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/missing-key',
  title: 'Key that GitHub Actions asks for is missing',
  why: [
    'A job needs a runner (`runs-on`) or a workflow to call (`uses`), a step something to do (`run` or `uses`), a workflow its events (`on`). GitHub refuses the whole file where one of them is missing, so none of its jobs starts.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  equivalents: ['actionlint:syntax-check'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax'],
  bad: [
    {
      title: 'no runner',
      files: 'on: push\njobs:\n  «test»:\n    steps:\n      - run: make test\n',
      fixed: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n',
    },
    {
      title: 'nothing to do',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - «name»: Set up\n        with:\n          node-version: 24\n',
    },
    {
      title: 'no events',
      files: '«name»: CI\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
      fixed: 'on: push\nname: CI\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'an input without its type',
      files:
        'on:\n  workflow_call:\n    inputs:\n      «level»:\n        required: true\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
      fixed:
        'on:\n  workflow_call:\n    inputs:\n      level:\n        type: string\n        required: true\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'nothing for a composite action to do',
      files: { 'action.yml': 'name: Build\ndescription: Builds\n«runs»:\n  using: composite\n' },
    },
  ],
  good: [
    'on: push\njobs:\n  build:\n    uses: ./.github/workflows/build.yml\n  test:\n    needs: build\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    {
      title: 'a job that has no steps yet',
      files: 'on: push\njobs:\n  wait:\n    runs-on: ubuntu-24.04\n    environment: production\n',
    },
    {
      title: 'tools of YAML 1.1 write `on` as the truth',
      files: 'true: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
    {
      title: 'GitHub asks the name and description of an action only where it is published',
      files: { 'action.yml': 'runs:\n  using: node24\n  main: dist/index.js\n' },
    },
    {
      title: 'steps that wait for others',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: server\n        run: make serve\n        background: true\n      - run: make test\n      - cancel: server\n',
    },
  ],
  *check(model) {
    for (const { at, map, definition, keys } of schemaProblems(model, 'missing-key')) {
      const [key = ''] = keys;
      if (definition.name === 'action-root-strict' && key !== 'runs') continue;
      // The shell of composite actions has a rule of its own.
      if (model.action && key === 'shell') continue;
      const isStep = keys.includes('run');
      const shown = isStep ? ['run', 'uses'] : definition.name === 'job-factory' ? ['runs-on', 'uses'] : keys;
      const where = isStep
        ? 'This step'
        : nameOf(definition.name, map.holder?.kind === 'pair' ? map.holder.name : undefined);
      const value = VALUES[key];
      const isFixable = value !== undefined && !map.isFlow && map.ownPairs.length > 0 && !map.anchor;
      yield {
        at,
        message: `${where} has no ${listed(shown)}: GitHub refuses the file without it`,
        fix: isFixable ? { title: `Add ${key}`, edits: [first(map, key, value)] } : undefined,
      };
    }
  },
});

/** Writes a pair above the others; `on` without the quotes that YAML 1.1 would ask for. */
function first(map: YamlMap, key: string, value: string): Edit {
  const { file, ownPairs, start } = map;
  const at = ownPairs[0]?.start ?? start;
  return insert(file, at, `${key}: ${value}${file.eol}${' '.repeat(at - file.line(file.lineAt(at)).start)}`);
}

/** What is written first. */
const VALUES: Readonly<Record<string, string>> = {
  'runs-on': '${1:ubuntu-latest}',
  on: '${1:push}',
  type: '${1:string}',
};

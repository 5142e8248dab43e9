import { rule } from '../../core/rule';
import { hasExpression } from '../../formats/github-actions/embedded';
import type { YamlMap } from '../../formats/yaml/syntax';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/invalid-variable-name',
  title: 'Environment variable of a name that no system takes',
  why: [
    'A name with `=`, a blank or a line break in it can not be that of an environment variable: the process gets another one, or none.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['actionlint:env-var'],
  links: ['https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html'],
  bad: [
    {
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    env:\n      «LEVEL=2»: yes\n    steps:\n      - run: make test\n        env:\n          «MY NAME»: test\n',
    },
    {
      title: 'an expression that was to be a value',
      files:
        'on: push\nenv:\n  «A=b, C»: d\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
  ],
  good: [
    'on: push\nenv:\n  _level2: 2\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    env:\n      NODE.ENV: test\n      npm_config_loglevel: warn\n      ProgramFiles(x86): c\n    steps:\n      - run: make test\n        env:\n          INPUT_FETCH-DEPTH: 1\n',
    {
      title: 'a name that an expression makes',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    env: ${{ matrix.env }}\n    steps:\n      - run: make test\n',
    },
    {
      title: 'inputs are no variables',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ./.github/actions/build\n        with:\n          my name: test\n',
    },
  ],
  *check({ workflow, jobs, steps }) {
    const seen = new Set<YamlMap>();
    for (const { env } of [...(workflow ? [workflow] : []), ...jobs, ...steps]) {
      if (!env || seen.has(env)) continue;
      seen.add(env);
      for (const { key, name } of env.pairs) {
        if (hasExpression(name) || !/[=\s]/.test(name)) continue;
        yield {
          at: key,
          message: `\`${clipped(name)}\` can not be the name of a variable: it has ${name.includes('=') ? 'a `=`' : 'a blank'} in it`,
        };
      }
    }
  },
});

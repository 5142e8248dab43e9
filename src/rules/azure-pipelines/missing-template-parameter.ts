import { rule } from '../../core/rule';
import type { Parameter } from '../../formats/azure-pipelines/model';
import { readCall } from '../../formats/azure-pipelines/template-call';
import { insertPairs, insertUnder, Verbatim } from '../../formats/yaml';

export default rule({
  id: 'azure-pipelines/missing-template-parameter',
  title: 'Template without a value it needs',
  why: [
    'A parameter without a default has to be given a value by whoever uses the template; otherwise Azure DevOps refuses the pipeline before anything runs.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/template-parameters'],
  bad: [
    {
      files: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: «ci/deploy.yml»\n    parameters:\n      app: web\n',
        'ci/deploy.yml':
          'parameters:\n  - name: app\n    type: string\n  - name: environment\n    type: string\nsteps:\n  - bash: make deploy\n',
      },
      fixed: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: ci/deploy.yml\n    parameters:\n      app: web\n      environment: value\n',
        'ci/deploy.yml':
          'parameters:\n  - name: app\n    type: string\n  - name: environment\n    type: string\nsteps:\n  - bash: make deploy\n',
      },
    },
    {
      title: 'none of them',
      files: {
        'azure-pipelines.yml': 'trigger: none\nsteps:\n  - template: «ci/deploy.yml»\n',
        'ci/deploy.yml':
          'parameters:\n  - name: app\n    type: string\n  - name: slots\n    type: number\nsteps:\n  - bash: make deploy\n',
      },
      fixed: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: ci/deploy.yml\n    parameters:\n      app: value\n      slots: 1\n',
        'ci/deploy.yml':
          'parameters:\n  - name: app\n    type: string\n  - name: slots\n    type: number\nsteps:\n  - bash: make deploy\n',
      },
    },
  ],
  good: [
    {
      title: 'a default of nothing is a default',
      files: {
        'azure-pipelines.yml': 'trigger: none\nsteps:\n  - template: ci/deploy.yml\n',
        'ci/deploy.yml':
          "parameters:\n  - name: app\n    type: string\n    default: ''\nsteps:\n  - bash: make deploy\n",
      },
    },
    {
      title: 'the first of the values that are allowed counts',
      files: {
        'azure-pipelines.yml': 'trigger: none\nsteps:\n  - template: ci/deploy.yml\n',
        'ci/deploy.yml':
          'parameters:\n  - name: system\n    type: string\n    values:\n      - linux\n      - windows\nsteps:\n  - bash: make deploy\n',
      },
    },
    {
      title: 'an expression may give them all',
      files: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: ci/deploy.yml\n    parameters:\n      ${{ insert }}: ${{ parameters }}\n',
        'ci/deploy.yml': 'parameters:\n  - name: app\n    type: string\nsteps:\n  - bash: make deploy\n',
      },
    },
    {
      title: 'given, though with another case',
      files: {
        'azure-pipelines.yml': 'trigger: none\nsteps:\n  - template: ci/deploy.yml\n    parameters:\n      APP: web\n',
        'ci/deploy.yml': 'parameters:\n  - name: app\n    type: string\nsteps:\n  - bash: make deploy\n',
      },
    },
  ],
  *check({ pipeline, isBroken }, { project }) {
    if (isBroken) return;
    for (const use of pipeline?.templates ?? []) {
      const call = readCall(use, project);
      // A misspelt one is reported where it stands.
      if (!call || call.isOpen || call.strangers.length > 0) continue;
      const missing = call.values.filter(({ pair, parameter }) => !pair && !parameter.hasDefault && !parameter.values);
      if (missing.length === 0) continue;
      const names = missing.map(({ parameter }) => parameter.name);
      const added = Object.fromEntries(
        missing.map(({ parameter }, index) => [parameter.name, new Verbatim(`\${${index + 1}:${example(parameter)}}`)]),
      );
      const edit = call.given ? insertPairs(call.given, added) : insertUnder(use.map, 'parameters', added);
      yield {
        at: use.scalar,
        message: `The template needs ${names.length === 1 ? `a value for ${names[0]}` : `values for ${names.slice(0, 4).join(', ')}${names.length > 4 ? ' …' : ''}`}`,
        fix: edit && { title: `Give ${names.length === 1 ? names[0] : 'them'} a value`, edits: [edit] },
        related: missing.map(({ parameter }) => ({ at: parameter.at, message: `${parameter.name} has no default` })),
      };
    }
  },
});

/** A word that stands for the value. */
function example({ type }: Parameter): string {
  if (type === 'boolean') return 'true';
  if (type === 'number') return '1';
  if (type === 'object') return '{}';
  return type?.endsWith('list') ? '[]' : 'value';
}

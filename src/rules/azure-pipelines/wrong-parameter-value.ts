import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import type { Parameter } from '../../formats/azure-pipelines/model';
import { readCall } from '../../formats/azure-pipelines/template-call';
import { locate } from '../../formats/yaml/locate';
import type { YamlNode, YamlScalar } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'azure-pipelines/wrong-parameter-value',
  title: 'Value that the parameter does not take',
  why: [
    'Parameters have types and may have a list of values; Azure DevOps compares them before anything runs, and refuses the pipeline. A variable such as `$(flag)` has no value yet at that time: to a parameter of type boolean or number it is only a text that is neither.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/parameters-parameter'],
  bad: [
    {
      files: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: ci/build.yml\n    parameters:\n      configuration: «Relase»\n',
        'ci/build.yml':
          'parameters:\n  - name: configuration\n    type: string\n    default: Debug\n    values:\n      - Debug\n      - Release\nsteps:\n  - bash: make\n',
      },
      fixed: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: ci/build.yml\n    parameters:\n      configuration: Release\n',
        'ci/build.yml':
          'parameters:\n  - name: configuration\n    type: string\n    default: Debug\n    values:\n      - Debug\n      - Release\nsteps:\n  - bash: make\n',
      },
    },
    {
      title: 'other types',
      files: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: ci/build.yml\n    parameters:\n      sign: «$(sign)»\n      slots: «many»\n      name: «[a, b]»\n      before: «make»\n',
        'ci/build.yml':
          "parameters:\n  - name: sign\n    type: boolean\n    default: false\n  - name: slots\n    type: number\n    default: 1\n  - name: name\n    type: string\n    default: ''\n  - name: before\n    type: stepList\n    default: []\nsteps:\n  - bash: make\n",
      },
    },
    {
      title: 'a default that is none of the values',
      files:
        'trigger: none\nparameters:\n  - name: environment\n    type: string\n    default: «prod»\n    values: [test, production]\nsteps:\n  - bash: make\n',
    },
  ],
  good: [
    {
      files: {
        'azure-pipelines.yml':
          "trigger: none\nsteps:\n  - template: ci/build.yml\n    parameters:\n      sign: 'True'\n      slots: ${{ parameters.slots }}\n      name: $(name)\n      before:\n        - bash: make first\n      list:\n        - a\n",
        'ci/build.yml':
          "parameters:\n  - name: sign\n    type: boolean\n    default: false\n  - name: slots\n    type: number\n    default: 1\n  - name: name\n    type: string\n    default: ''\n  - name: before\n    type: stepList\n    default: []\n  - name: list\n    type: object\n    default: {}\nsteps:\n  - bash: make\n",
      },
    },
    {
      title: 'numbers and truths are text to a string',
      files: {
        'azure-pipelines.yml':
          'trigger: none\nsteps:\n  - template: ci/build.yml\n    parameters:\n      version: 1.10\n      verbose: true\n',
        'ci/build.yml':
          'parameters:\n  - name: version\n    type: string\n  - name: verbose\n    type: string\nsteps:\n  - bash: make\n',
      },
    },
    {
      title: 'one of the values',
      files:
        'trigger: none\nparameters:\n  - name: count\n    type: number\n    default: 2\n    values: [1, 2]\nsteps:\n  - bash: make\n',
    },
  ],
  *check({ pipeline, isBroken }, { project }) {
    if (!pipeline || isBroken) return;
    for (const parameter of pipeline.parameters ?? []) {
      if (parameter.map && parameter.default) yield* wrong(parameter, parameter.default, 'default');
    }
    for (const use of pipeline.templates) {
      for (const { parameter, pair } of readCall(use, project)?.values ?? []) {
        if (!pair?.value) continue;
        for (const finding of wrong(parameter, pair.value, 'value'))
          yield { ...finding, related: [{ at: parameter.at, message: `${parameter.name} is declared here` }] };
      }
    }
  },
});

const LISTS = new Set(['step', 'steplist', 'job', 'joblist', 'deployment', 'deploymentlist', 'stage', 'stagelist']);
const TRUTHS = /^(?:true|false|y|n|yes|no|on|off|0|1|)$/i;

function* wrong({ name, type, values }: Parameter, node: YamlNode, what: string): Generator<Finding> {
  if (node.kind === 'unknown' || (node.kind === 'scalar' && node.text.includes('${{'))) return;
  if (node.kind !== 'scalar') {
    if (hasExpressions(node)) return;
    if (type === 'string' || type === 'boolean' || type === 'number')
      yield { at: node, message: `${name} takes a ${type}, not a ${node.kind === 'seq' ? 'list' : 'map'}` };
    return;
  }
  const { text } = node;
  const isVariable = text.includes('$(');
  const late = isVariable ? ': variables have no value yet when it is read' : '';
  if (type === 'boolean' && !TRUTHS.test(text)) yield { at: node, message: `${name} takes true or false${late}` };
  else if (type === 'number' && text !== '' && Number.isNaN(Number(text)))
    yield { at: node, message: `${name} takes a number${late}` };
  else if (type !== undefined && LISTS.has(type) && text !== '' && node.value !== null)
    yield {
      at: node,
      message: `${name} takes ${type.replace('list', 's').replace(/^(step|job|stage|deployment)$/, 'a $1')}, not a text`,
    };
  else if (type === 'string' && values) yield* notAmong(name, node, values, what);
}

function* notAmong(name: string, node: YamlScalar, values: readonly YamlScalar[], what: string): Generator<Finding> {
  const { text } = node;
  if (
    text.includes('$(') ||
    values.some((each) => each.text.toLowerCase() === text.toLowerCase() || each.text.includes('${{'))
  )
    return;
  const known = values.map((each) => each.text);
  const candidate = what === 'value' ? meant(text, known) : undefined;
  yield {
    at: node,
    message: `${name} takes ${known.slice(0, 5).join(', ').slice(0, 100)}${known.length > 5 ? ' …' : ''}, not this`,
    fix: candidate
      ? { title: `Write ${candidate}`, edits: [replace(locate(node, 0, text.length), candidate)] }
      : undefined,
  };
}

/** Whether an expression may make it something else. */
function hasExpressions(node: YamlNode): boolean {
  if (node.kind !== 'map') return false;
  return node.ownPairs.some(({ key }) => key.text.includes('${{'));
}

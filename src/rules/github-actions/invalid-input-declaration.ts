import { type Finding, rule } from '../../core/rule';
import { hasExpression } from '../../formats/github-actions/embedded';
import { boolean, items, map, scalar, string } from '../../formats/yaml/access';
import { removePart, setValue } from '../../formats/yaml/edit';
import type { YamlMap, YamlPair } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';
import { clipped, listed } from '../shared/workflow-schema';

/** Of top-level inputs, as GitHub’s documentation of the event says. */
const MOST_INPUTS = 25;

export default rule({
  id: 'github-actions/invalid-input-declaration',
  title: 'Input that can not be filled in as it is declared',
  why: [
    'Inputs of `workflow_dispatch` become a form on GitHub: a choice needs options, what is filled in beforehand must be one of them and of the input’s type, and there can be 25 at most. GitHub refuses the workflow or its start otherwise.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:events', 'actionlint:workflow-call'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputs',
  ],
  bad: [
    {
      title: 'a choice without options, and one with a default that is none of them',
      files:
        'on:\n  workflow_dispatch:\n    inputs:\n      «target»:\n        type: choice\n      level:\n        type: choice\n        options: [debug, info]\n        default: «infos»\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n',
    },
    {
      title: 'a default of another type',
      files:
        'on:\n  workflow_call:\n    inputs:\n      count:\n        type: number\n        default: «many»\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n',
    },
    {
      title: 'a quoted boolean',
      files:
        "on:\n  workflow_call:\n    inputs:\n      dry-run:\n        type: boolean\n        default: «'false'»\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n",
      fixed:
        'on:\n  workflow_call:\n    inputs:\n      dry-run:\n        type: boolean\n        default: false\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n',
    },
    {
      title: 'options that count for choices only',
      files:
        'on:\n  workflow_dispatch:\n    inputs:\n      level:\n        type: string\n        «options»: [debug, info]\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n',
      fixed:
        'on:\n  workflow_dispatch:\n    inputs:\n      level:\n        type: choice\n        options: [debug, info]\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n',
    },
  ],
  good: [
    "on:\n  workflow_dispatch:\n    inputs:\n      target:\n        type: choice\n        options: [test, production]\n        default: test\n      port:\n        type: choice\n        options: [80, 443]\n        default: '443'\n      where:\n        type: environment\n      dry-run:\n        type: boolean\n        default: true\n      free:\n        description: anything\n        default: 2\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n",
    {
      title: 'a default that is made when it is called',
      files:
        "on:\n  workflow_call:\n    inputs:\n      dry-run:\n        type: boolean\n        default: ${{ github.ref_name != 'main' }}\n      name:\n        type: string\n        default: true\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n",
    },
    {
      title: 'nothing chosen beforehand',
      files:
        "on:\n  workflow_dispatch:\n    inputs:\n      target:\n        type: choice\n        options: ['', test]\n        default: ''\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n",
    },
  ],
  *check({ workflow }) {
    for (const { event, config } of workflow?.triggers ?? []) {
      if (event !== 'workflow_dispatch' && event !== 'workflow_call') continue;
      const inputs = map(config)?.pair('inputs');
      const declared = map(inputs?.value);
      if (!declared || !inputs) continue;
      if (event === 'workflow_dispatch' && declared.pairs.length > MOST_INPUTS)
        yield {
          at: inputs.key,
          message: `GitHub takes ${MOST_INPUTS} inputs at most, and here are ${declared.pairs.length}: put several into one of JSON`,
        };
      for (const pair of declared.pairs) {
        const body = map(pair.value);
        if (body && !body.isUncertain) yield* wrong(pair, body, event);
      }
    }
  },
});

function* wrong({ key, name }: YamlPair, input: YamlMap, event: string): Generator<Finding> {
  const type = string(input.get('type'));
  const options = input.pair('options');
  if (event === 'workflow_dispatch') {
    const isEmpty = input.lacks('options') || (options?.value?.kind === 'seq' && options.value.entries.length === 0);
    if (type === 'choice' && isEmpty)
      yield { at: key, message: `The choice \`${clipped(name)}\` has no \`options\`: name them, or make it a string` };
    if (type !== 'choice' && options) yield uselessOptions(options, input);
  }
  yield* wrongDefault(input, type, event);
}

function uselessOptions(options: YamlPair, input: YamlMap): Finding {
  const type = input.pair('type');
  const isText = type === undefined || string(type.value) === 'string';
  const isOwn = type?.parent === input && !type.alias;
  return {
    at: options.key,
    severity: 'warning',
    message: 'Only inputs of `type: choice` have `options`: all others can be filled in freely',
    fix:
      isText && isOwn
        ? { title: 'Make it a choice', edits: [setValue(type, 'choice')] }
        : options.parent === input && input.ownPairs.length > 1
          ? { title: 'Remove the options', edits: [removePart(options)] }
          : undefined,
  };
}

function* wrongDefault(input: YamlMap, type: string | undefined, event: string): Generator<Finding> {
  const pair = input.pair('default');
  const value = scalar(pair?.value);
  if (!pair || !value || value.value === null || hasExpression(value.text)) return;
  if (type === 'choice' && event === 'workflow_dispatch') {
    const options = items(input.get('options')).map((each) => scalar(each)?.text);
    const known = options.flatMap((each) => each ?? []);
    if (known.length === 0 || known.length < options.length || known.includes(value.text) || value.text === '') return;
    const near = meant(value.text, known);
    yield {
      at: value,
      severity: 'warning',
      message: `\`${clipped(value.text)}\` is none of the options${near ? `: did you mean \`${clipped(near)}\`?` : `, which are ${listed(known.slice(0, 4).map(clipped))}`}`,
    };
  } else if (type === 'boolean' && boolean(value) === undefined) {
    const truth = /^(?:true|yes|on)$/i.test(value.text)
      ? true
      : /^(?:false|no|off)$/i.test(value.text)
        ? false
        : undefined;
    // A form takes the words of a boolean in quotes; a call takes only the boolean.
    if (event === 'workflow_dispatch' && /^(?:true|false)?$/i.test(value.text)) return;
    yield {
      at: value,
      severity: event === 'workflow_dispatch' ? 'warning' : undefined,
      message: `The input is a boolean, and \`${clipped(value.text)}\` is a text: write \`true\` or \`false\` without quotes`,
      fix: truth === undefined ? undefined : { title: `Write ${truth}`, edits: [setValue(pair, truth)] },
    };
  } else if (type === 'number' && event === 'workflow_call' && typeof value.value !== 'number') {
    const isNumber = /^\d+(?:\.\d+)?$/.test(value.text);
    yield {
      at: value,
      message: `The input is a number, and \`${clipped(value.text)}\` is none`,
      fix: isNumber ? { title: `Write ${value.text}`, edits: [setValue(pair, Number(value.text))] } : undefined,
    };
  }
}

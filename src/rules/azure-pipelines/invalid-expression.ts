import { type Finding, rule } from '../../core/rule';
import { replace, type Span } from '../../core/text';
import { directiveOf } from '../../formats/azure-pipelines/embedded';
import { type Expression, partsOf } from '../../formats/azure-pipelines/expression';
import { expressionsIn } from '../../formats/azure-pipelines/expressions';
import {
  COMPILE_TIME_CONTEXTS,
  FUNCTIONS,
  RUN_TIME_CONTEXTS,
  STATUS_FUNCTIONS,
} from '../../formats/azure-pipelines/functions';
import { locate } from '../../formats/yaml/locate';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'azure-pipelines/invalid-expression',
  title: 'Expression that can not be read',
  why: [
    'Expressions of Azure Pipelines have functions instead of operators, strings in single quotes, and other contexts before the start (`parameters`, `variables`) than while the pipeline runs (`dependencies`, `stageDependencies`). What can not be read stops the whole pipeline.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/process/expressions'],
  bad: [
    {
      title: 'operators, and strings in double quotes',
      files:
        'trigger: none\nparameters:\n  - name: deploy\n    default: false\nsteps:\n  - ${{ if parameters.deploy «=»= true }}:\n      - bash: make deploy\n  - bash: make\n    condition: and(succeeded(), eq(variables[\'Build.Reason\'], «"»Manual"))\n',
    },
    {
      title: 'an unknown function',
      files:
        "trigger: none\nsteps:\n  - bash: make\n    condition: and(«suceeded»(), «startWith»(variables['Build.SourceBranch'], 'refs/tags/'))\n",
      fixed:
        "trigger: none\nsteps:\n  - bash: make\n    condition: and(succeeded(), startsWith(variables['Build.SourceBranch'], 'refs/tags/'))\n",
    },
    {
      title: 'a bracket too few, an argument too few',
      files:
        "trigger: none\nvariables:\n  isMain: $[eq(variables['Build.SourceBranch'], 'refs/heads/main'«]»\nsteps:\n  - bash: make\n    condition: «and(succeeded())»\n",
    },
    {
      title: 'a context that is misspelt, one that has no values before the start',
      files:
        'trigger: none\nparameters:\n  - name: image\n    default: web\nsteps:\n  - bash: make ${{ «parameter».image }}\n',
      fixed:
        'trigger: none\nparameters:\n  - name: image\n    default: web\nsteps:\n  - bash: make ${{ parameters.image }}\n',
    },
    {
      files:
        "trigger: none\nsteps:\n  - bash: make ${{ «stageDependencies».build.all.outputs['version.tag'] }}\n    displayName: ${{ if «succeeded»() }}\n",
    },
  ],
  good: [
    "trigger: none\nparameters:\n  - name: regions\n    type: object\n    default: []\nsteps:\n  - ${{ each region in parameters.regions }}:\n      - bash: make ${{ region.name }} ${{ iif(eq(region.isMain, true), 'a', 'b') }}\n        condition: and(succeeded(), in(variables['Build.Reason'], 'IndividualCI', 'Manual'))\n  - ${{ else }}:\n      - bash: make\n",
    {
      title: 'run time',
      files:
        "trigger: none\nvariables:\n  revision: $[counter(format('{0:yyyyMMdd}', pipeline.startTime), 100)]\njobs:\n  - job: b\n    dependsOn: a\n    variables:\n      version: $[ dependencies.a.outputs['set.version'] ]\n    condition: eq(dependencies.a.result, 'Succeeded')\n    steps:\n      - bash: make\n",
    },
    {
      title: 'made of expressions itself, or no expression at all',
      files:
        "trigger: none\nparameters:\n  - name: condition\n    default: succeeded()\nsteps:\n  - bash: echo $[ 1 + 2 ] && echo \"$(date) == $x\"\n    condition: and(${{ parameters.condition }}, eq(variables['x'], ''))\n",
    },
    {
      title: 'the loop of a file around it is not known to a template',
      files: { 'ci/steps.yml': "steps:\n  - bash: make ${{ parameters['kind'] }} ${{ variables.kind }}\n" },
    },
  ],
  *check({ pipeline, isBroken }) {
    if (!pipeline || isBroken) return;
    const all = expressionsIn(pipeline);
    const loops = new Set(all.flatMap(({ embedded }) => embedded?.loop?.toLowerCase() ?? []));
    for (const { scalar, embedded, expression, mistake } of all) {
      if (mistake) yield wrong(scalar, mistake);
      else if (expression)
        yield* misread(
          scalar,
          expression,
          embedded ? { isCompileTime: true, loops } : { isCompileTime: false, loops: NONE },
        );
      else if (embedded?.directive && !directiveOf(scalar))
        yield {
          at: embedded.at,
          message: `\`${embedded.directive}\` is for keys and items only: let it stand alone there`,
        };
    }
  },
});

const NONE: ReadonlySet<string> = new Set();

interface Place {
  readonly isCompileTime: boolean;
  readonly loops: ReadonlySet<string>;
}

function wrong(scalar: YamlScalar, { start, end, message }: { start: number; end: number; message: string }): Finding {
  const { length } = scalar.text;
  const from = Math.min(start, Math.max(0, length - 1));
  return { at: locate(scalar, from, Math.min(Math.max(end, from + 1), length)), message };
}

function* misread(scalar: YamlScalar, expression: Expression, place: Place): Generator<Finding> {
  for (const part of partsOf(expression)) {
    if (part.kind === 'call') yield* misreadCall(scalar, part, place);
    if (part.kind === 'name') yield* misreadName(scalar, part, place);
  }
}

function* misreadCall(
  scalar: YamlScalar,
  { name, args, start, end }: Extract<Expression, { kind: 'call' }>,
  { isCompileTime }: Place,
): Generator<Finding> {
  const lower = name.toLowerCase();
  const known = FUNCTIONS.get(lower);
  const at = locate(scalar, start, start + name.length);
  if (!known) {
    const candidate = meant(
      name,
      [...FUNCTIONS.values()].map((each) => each.name),
    );
    // Some that Azure knows are written nowhere.
    if (candidate)
      yield { at, message: `There is no function ${name}: did you mean ${candidate}?`, fix: write(at, candidate) };
    return;
  }
  if (isCompileTime && (STATUS_FUNCTIONS.has(lower) || lower === 'counter')) {
    yield { at, message: `${known.name} is not known before the start: it belongs into \`condition\` or \`$[ ]\`` };
  } else if (args.length < known.least || args.length > known.most) {
    const least =
      known.least === known.most
        ? `${known.least}`
        : args.length < known.least
          ? `at least ${known.least}`
          : `at most ${known.most}`;
    yield {
      at: locate(scalar, start, end),
      message: `${known.name} takes ${least} ${known.least === 1 && known.most === 1 ? 'argument' : 'arguments'}, here it has ${args.length}`,
    };
  }
}

function* misreadName(
  scalar: YamlScalar,
  { name, start, end }: Extract<Expression, { kind: 'name' }>,
  { isCompileTime, loops }: Place,
): Generator<Finding> {
  const contexts = isCompileTime ? COMPILE_TIME_CONTEXTS : RUN_TIME_CONTEXTS;
  const lower = name.toLowerCase();
  if (loops.has(lower) || contexts.some((each) => each.toLowerCase() === lower)) return;
  const at = locate(scalar, start, end);
  if (isCompileTime && RUN_TIME_CONTEXTS.some((each) => each.toLowerCase() === lower)) {
    yield { at, message: `${name} has no values before the start: read it in \`condition\` or \`$[ ]\`` };
    return;
  }
  if (!isCompileTime && lower === 'parameters') {
    yield { at, message: 'parameters are known before the start only: write ${{ parameters.name }}' };
    return;
  }
  const candidate = meant(name, [...contexts, ...loops]);
  if (candidate)
    yield { at, message: `There is no ${name} here: did you mean ${candidate}?`, fix: write(at, candidate) };
}

function write(at: Span, name: string) {
  return { title: `Write ${name}`, edits: [replace(at, name)] };
}

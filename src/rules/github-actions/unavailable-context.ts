import { type Finding, rule } from '../../core/rule';
import { type Access, type Call, spanOf } from '../../formats/github-actions/expression-uses';
import { CONTEXTS, PLACED_FUNCTIONS } from '../../formats/github-actions/functions';
import type { Place } from '../../formats/github-actions/schema/walk';
import { clipped, expressionUses, isJudged } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/unavailable-context',
  title: 'Context or function that can not be used in this place',
  why: [
    'What an expression can read depends on where it stands: `secrets` are not there for an `if`, `env` not for a job’s own `if`, `matrix` not outside of the job it belongs to, `steps` and `runner` only once the job runs. GitHub refuses a workflow that asks for them anyway.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['actionlint:expression'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#context-availability'],
  bad: [
    {
      title: 'secrets in a condition',
      files:
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make publish\n        if: «secrets».TOKEN != ''\n",
    },
    {
      title: 'env and matrix where the job has not begun',
      files:
        "on: push\nenv:\n  LEVEL: 2\n  HOME: ${{ «env».LEVEL }}\njobs:\n  test:\n    if: «env».LEVEL == 2 && «matrix».os == 'a'\n    runs-on: ${{ «env».RUNNER }}\n    strategy:\n      matrix:\n        os: [a, b]\n    steps:\n      - run: make test\n",
    },
    {
      title: 'functions that only some places have',
      files:
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    env:\n      KEY: ${{ «hashFiles»('package-lock.json') }}\n    steps:\n      - run: echo ${{ «failure»() }}\n",
    },
    {
      title: 'secrets in a composite action, which gets them as inputs',
      files: {
        'action.yml':
          'name: A\ndescription: B\nruns:\n  using: composite\n  steps:\n    - run: make publish\n      shell: bash\n      env:\n        TOKEN: ${{ «secrets».TOKEN }}\n',
      },
    },
  ],
  good: [
    "on: push\nenv:\n  REF: ${{ github.ref }}\n  TOKEN: ${{ secrets.TOKEN }}\njobs:\n  test:\n    if: vars.ENABLED == 'yes' && always()\n    runs-on: ${{ matrix.os }}\n    strategy:\n      matrix:\n        os: [ubuntu-24.04]\n    steps:\n      - run: make ${{ hashFiles('go.sum') }} ${{ secrets.TOKEN }}\n        if: env.TOKEN != '' && runner.os == 'Linux' && failure()\n",
    {
      title: 'what needed jobs have given, in the condition and the matrix',
      files:
        "on: push\njobs:\n  plan:\n    runs-on: ubuntu-24.04\n    outputs:\n      all: ${{ steps.plan.outputs.all }}\n    steps:\n      - id: plan\n        run: ./plan.sh\n  test:\n    needs: plan\n    if: needs.plan.outputs.all != '[]'\n    runs-on: ubuntu-24.04\n    strategy:\n      matrix:\n        part: ${{ fromJSON(needs.plan.outputs.all) }}\n    environment:\n      name: ${{ matrix.part }}\n      url: ${{ steps.up.outputs.url }}\n    steps:\n      - id: up\n        run: make\n",
    },
    {
      title: 'an expression without contexts can stand where there are none',
      files:
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n        env:\n          A: ${{ 'b' }}\n",
    },
  ],
  *check(model) {
    const { accesses, calls } = expressionUses(model);
    for (const access of accesses) {
      const { place, context } = access;
      if (!isJudged(place, model) || place.usable.contexts.has(context) || !CONTEXTS.includes(context)) continue;
      yield unavailable(access);
    }
    for (const call of calls) {
      const lower = call.name.toLowerCase();
      const isPlaced = PLACED_FUNCTIONS.has(lower) && !call.place.usable.functions.has(lower);
      if (isPlaced && isJudged(call.place, model)) yield uncallable(call);
    }
  },
});

function unavailable(access: Access): Finding {
  const { place, context } = access;
  const { contexts } = place.usable;
  const advice = ADVICE[context]?.(place);
  const others = [...contexts].slice(0, 6).join(', ');
  const instead = advice ?? (contexts.size === 0 ? 'no context is' : `only ${others}${contexts.size > 6 ? ' …' : ''}`);
  return {
    at: spanOf(place, access),
    message: `\`${context}\` can not be used in ${where(place)}: ${instead}`,
  };
}

const ADVICE: Readonly<Record<string, (place: Place) => string | undefined>> = {
  secrets: ({ step, isCondition, job }) =>
    isCondition && step
      ? 'put the secret into `env` and ask whether that is empty'
      : isCondition
        ? 'ask in a step, by way of `env`'
        : job || step
          ? undefined
          : 'only a workflow has secrets',
  env: ({ usable, job, isCondition }) =>
    !job || usable.contexts.size === 0
      ? undefined
      : isCondition
        ? 'only steps know `env`; ask for `vars`, `inputs` or `github` instead'
        : '`env` is not known before the job runs; use `vars`, `inputs` or `needs`',
  matrix: ({ isCondition }) =>
    isCondition ? 'the condition is asked before the matrix is made; use `exclude`, or ask in the steps' : undefined,
};

function uncallable(call: Call): Finding {
  const { place, name } = call;
  const instead = /^hashfiles$/i.test(name)
    ? 'the files are not there before the steps run'
    : 'how a job fares can only be asked in an `if`';
  return { at: spanOf(place, call), message: `\`${name}()\` can not be used in ${where(place)}: ${instead}` };
}

function where({ key, step, job, isCondition }: Place): string {
  const name = `\`${clipped(key || 'on')}\``;
  if (isCondition) return step ? "a step's `if`" : "a job's `if`";
  if (step) return `${name} of a step`;
  return job ? `${name} of a job` : `${name} of the file`;
}

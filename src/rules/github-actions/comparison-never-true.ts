import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import type { Expression } from '../../formats/github-actions/expression';
import { type Call, type Comparison, plainPath, spanOf } from '../../formats/github-actions/expression-uses';
import type { ActionsModel } from '../../formats/github-actions/model';
import type { Place } from '../../formats/github-actions/schema/walk';
import { string } from '../../formats/yaml/access';
import { clipped, expressionUses } from '../shared/workflow-schema';
import { declaredInputs } from '../shared/workflow-scope';
import { type Impossible, impossible } from '../shared/workflow-values';

export default rule({
  id: 'github-actions/comparison-never-true',
  title: 'Comparison with a value that can not come',
  why: [
    "A step under `github.ref == 'main'` never runs, since the ref is `refs/heads/main`; one under `inputs.dry-run == 'true'` neither, since the input is a boolean and no text. GitHub says nothing: the step is skipped for ever, or, with `!=`, never.",
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:expression'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators',
  ],
  bad: [
    {
      title: 'refs, events and systems under other names',
      files:
        "on: [push, pull_request]\njobs:\n  test:\n    if: github.ref == «'main'» || github.event_name == «'pull-request'»\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        if: runner.os == «'ubuntu-latest'»\n      - run: make\n        if: github.ref_name != «'refs/heads/main'»\n",
      fixed:
        "on: [push, pull_request]\njobs:\n  test:\n    if: github.ref == 'refs/heads/main' || github.event_name == 'pull_request'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        if: runner.os == 'Linux'\n      - run: make\n        if: github.ref_name != 'main'\n",
    },
    {
      title: 'how steps and jobs end',
      files:
        "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: make\n        run: make\n      - run: make clean\n        if: steps.make.outcome == «'failed'»\n  tell:\n    needs: build\n    if: always() && needs.build.result == «'canceled'»\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./tell.sh\n",
      fixed:
        "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: make\n        run: make\n      - run: make clean\n        if: steps.make.outcome == 'failure'\n  tell:\n    needs: build\n    if: always() && needs.build.result == 'cancelled'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./tell.sh\n",
    },
    {
      title: 'a boolean input with a text, and a text of the event with a boolean',
      files:
        "on:\n  workflow_dispatch:\n    inputs:\n      dry-run:\n        type: boolean\njobs:\n  deploy:\n    if: inputs.dry-run == «'true'»\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n        if: github.event.inputs.dry-run == «true»\n",
      fixed:
        "on:\n  workflow_dispatch:\n    inputs:\n      dry-run:\n        type: boolean\njobs:\n  deploy:\n    if: inputs.dry-run == true\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n        if: github.event.inputs.dry-run == 'true'\n",
    },
    {
      title: 'inputs of actions are texts',
      files: {
        'action.yml':
          'name: A\ndescription: B\ninputs:\n  clean:\n    default: false\nruns:\n  using: composite\n  steps:\n    - run: make clean\n      shell: bash\n      if: inputs.clean == «true»\n',
      },
      fixed: {
        'action.yml':
          "name: A\ndescription: B\ninputs:\n  clean:\n    default: false\nruns:\n  using: composite\n  steps:\n    - run: make clean\n      shell: bash\n      if: inputs.clean == 'true'\n",
      },
    },
    {
      title: 'how a ref begins',
      files:
        "on: push\njobs:\n  release:\n    if: startsWith(github.ref, «'v'»)\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make release\n",
      fixed:
        "on: push\njobs:\n  release:\n    if: startsWith(github.ref, 'refs/tags/v')\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make release\n",
    },
  ],
  good: [
    "on: [push, pull_request]\njobs:\n  test:\n    if: github.ref == 'refs/heads/main' || github.ref_name == 'main' || github.event_name == 'PUSH'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        if: runner.os == 'linux' && job.status == 'success' && github.base_ref == 'main'\n      - run: make\n        if: startsWith(github.ref, 'refs/tags/v') && !startsWith(github.ref_name, 'v0') && github.head_ref == ''\n",
    {
      title: 'booleans with booleans, texts with texts',
      files:
        "on:\n  workflow_dispatch:\n    inputs:\n      dry-run:\n        type: boolean\n      level:\n        type: choice\n        options: ['true', 'false']\njobs:\n  deploy:\n    if: inputs.dry-run == true || github.event.inputs.dry-run == 'true' || inputs.level == 'true'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n        if: ${{ !inputs.dry-run }}\n",
    },
    {
      title: 'whether it is empty',
      files:
        "on: push\njobs:\n  test:\n    if: github.ref != '' && github.event_name != ''\n    runs-on: ubuntu-24.04\n    steps:\n      - id: a\n        run: make\n      - run: make b\n        if: steps.a.outcome == ''\n",
    },
    {
      title: 'an input of a called workflow that may be either',
      files:
        "on:\n  workflow_dispatch:\n    inputs:\n      clean:\n        type: string\n  workflow_call:\n    inputs:\n      clean:\n        type: boolean\njobs:\n  test:\n    if: inputs.clean == 'true' || inputs.clean == true\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n",
    },
  ],
  *check(model) {
    const { comparisons, calls } = expressionUses(model);
    for (const comparison of comparisons) {
      const finding = compared(comparison, model);
      if (finding) yield finding;
    }
    for (const call of calls) {
      const finding = begun(call);
      if (finding) yield finding;
    }
  },
});

function compared({ left, right, operator, place }: Comparison, model: ActionsModel): Finding | undefined {
  const literal = right.kind === 'literal' ? right : left;
  const path = plainPath(right.kind === 'literal' ? left : right);
  if (literal.kind !== 'literal' || path === undefined || literal.value === null || literal.value === '')
    return undefined;
  const found = impossible(path, literal.value) ?? wrongKind(path, literal.value, model);
  return found && finding(found, literal, place, operator === '==' ? 'is never true' : 'is always true');
}

/** `startsWith(github.ref, 'v')`. */
function begun({ name, args, place }: Call): Finding | undefined {
  const [of, start] = args;
  if (name.toLowerCase() !== 'startswith' || !of || start?.kind !== 'literal') return undefined;
  const text = start.value;
  if (typeof text !== 'string' || text === '') return undefined;
  const path = plainPath(of);
  const lower = text.toLowerCase();
  if (path === 'github.ref' && !lower.startsWith('refs/') && !'refs/'.startsWith(lower)) {
    const kind = /^v\d*\.?$/.test(lower) ? 'tags' : /^(?:heads|tags|pull)\//.test(lower) ? '' : 'heads';
    const instead = kind === '' ? `refs/${text}` : `refs/${kind}/${text}`;
    return finding({ reason: '`github.ref` begins with `refs/`', instead }, start, place, 'is never true');
  }
  if (
    (path === 'github.ref_name' || path === 'github.head_ref' || path === 'github.base_ref') &&
    lower.startsWith('refs/')
  ) {
    const instead = text.replace(/^refs\/(?:heads|tags)\/?/i, '');
    const reason = `\`${path}\` is the name alone, without \`refs/\``;
    return finding({ reason, instead: instead === '' ? undefined : instead }, start, place, 'is never true');
  }
  return undefined;
}

/** Inputs of which it is known that they are texts or booleans. */
function wrongKind(path: string, value: string | number | boolean, model: ActionsModel): Impossible | undefined {
  const [, event, name = ''] = /^(github\.event\.)?inputs\.([^.]+)$/.exec(path) ?? [];
  if (name === '') return undefined;
  if (event !== undefined || model.action) {
    const isOther =
      event !== undefined && model.workflow?.triggers?.every((each) => each.event !== 'workflow_dispatch');
    if (value !== true || isOther) return undefined;
    const what = event === undefined ? 'inputs of an action' : 'inputs of the event';
    return { reason: `${what} are texts`, instead: 'true' };
  }
  if (typeof value !== 'string' || !/^(?:true|false)$/i.test(value)) return undefined;
  const kinds = ['workflow_dispatch', 'workflow_call'].map((each) => declaredInputs(model, [each]));
  const types = kinds.map((inputs) => inputs?.get(name) && string(inputs.get(name)?.get('type')));
  const areBoolean =
    types.some((type) => type === 'boolean') && types.every((type) => type === undefined || type === 'boolean');
  if (!areBoolean || kinds.some((inputs) => inputs === undefined)) return undefined;
  return { reason: `the input \`${clipped(name)}\` is a boolean, no text`, instead: value.toLowerCase() === 'true' };
}

function finding({ reason, instead }: Impossible, literal: Expression, place: Place, what: string): Finding {
  const at = spanOf(place, literal);
  const isSingle = place.scalar.style === 'single';
  const quote = isSingle ? "''" : "'";
  const written = typeof instead === 'string' ? `${quote}${instead}${quote}` : String(instead);
  return {
    at,
    message: `This ${what}: ${reason}${instead === undefined ? '' : `; write ${typeof instead === 'string' ? `'${instead}'` : instead}`}`,
    fix:
      instead === undefined
        ? undefined
        : { title: `Write ${typeof instead === 'string' ? `'${instead}'` : instead}`, edits: [replace(at, written)] },
  };
}

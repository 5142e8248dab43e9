import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { hasExpression } from '../../formats/github-actions/embedded';
import { type Access, spanOf } from '../../formats/github-actions/expression-uses';
import type { ActionsModel } from '../../formats/github-actions/model';
import { map } from '../../formats/yaml/access';
import { meant } from '../shared/did-you-mean';
import { clipped, expressionUses, oncePerThing } from '../shared/workflow-schema';
import { type NamedStep, stepsUnder } from '../shared/workflow-scope';

export default rule({
  id: 'github-actions/unknown-step',
  title: 'Step that does not exist, or has not run yet',
  why: [
    'Only steps with an `id` that stand above in the same job can be asked what they gave. GitHub puts nothing in place of all others, and says nothing: what is tagged, deployed or decided by it is empty.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:expression'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#steps-context'],
  bad: [
    {
      title: 'misspelt',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    outputs:\n      version: ${{ steps.«versions».outputs.value }}\n    steps:\n      - id: version\n        run: ./version.sh\n      - run: make ${{ steps.«verison».outputs.value }}\n',
      fixed:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    outputs:\n      version: ${{ steps.version.outputs.value }}\n    steps:\n      - id: version\n        run: ./version.sh\n      - run: make ${{ steps.version.outputs.value }}\n',
    },
    {
      title: 'below, or in another job',
      files:
        "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n        if: steps.«changes».outputs.any == 'true'\n      - id: changes\n        run: ./changes.sh\n  test:\n    needs: build\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make ${{ steps.«changes».outputs.any }}\n",
    },
    {
      title: 'in a composite action',
      files: {
        'action.yml':
          'name: A\ndescription: B\noutputs:\n  value:\n    value: ${{ steps.«set».outputs.value }}\nruns:\n  using: composite\n  steps:\n    - run: ./set.sh\n      shell: bash\n',
      },
    },
  ],
  good: [
    'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    outputs:\n      last: ${{ steps.last.outputs.value }}\n    environment:\n      name: test\n      url: ${{ steps.last.outputs.url }}\n    steps:\n      - id: First\n        run: ./version.sh\n      - id: last\n        run: make ${{ steps.first.outputs.value }} ${{ steps[vars.STEP].outcome }}\n',
    {
      title: 'steps that run beside one another',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - parallel:\n          - id: a\n            run: make a\n          - id: b\n            run: make b\n      - run: echo ${{ steps.a.outputs.x }} ${{ steps.b.outputs.x }}\n',
    },
    {
      title: 'each asked for by its own job',
      files:
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: set\n        run: ./a.sh\n      - run: echo ${{ steps.set.outputs.x }}\n  b:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: set\n        run: ./b.sh\n      - run: echo ${{ steps.set.outputs.x }}\n',
    },
  ],
  check: (model) => oncePerThing(allIn(model)),
});

function* allIn(model: ActionsModel): Generator<Finding> {
  for (const access of expressionUses(model).accesses) {
    if (access.context !== 'steps' || !access.place.usable.contexts.has('steps')) continue;
    const owner = access.place.job ?? map(model.action?.map.get('runs'));
    if (!owner || owner.isUncertain) continue;
    const steps = stepsUnder(owner);
    if (steps.some(({ id, map: step }) => step.isUncertain || (id && hasExpression(id.text)))) continue;
    const found = wrong(access, steps, model);
    if (found) yield found;
  }
}

function wrong(access: Access, steps: readonly NamedStep[], { jobs }: ActionsModel): Finding | undefined {
  const { place, parts } = access;
  const [part] = parts;
  if (part?.name === undefined) return undefined;
  const name = part.name.toLowerCase();
  const own = place.step && steps.find((step) => step.map === place.step);
  const above = own ? steps.filter((step) => step.index < own.index) : steps;
  if (above.some(({ id }) => id?.text.toLowerCase() === name)) return undefined;
  const at = spanOf(place, part);
  const shown = clipped(part.name);
  const address = `steps.${shown}`;
  const other = steps.find(({ id }) => id?.text.toLowerCase() === name);
  if (other && own)
    return {
      at,
      message:
        other.map === own.map
          ? `The step \`${shown}\` can not ask for what it gives itself`
          : `The step \`${shown}\` has not run yet: move it above this one`,
      related: other.id ? [{ at: other.id, message: 'It stands here' }] : undefined,
      address,
    };
  const candidate = meant(
    part.name,
    above.flatMap(({ id }) => id?.text ?? []),
  );
  const job = jobs.find(
    (each) => each.map !== place.job && stepsUnder(each.map).some(({ id }) => id?.text.toLowerCase() === name),
  );
  const advice = candidate
    ? `: did you mean \`${candidate}\`?`
    : job
      ? `: the job \`${clipped(job.id)}\` has it, and must pass it on by its \`outputs\``
      : ': no step above has that `id`';
  const isQuoted = place.scalar.text[part.start] === "'";
  return {
    at,
    message: `There is no step \`${shown}\` here${advice}`,
    fix: candidate && !isQuoted ? { title: `Ask the step ${candidate}`, edits: [replace(at, candidate)] } : undefined,
    address,
  };
}

import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { type Access, spanOf } from '../../formats/github-actions/expression-uses';
import type { ActionsModel } from '../../formats/github-actions/model';
import { meant } from '../shared/did-you-mean';
import { clipped, expressionUses, listed, oncePerThing } from '../shared/workflow-schema';
import { declaredInputs } from '../shared/workflow-scope';

export default rule({
  id: 'github-actions/undeclared-input',
  title: 'Input that the workflow or action does not declare',
  why: [
    'What is not declared under `inputs` can not be given by anyone: GitHub puts nothing in its place, and says nothing.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:expression'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#inputs-context'],
  bad: [
    {
      files:
        'on:\n  workflow_dispatch:\n    inputs:\n      target:\n        description: where\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n        env:\n          TARGET: ${{ inputs.«targets» }}\n          OTHER: ${{ github.event.inputs.«taget» }}\n',
      fixed:
        'on:\n  workflow_dispatch:\n    inputs:\n      target:\n        description: where\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n        env:\n          TARGET: ${{ inputs.target }}\n          OTHER: ${{ github.event.inputs.target }}\n',
    },
    {
      title: 'a workflow that has none',
      files:
        'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: ${{ inputs.«target» }}\n    steps:\n      - run: ./deploy.sh\n',
    },
    {
      title: 'of an action',
      files: {
        'action.yml':
          'name: A\ndescription: B\ninputs:\n  level:\n    description: how much\nruns:\n  using: composite\n  steps:\n    - run: make ${{ inputs.«levl» }}\n      shell: bash\n',
      },
      fixed: {
        'action.yml':
          'name: A\ndescription: B\ninputs:\n  level:\n    description: how much\nruns:\n  using: composite\n  steps:\n    - run: make ${{ inputs.level }}\n      shell: bash\n',
      },
    },
  ],
  good: [
    'on:\n  workflow_dispatch:\n    inputs:\n      Target:\n        description: where\n  workflow_call:\n    inputs:\n      level:\n        type: number\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh\n        env:\n          TARGET: ${{ inputs.target }}\n          LEVEL: ${{ inputs.level }}\n          ALL: ${{ toJSON(inputs) }}\n',
    {
      title: 'the event of a called workflow is that of its caller',
      files:
        'on:\n  workflow_call:\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh ${{ github.event.inputs.anything }}\n',
    },
    {
      title: 'asked for first of several that may be there',
      files:
        'on: release\njobs:\n  notify:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./notify.sh ${{ github.event.inputs.tag || github.event.release.tag_name }}\n',
    },
    {
      title: 'an action that has none at all can read those of none',
      files: {
        'action.yml':
          'name: A\ndescription: B\ninputs:\n  level: {}\nruns:\n  using: docker\n  image: Dockerfile\n  args:\n    - ${{ inputs.level }}\n',
      },
    },
  ],
  check: (model) => oncePerThing(allIn(model)),
});

function* allIn(model: ActionsModel): Generator<Finding> {
  for (const access of expressionUses(model).accesses) {
    const found = partOf(access, model);
    const { part, declared } = found ?? {};
    if (!declared || part?.name === undefined || declared.has(part.name.toLowerCase())) continue;
    // What is asked for first of several that may be there.
    if (/^\s*\|\|/.test(access.place.scalar.text.slice(part.end, part.end + 20))) continue;
    const at = spanOf(access.place, part);
    const near = meant(part.name, declared.keys());
    const isQuoted = access.place.scalar.text[part.start] === "'";
    const shown = clipped(part.name);
    const owner = model.action ? 'This action' : 'This workflow';
    yield {
      at,
      message:
        declared.size === 0
          ? `${owner} declares no inputs, so \`${shown}\` is always empty`
          : near
            ? `${owner} declares no input \`${shown}\`: did you mean \`${near}\`?`
            : `${owner} declares no input \`${shown}\`, only ${listed([...declared.keys()].slice(0, 5))}`,
      fix: near === undefined || isQuoted ? undefined : { title: `Write ${near}`, edits: [replace(at, near)] },
      address: `inputs.${shown}`,
    };
  }
}

function partOf({ context, parts, place }: Access, model: ActionsModel) {
  if (context === 'inputs' && place.usable.contexts.has('inputs'))
    return { part: parts[0], declared: declaredInputs(model) };
  const [event, inputs, part] = parts;
  const isEvent = context === 'github' && event?.name?.toLowerCase() === 'event' && inputs?.name === 'inputs';
  // The event of a called workflow or an action is that of its caller; other events may bring what they like.
  const events = model.workflow?.triggers?.map((trigger) => trigger.event) ?? ['workflow_call'];
  if (!isEvent || events.some((each) => each === 'workflow_call' || each === 'repository_dispatch')) return undefined;
  return { part, declared: declaredInputs(model, ['workflow_dispatch']) };
}

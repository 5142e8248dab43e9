import type { Project } from '../../core/project';
import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { hasExpression } from '../../formats/github-actions/embedded';
import { type Access, type Part, spanOf } from '../../formats/github-actions/expression-uses';
import type { ActionsModel, Job } from '../../formats/github-actions/model';
import { map, scalar, seq } from '../../formats/yaml/access';
import { appendItem, insertPairs, setValue, Verbatim } from '../../formats/yaml/edit';
import { meant } from '../shared/did-you-mean';
import { calledWorkflow } from '../shared/local-uses';
import { clipped, expressionUses, oncePerThing } from '../shared/workflow-schema';
import { jobAround } from '../shared/workflow-scope';

export default rule({
  id: 'github-actions/unknown-output',
  title: 'Output of a job that does not give it, or is not waited for',
  why: [
    'A job knows the outputs of those jobs only that its own `needs` names, and of those only what stands under their `outputs`. GitHub puts nothing in place of all others: images get no tag, conditions are never true.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:expression', 'actionlint:job-needs'],
  links: ['https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/pass-job-outputs'],
  bad: [
    {
      title: 'an output of a misspelt name',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    outputs:\n      version: ${{ steps.set.outputs.version }}\n    steps:\n      - id: set\n        run: ./version.sh\n  deploy:\n    needs: build\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make VERSION=${{ needs.build.outputs.«versions» }}\n',
      fixed:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    outputs:\n      version: ${{ steps.set.outputs.version }}\n    steps:\n      - id: set\n        run: ./version.sh\n  deploy:\n    needs: build\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make VERSION=${{ needs.build.outputs.version }}\n',
    },
    {
      title: 'a job that is not waited for itself',
      files:
        "on: push\njobs:\n  plan:\n    runs-on: ubuntu-24.04\n    outputs:\n      any: ${{ steps.a.outputs.any }}\n    steps:\n      - id: a\n        run: ./plan.sh\n  build:\n    needs: plan\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  deploy:\n    needs: build\n    if: needs.«plan».outputs.any == 'true'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make deploy\n",
      fixed:
        "on: push\njobs:\n  plan:\n    runs-on: ubuntu-24.04\n    outputs:\n      any: ${{ steps.a.outputs.any }}\n    steps:\n      - id: a\n        run: ./plan.sh\n  build:\n    needs: plan\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  deploy:\n    needs: [build, plan]\n    if: needs.plan.outputs.any == 'true'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make deploy\n",
    },
    {
      title: 'of a workflow that is called',
      files: {
        '.github/workflows/build.yml':
          'on:\n  workflow_call:\n    outputs:\n      image:\n        value: ${{ jobs.build.outputs.image }}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    outputs:\n      image: ${{ steps.a.outputs.image }}\n    steps:\n      - id: a\n        run: make\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  build:\n    uses: ./.github/workflows/build.yml\n  deploy:\n    needs: [build]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh ${{ needs.build.outputs.«digest» }}\n',
      },
    },
  ],
  good: [
    "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    outputs:\n      Version: 1\n    steps:\n      - run: make\n  deploy:\n    needs: build\n    if: always() && contains(needs.*.result, 'success') && needs.build.result == 'success'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make ${{ needs.build.outputs.version }} ${{ needs.build.outputs[vars.X] }} ${{ toJSON(needs.build.outputs) }}\n",
    {
      title: 'a workflow that lies elsewhere',
      files:
        'on: push\njobs:\n  build:\n    uses: acme/ci/.github/workflows/build.yml@v1\n  deploy:\n    needs: build\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh ${{ needs.build.outputs.digest }}\n',
    },
    {
      title: 'a workflow that can not be seen',
      files:
        'on: push\njobs:\n  build:\n    uses: ./.github/workflows/missing.yml\n  deploy:\n    needs: build\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy.sh ${{ needs.build.outputs.digest }}\n',
    },
  ],
  check: (model, context) => oncePerThing(allIn(model, context)),
});

function* allIn(model: ActionsModel, { project }: { readonly project: Project }): Generator<Finding> {
  for (const access of expressionUses(model).accesses) {
    const finding =
      access.context === 'needs'
        ? ofNeeds(access, model, project)
        : access.context === 'jobs'
          ? ofJobs(access, model, project)
          : undefined;
    if (finding) yield finding;
  }
}

function ofNeeds(access: Access, model: ActionsModel, project: Project): Finding | undefined {
  const job = jobAround(model, access.place);
  const [part] = access.parts;
  if (!job || part?.name === undefined || !areKnown(job)) return undefined;
  const name = part.name.toLowerCase();
  if (!job.needs.some(({ text }) => text.toLowerCase() === name)) return notNeeded(access, part, job, model);
  return missingOutput(access, find(model, name), project);
}

function ofJobs(access: Access, model: ActionsModel, project: Project): Finding | undefined {
  const [part] = access.parts;
  if (part?.name === undefined || !access.place.usable.contexts.has('jobs')) return undefined;
  const job = find(model, part.name.toLowerCase());
  if (job) return missingOutput(access, job, project);
  const { workflow } = model;
  if (!workflow || map(workflow.map.get('jobs'))?.isUncertain !== false) return undefined;
  const near = meant(
    part.name,
    model.jobs.map(({ id }) => id),
  );
  return unknown(access, part, `The workflow has no job \`${clipped(part.name)}\``, near);
}

function find({ jobs }: ActionsModel, name: string): Job | undefined {
  return jobs.find(({ id }) => id.toLowerCase() === name);
}

function areKnown({ map: body, needs }: Job): boolean {
  return (body.lacks('needs') || needs.length > 0) && !needs.some(({ text }) => hasExpression(text));
}

function notNeeded(access: Access, part: Part, job: Job, model: ActionsModel): Finding {
  const name = clipped(part.name ?? '');
  const target = find(model, name.toLowerCase());
  if (!target || target === job) {
    const near = meant(
      name,
      job.needs.map(({ text }) => text),
    );
    return unknown(access, part, `This job needs no job \`${name}\``, near);
  }
  const needs = job.map.pair('needs');
  const list = seq(needs?.value);
  const only = scalar(needs?.value);
  const isShared = job.map.anchor !== undefined || needs?.alias !== undefined || (needs && needs.parent !== job.map);
  const edit = isShared
    ? undefined
    : list && !list.anchor
      ? appendItem(list, target.id)
      : needs && only && !only.anchor
        ? setValue(needs, new Verbatim(`[${only.text}, ${target.id}]`))
        : needs
          ? undefined
          : insertPairs(job.map, { needs: target.id }, 'first');
  const isCircle = waitsFor(target, job, model, new Set());
  return {
    at: spanOf(access.place, part),
    message: `This job does not wait for \`${name}\` itself: name it in \`needs\` to see what it gives`,
    fix: edit && !isCircle ? { title: `Wait for ${target.id}`, edits: [edit] } : undefined,
    related: [{ at: target.pair.key, message: 'The job that is meant' }],
    address: `needs.${name}`,
  };
}

function waitsFor(job: Job, other: Job, model: ActionsModel, seen: Set<Job>): boolean {
  if (job === other) return true;
  if (seen.has(job)) return false;
  seen.add(job);
  return job.needs.some(({ text }) => {
    const next = find(model, text.toLowerCase());
    return next !== undefined && waitsFor(next, other, model, seen);
  });
}

function missingOutput(access: Access, job: Job | undefined, project: Project): Finding | undefined {
  const [, kind, part] = access.parts;
  if (!job || kind?.name?.toLowerCase() !== 'outputs' || part?.name === undefined) return undefined;
  const names = outputsOf(job, project);
  const name = part.name.toLowerCase();
  if (!names || names.some((each) => each.toLowerCase() === name)) return undefined;
  const near = meant(part.name, names);
  const what = `The job \`${clipped(job.id)}\` has no output \`${clipped(part.name)}\``;
  return unknown(access, part, names.length === 0 ? `${what}: it has no \`outputs\` at all` : what, near);
}

/** The names of what a job gives; undefined where they can't be known. */
function outputsOf(job: Job, project: Project): readonly string[] | undefined {
  if (!job.map.lacks('uses')) {
    const called = calledWorkflow(job.uses, project);
    const trigger = called?.triggers?.find(({ event }) => event === 'workflow_call');
    if (!trigger) return undefined;
    const config = map(trigger.config);
    if (!config || config.lacks('outputs')) return [];
    const outputs = map(config.get('outputs'));
    return outputs && !outputs.isUncertain ? outputs.pairs.map(({ name }) => name) : undefined;
  }
  if (job.map.lacks('outputs')) return [];
  const outputs = map(job.map.get('outputs'));
  return outputs && !outputs.isUncertain ? outputs.pairs.map(({ name }) => name) : undefined;
}

function unknown({ place, context }: Access, part: Part, message: string, near: string | undefined): Finding {
  const at = spanOf(place, part);
  const isQuoted = place.scalar.text[part.start] === "'";
  return {
    at,
    message: near === undefined ? message : `${message}: did you mean \`${near}\`?`,
    fix: near === undefined || isQuoted ? undefined : { title: `Write ${near}`, edits: [replace(at, near)] },
    address: `${context}.${clipped(part.name ?? '')}`,
  };
}

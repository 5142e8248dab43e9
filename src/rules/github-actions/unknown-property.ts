import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { type Access, type Part, spanOf } from '../../formats/github-actions/expression-uses';
import { JOB_PROPERTIES, PROPERTIES, STEP_PROPERTIES } from '../../formats/github-actions/functions';
import type { ActionsModel } from '../../formats/github-actions/model';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';
import { clipped, expressionUses, listed, oncePerThing } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/unknown-property',
  title: 'Property that the context does not have',
  why: [
    'GitHub puts nothing in place of a property it does not know, and says nothing: a condition is never true, a tag is empty, a script gets one argument too few.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:expression'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/contexts'],
  bad: [
    {
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make ${{ github.«branch_name» }} ${{ runner.«operating_system» }}\n',
    },
    {
      title: 'misspelt',
      files:
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: build\n        run: make\n      - run: echo ${{ github.«repositry» }} ${{ steps.build.«output».version }} ${{ github[«'shas'»] }}\n        if: steps.build.«outcomes» == 'success'\n",
      fixed:
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: build\n        run: make\n      - run: echo ${{ github.repository }} ${{ steps.build.outputs.version }} ${{ github['sha'] }}\n        if: steps.build.outcome == 'success'\n",
    },
    {
      title: 'of a needed job',
      files:
        "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  test:\n    needs: build\n    if: needs.build.«conclusion» == 'success'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
      fixed:
        "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  test:\n    needs: build\n    if: needs.build.result == 'success'\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n",
    },
  ],
  good: [
    "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - id: build\n        run: make ${{ GitHub.Repository_Owner }} ${{ github.event.anything.goes }} ${{ job.services.db.ports[5432] }}\n      - run: make test\n        if: steps.build.outcome == 'failure' && strategy.job-index == 0\n",
    {
      title: 'asked of all at once, and of what is only known later',
      files:
        "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  test:\n    needs: build\n    if: contains(needs.*.result, 'failure') || github[vars.NAME] != ''\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make ${{ toJSON(steps) }}\n",
    },
    {
      title: 'variables, secrets and the environment have free names',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make ${{ env.sha1 }} ${{ vars.refs }}\n        env:\n          TOKEN: ${{ secrets.tokens }}\n',
    },
  ],
  check: (model) => oncePerThing(allIn(model)),
});

function* allIn(model: ActionsModel): Generator<Finding> {
  for (const access of expressionUses(model).accesses) {
    const found = unknownPart(access);
    if (found) yield finding(access, found.part, found.name, found.known);
  }
}

function unknownPart({ context, parts }: Access): { part: Part; name: string; known: readonly string[] } | undefined {
  const properties = PROPERTIES[context];
  const [first, second] = parts;
  if (properties) return differs(first, properties);
  if (context === 'steps') return differs(second, STEP_PROPERTIES);
  return context === 'needs' || context === 'jobs' ? differs(second, JOB_PROPERTIES) : undefined;
}

function differs(part: Part | undefined, known: readonly string[]) {
  const { name } = part ?? {};
  if (!part || name === undefined || known.some((each) => each.toLowerCase() === name.toLowerCase())) return undefined;
  return { part, name, known };
}

/** What people write for properties that are called otherwise. */
const INSTEAD: Readonly<Record<string, string>> = {
  conclusion: 'result',
  outcome: 'result',
  status: 'result',
  result: 'conclusion',
  branch: 'ref_name',
  tag: 'ref_name',
  commit: 'sha',
  owner: 'repository_owner',
  repo: 'repository',
  user: 'actor',
};

function finding({ place, context }: Access, part: Part, name: string, known: readonly string[]): Finding {
  const at = spanOf(place, part);
  const usual = INSTEAD[name.toLowerCase()];
  const near = usual !== undefined && known.includes(usual) ? usual : meant(name, known);
  const owner = context === 'steps' ? 'A step' : context === 'needs' || context === 'jobs' ? 'A job' : `\`${context}\``;
  const shown = known.length > 10 ? `; its branch or tag is \`ref_name\`, its event's data is in \`event\`` : '';
  const text = place.scalar.text.slice(part.start, part.end);
  const isQuoted = text.startsWith("'");
  return {
    at,
    message: near
      ? `${owner} has no \`${clipped(name)}\`: did you mean \`${near}\`?`
      : `${owner} has no \`${clipped(name)}\`${shown || `, only ${listed(known)}`}`,
    fix:
      near === undefined
        ? undefined
        : { title: `Write ${near}`, edits: [replace(at, isQuoted ? quoted(near, place.scalar) : near)] },
    address: `${context}.${clipped(name)}`,
  };
}

function quoted(text: string, { style }: YamlScalar): string {
  return style === 'single' ? `''${text}''` : `'${text}'`;
}

import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { type Access, type Call, spanOf } from '../../formats/github-actions/expression-uses';
import { CONTEXTS, FUNCTIONS, PLACED_FUNCTIONS } from '../../formats/github-actions/functions';
import type { Arity } from '../../formats/github-actions/schema/definitions';
import { meant } from '../shared/did-you-mean';
import { clipped, expressionUses, isJudged } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/invalid-expression',
  title: 'Expression that GitHub can not read',
  why: [
    'GitHub refuses the whole workflow where one `${{ }}` or one `if` can not be read: a bracket too few, a text in double quotes, a function or a context of a misspelt name. None of its jobs starts.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:expression'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/expressions'],
  bad: [
    {
      title: 'texts in double quotes, and = to compare',
      files:
        'on: push\njobs:\n  test:\n    if: github.ref == «"»refs/heads/main"\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n        if: github.event_name «=» \'push\'\n',
    },
    {
      title: 'a bracket too few, nothing at all, no end',
      files:
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    env:\n      A: ${{ contains(github.ref, «'main'» }}\n      B: «${{ }}»\n      C: «${{» github.sha\n    steps:\n      - run: make test\n",
    },
    {
      title: 'functions and contexts of misspelt names',
      files:
        "on: push\njobs:\n  test:\n    if: «startWith»(«gihub».ref, 'refs/tags/')\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make ${{ «secret».TOKEN }}\n        if: «True»\n",
      fixed:
        "on: push\njobs:\n  test:\n    if: startsWith(github.ref, 'refs/tags/')\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make ${{ secrets.TOKEN }}\n        if: true\n",
    },
    {
      title: 'too few arguments, too many, and a place for one that is not given',
      files:
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make ${{ «toJSON»(github.ref, 2) }} ${{ format(«'{0}-{1}'», github.sha) }}\n        if: «contains»(github.ref)\n",
    },
  ],
  good: [
    "on: push\njobs:\n  test:\n    if: \"!contains(github.event.head_commit.message, '[skip]') && (github.ref != 'refs/heads/main')\"\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make ${{ format('{{0}} {0}', github.sha) }} ${{ join(github.event.commits.*.id) }}\n        if: ${{ always() && !cancelled() }}\n",
    {
      title: 'names are compared without case; texts may hold braces and quotes',
      files:
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make ${{ FromJSON('[{}]')[0].a }} ${{ 'it''s' }} ${{ GitHub.sha }} ${{ case(true, 1, 2) }}\n",
    },
    {
      title: 'other tools have braces too',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: docker inspect --format \'{{ .Id }}\' web && echo "${A}" $(( 1 + 2 ))\n',
    },
    {
      title: 'what an action only tells people',
      files: {
        'action.yml': 'name: A\ndescription: Sets ${{ anything }}\nruns:\n  using: node24\n  main: index.js\n',
      },
    },
  ],
  *check(model) {
    const { mistakes, calls, accesses } = expressionUses(model);
    for (const { place, mistake } of mistakes) {
      if (!isJudged(place, model)) continue;
      yield { at: spanOf(place, mistake), message: mistake.message };
    }
    for (const call of calls) if (isJudged(call.place, model)) yield* wrongCall(call);
    for (const access of accesses) if (isJudged(access.place, model)) yield* unknownContext(access);
  },
});

function* wrongCall(call: Call): Generator<Finding> {
  const { name, args, place } = call;
  const lower = name.toLowerCase();
  const at = spanOf(place, call);
  const arity = place.usable.functions.get(lower) ?? FUNCTIONS.get(lower);
  if (!arity) {
    if (PLACED_FUNCTIONS.has(lower)) return;
    const names = [...FUNCTIONS.values(), ...place.usable.functions.values()].map((each) => each.name);
    const near = meant(name, names);
    yield {
      at,
      message: near
        ? `There is no function \`${clipped(name)}\`: did you mean \`${near}\`?`
        : `There is no function \`${clipped(name)}\`; expressions have ${names.map((each) => `\`${each}\``).join(', ')}`,
      fix: near === undefined ? undefined : { title: `Write ${near}`, edits: [replace(at, near)] },
    };
  } else if (args.length < arity.least || args.length > arity.most) {
    yield { at, message: `\`${arity.name}\` takes ${counted(arity)}, not ${args.length}` };
  } else if (lower === 'case' && args.length % 2 === 0) {
    yield { at, message: 'The last argument of `case` is what it gives otherwise: it is missing' };
  } else if (lower === 'format') yield* unfilled(call);
}

function counted({ least, most }: Arity): string {
  if (least === most) return least === 0 ? 'no arguments' : `${least} argument${least === 1 ? '' : 's'}`;
  return most >= 255 ? `at least ${least}` : `${least} to ${most} arguments`;
}

/** Places of a format for which no value is given: the job fails there. */
function* unfilled({ args, place }: Call): Generator<Finding> {
  const [format] = args;
  if (format?.kind !== 'literal' || typeof format.value !== 'string') return;
  const text = format.value.replaceAll('{{', '').replaceAll('}}', '');
  const highest = Math.max(-1, ...[...text.matchAll(/\{(\d{1,3})[^{}]*\}/g)].map(([, number]) => Number(number)));
  if (highest >= args.length - 1)
    yield {
      at: spanOf(place, format),
      message: `There is no value for {${highest}}: \`format\` gets ${args.length - 1}, and the first is {0}`,
    };
}

const CONSTANTS: readonly string[] = ['true', 'false', 'null', 'NaN', 'Infinity'];

function* unknownContext({ context, parts, place, start, end }: Access): Generator<Finding> {
  if (CONTEXTS.includes(context)) return;
  const at = spanOf(place, { start, end });
  const written = place.scalar.text.slice(start, end);
  const constant = parts.length === 0 ? CONSTANTS.find((each) => each.toLowerCase() === context) : undefined;
  const near = constant ?? meant(context, place.usable.contexts.size > 0 ? place.usable.contexts : CONTEXTS);
  const isText = constant === undefined && parts.length === 0;
  yield {
    at,
    message: near
      ? `There is no context \`${clipped(written)}\`: did you mean \`${near}\`?`
      : `There is no context \`${clipped(written)}\`${isText ? `; a text stands in single quotes: '${clipped(written)}'` : ''}`,
    fix: near === undefined ? undefined : { title: `Write ${near}`, edits: [replace(at, near)] },
  };
}

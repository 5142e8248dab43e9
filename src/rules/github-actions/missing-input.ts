import { type Finding, rule } from '../../core/rule';
import type { Span } from '../../core/text';
import { insertUnder, Verbatim } from '../../formats/yaml/edit';
import type { YamlMap } from '../../formats/yaml/syntax';
import { type CalledInput, calledByJob, calledByStep } from '../shared/called-inputs';
import { clipped, listed } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/missing-input',
  title: 'Input that must be given is missing',
  why: [
    'An action that does not get what it asks for stops, or goes on with nothing in its place. A called workflow without an input or secret that it requires is refused by GitHub, and none of the jobs starts.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  equivalents: ['actionlint:action', 'actionlint:workflow-call'],
  links: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputsinput_idrequired',
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputsinput_idrequired',
  ],
  bad: [
    {
      title: 'of a well-known action',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: «actions/cache@v4»\n        with:\n          path: ~/.npm\n      - uses: «actions/github-script@v7»\n',
      fixed:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/cache@v4\n        with:\n          path: ~/.npm\n          key: key\n      - uses: actions/github-script@v7\n        with:\n          script: script\n',
    },
    {
      title: 'input and secret of a called workflow',
      files: {
        '.github/workflows/build.yml':
          'on:\n  workflow_call:\n    inputs:\n      target:\n        type: string\n        required: true\n    secrets:\n      token:\n        required: true\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        '.github/workflows/ci.yml': 'on: push\njobs:\n  build:\n    uses: «./.github/workflows/build.yml»\n',
      },
      fixed: {
        '.github/workflows/build.yml':
          'on:\n  workflow_call:\n    inputs:\n      target:\n        type: string\n        required: true\n    secrets:\n      token:\n        required: true\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  build:\n    uses: ./.github/workflows/build.yml\n    with:\n      target: target\n    secrets:\n      token: ${{ secrets.token }}\n',
      },
    },
  ],
  good: [
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/cache@v4\n        with:\n          path: ~/.npm\n          KEY: npm\n      - uses: actions/checkout@v4\n',
    {
      title: 'a default stands in for it; secrets are handed on as they are',
      files: {
        '.github/workflows/build.yml':
          'on:\n  workflow_call:\n    inputs:\n      target:\n        type: string\n        required: true\n        default: all\n    secrets:\n      token:\n        required: true\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  build:\n    uses: ./.github/workflows/build.yml\n    secrets: inherit\n',
      },
    },
    {
      title: 'given by way of an anchor',
      files:
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/cache@v4\n        with: &cache\n          path: ~/.npm\n          key: npm\n  b:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/cache@v4\n        with: *cache\n',
    },
  ],
  *check({ steps, jobs }, { project }) {
    for (const step of steps) {
      const called = calledByStep(step, project);
      const missing = called ? missingFrom(step.map, 'with', called.inputs) : [];
      if (called && step.uses && missing.length > 0)
        yield finding(step.map, step.uses.scalar, called.title, [{ key: 'with', missing }]);
    }
    for (const job of jobs) {
      const called = calledByJob(job, project);
      if (!called || !job.uses) continue;
      const inputs = { key: 'with', missing: missingFrom(job.map, 'with', called.inputs) };
      const isInherited = job.secrets !== undefined && job.secrets.value?.kind !== 'map';
      const secrets = {
        key: 'secrets',
        missing: isInherited ? [] : missingFrom(job.map, 'secrets', called.secrets ?? new Map()),
      };
      const parts = [inputs, secrets].filter(({ missing }) => missing.length > 0);
      if (parts.length > 0) yield { ...finding(job.map, job.uses.scalar, called.title, parts), severity: 'error' };
    }
  },
});

interface Lacking {
  /** Under which key they are given. */
  readonly key: string;
  readonly missing: readonly CalledInput[];
}

function missingFrom(owner: YamlMap, key: string, known: ReadonlyMap<string, CalledInput>): readonly CalledInput[] {
  const given = owner.get(key);
  if (given ? given.kind !== 'map' || given.isUncertain : !owner.lacks(key) && !owner.has(key)) return [];
  const names = new Set(given?.kind === 'map' ? given.pairs.map(({ name }) => name.toLowerCase()) : []);
  return [...known].flatMap(([name, input]) => (input.isRequired && !names.has(name) ? [input] : []));
}

function finding(owner: YamlMap, at: Span, title: string, parts: readonly Lacking[]): Finding {
  const names = parts.flatMap(({ key, missing }) =>
    missing.map(({ name }) => (key === 'secrets' ? `secrets.${name}` : name)),
  );
  const shown = names.slice(0, 4).map(clipped);
  let stop = 0;
  const edits = parts.map(({ key, missing }) =>
    insertUnder(
      owner,
      key,
      Object.fromEntries(
        missing.map(({ name }) => {
          stop++;
          return [
            name,
            new Verbatim(key === 'secrets' ? `\${{ secrets.\${${stop}:${name}} }}` : `\${${stop}:${name}}`),
          ];
        }),
      ),
    ),
  );
  const whole = edits.flatMap((edit) => edit ?? []);
  return {
    at,
    message: `${clipped(title)} must be given ${listed(shown).replaceAll(' or ', ' and ')}`,
    fix:
      whole.length === parts.length && !owner.isFlow && !owner.anchor
        ? { title: `Give ${shown.join(', ')}`, edits: whole }
        : undefined,
  };
}

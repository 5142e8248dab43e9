import { type Finding, rule } from '../../core/rule';
import { replace } from '../../core/text';
import { spanOf } from '../../formats/github-actions/expression-uses';
import type { ActionsModel } from '../../formats/github-actions/model';
import { meant } from '../shared/did-you-mean';
import { clipped, expressionUses, listed, oncePerThing } from '../shared/workflow-schema';
import { jobAround, matrixKeys } from '../shared/workflow-scope';

export default rule({
  id: 'github-actions/unknown-matrix-key',
  title: 'Value that the matrix does not have',
  why: [
    'GitHub puts nothing in place of a key that a job’s matrix does not have, and says nothing: all variants of the job do the same, or run on a runner without a name.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:expression'],
  links: ['https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations'],
  bad: [
    {
      files:
        'on: push\njobs:\n  test:\n    runs-on: ${{ matrix.«so» }}\n    strategy:\n      matrix:\n        os: [ubuntu-24.04, windows-2025]\n        node: [22, 24]\n    steps:\n      - run: make NODE=${{ matrix.«nodes» }}\n',
      fixed:
        'on: push\njobs:\n  test:\n    runs-on: ${{ matrix.os }}\n    strategy:\n      matrix:\n        os: [ubuntu-24.04, windows-2025]\n        node: [22, 24]\n    steps:\n      - run: make NODE=${{ matrix.node }}\n',
    },
    {
      title: 'a job without a matrix',
      files:
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make OS=${{ matrix.«os» }}\n',
    },
  ],
  good: [
    'on: push\njobs:\n  test:\n    runs-on: ${{ matrix.OS }}\n    strategy:\n      matrix:\n        os: [ubuntu-24.04]\n        include:\n          - os: windows-2025\n            shell: pwsh\n    steps:\n      - run: make ${{ matrix.shell }} ${{ matrix[vars.KEY] }} ${{ toJSON(matrix) }}\n',
    {
      title: 'a matrix that is made while it runs',
      files:
        'on: push\njobs:\n  a:\n    strategy:\n      matrix: ${{ fromJSON(vars.MATRIX) }}\n    runs-on: ${{ matrix.os }}\n    steps:\n      - run: make\n  b:\n    strategy:\n      matrix:\n        os: [ubuntu-24.04]\n        include: ${{ fromJSON(vars.MORE) }}\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make ${{ matrix.kind }}\n',
    },
    {
      title: 'a composite action does not know the matrix of its callers',
      files: {
        'action.yml':
          'name: A\ndescription: B\nruns:\n  using: composite\n  steps:\n    - run: make ${{ matrix.os }}\n      shell: bash\n',
      },
    },
  ],
  check: (model) => oncePerThing(allIn(model)),
});

function* allIn(model: ActionsModel): Generator<Finding> {
  for (const access of expressionUses(model).accesses) {
    const [part] = access.parts;
    if (access.context !== 'matrix' || part?.name === undefined) continue;
    const job = jobAround(model, access.place);
    const keys = job && matrixKeys(job);
    if (!keys || keys.has(part.name.toLowerCase()) || !access.place.usable.contexts.has('matrix')) continue;
    const at = spanOf(access.place, part);
    const near = meant(part.name, keys);
    const isQuoted = access.place.scalar.text[part.start] === "'";
    const shown = clipped(part.name);
    yield {
      at,
      message:
        keys.size === 0
          ? `This job has no matrix, so \`${shown}\` is always empty`
          : near
            ? `The matrix has no \`${shown}\`: did you mean \`${near}\`?`
            : `The matrix has no \`${shown}\`, only ${listed([...keys].slice(0, 6))}`,
      fix: near === undefined || isQuoted ? undefined : { title: `Write ${near}`, edits: [replace(at, near)] },
      address: `matrix.${shown}`,
    };
  }
}

import { type Finding, rule } from '../../core/rule';
import { hasExpression } from '../../formats/github-actions/embedded';
import type { Job } from '../../formats/github-actions/model';
import { map } from '../../formats/yaml/access';
import { removePart, setScalar } from '../../formats/yaml/edit';
import type { YamlScalar } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';
import { clipped } from '../shared/workflow-schema';

export default rule({
  id: 'github-actions/unknown-need',
  title: 'Needs a job that does not exist',
  why: [
    'GitHub refuses a workflow in which a job needs one that is not there, or itself: none of its jobs starts.',
    'A job that is named twice is only a slip, but often another one was meant.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['actionlint:job-needs'],
  links: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds'],
  bad: [
    {
      title: 'misspelt',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  test:\n    needs: «biuld»\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n  deploy:\n    needs: [build, «tests»]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make deploy\n',
      fixed:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  test:\n    needs: build\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n  deploy:\n    needs: [build, test]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make deploy\n',
    },
    {
      title: 'itself',
      files:
        'on: push\njobs:\n  build:\n    needs: «build»\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    },
    {
      title: 'twice',
      files:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  test:\n    needs:\n      - build\n      - «build»\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
      fixed:
        'on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  test:\n    needs:\n      - build\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
  ],
  good: [
    'on: push\njobs:\n  deploy:\n    needs: [build, Test]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make deploy\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  test:\n    needs: build\n    uses: ./.github/workflows/test.yml\n',
    {
      title: 'several jobs of one content',
      files:
        'on: push\njobs:\n  a: &job\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n  b: *job\n  c:\n    needs: [a, b]\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make\n',
    },
    {
      title: 'a job that is still being written',
      files:
        'on: push\njobs:\n  build:\n  test:\n    needs: build\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n',
    },
  ],
  *check({ workflow, jobs }) {
    const all = map(workflow?.map.get('jobs'));
    if (!all || all.isUncertain) return;
    const ids = new Set(all.pairs.map(({ name }) => name.toLowerCase()));
    const seen = new Set<unknown>();
    for (const job of jobs) {
      if (seen.has(job.map)) continue;
      seen.add(job.map);
      yield* wrong(
        job,
        ids,
        all.pairs.map(({ name }) => name),
      );
    }
  },
});

function* wrong({ id, needs }: Job, ids: ReadonlySet<string>, written: readonly string[]): Generator<Finding> {
  const before = new Map<string, YamlScalar>();
  for (const need of needs) {
    const name = need.text.toLowerCase();
    if (name === '' || hasExpression(name)) continue;
    const first = before.get(name);
    if (first) yield twice(need, first);
    else if (name === id.toLowerCase())
      yield { at: need, message: `The job \`${clipped(id)}\` waits for itself: GitHub refuses the workflow` };
    else if (!ids.has(name)) {
      const near = meant(
        need.text,
        written.filter((each) => each !== id && !needs.some(({ text }) => text === each)),
      );
      yield {
        at: need,
        message: `The workflow has no job \`${clipped(need.text)}\`${near ? `: did you mean \`${clipped(near)}\`?` : ''}`,
        fix: near === undefined ? undefined : { title: `Wait for ${clipped(near)}`, edits: [setScalar(need, near)] },
      };
    }
    before.set(name, need);
  }
}

function twice(need: YamlScalar, first: YamlScalar): Finding {
  const { holder } = need;
  return {
    at: need,
    severity: 'warning',
    message: `\`${clipped(need.text)}\` is named already: take it away, or name the job that is meant`,
    related: [{ at: first, message: 'Here' }],
    fix:
      holder?.kind === 'item' && holder.value === need
        ? { title: 'Remove it', edits: [removePart(holder)] }
        : undefined,
  };
}

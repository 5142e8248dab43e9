import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../../src/core/text';
import { deployOf, jobsAfter, jobsBefore } from '../../../src/formats/delivery/graph';
import type { Pipeline } from '../../../src/formats/delivery/model';
import { githubActions } from '../../../src/formats/github-actions';
import { pipelineOf } from '../../../src/formats/github-actions/delivery';

const nothing = {
  read: () => undefined,
  list: () => [],
  open: () => undefined,
  newFile: (path: string) => new SourceFile(path, '', true),
};

function pipeline(text: string, path = '.github/workflows/ci.yml'): Pipeline {
  const { workflow } = githubActions.parse(new SourceFile(path, text));
  if (!workflow) throw new Error('no workflow');
  return pipelineOf(workflow, nothing);
}

function starts(on: string, condition?: string): string[] | undefined {
  const written = condition === undefined ? '' : `    if: ${condition}\n`;
  const { jobs } = pipeline(
    `on: ${on}\njobs:\n  a:\n${written}    runs-on: ubuntu-latest\n    steps: [{ run: make }]\n`,
  );
  return jobs[0]?.startedBy?.map(
    ({ kind, branches, certainty }) =>
      `${kind}${branches === 'any' ? '' : ` ${branches}`}${certainty === 'likely' ? '?' : ''}`,
  );
}

describe('what starts a job', () => {
  test('events and their filters', () => {
    expect(starts('push')).toEqual(['push', 'tag']);
    expect(starts('{ push: { branches: [main] } }')).toEqual(['push main']);
    expect(starts('{ push: { tags: ["v*"] } }')).toEqual(['tag']);
    expect(starts('{ push: { branches-ignore: [a] } }')).toEqual(['push unknown']);
    expect(starts('[pull_request, merge_group, schedule]')).toEqual(['pull-request', 'merge-queue', 'schedule']);
    expect(starts('{ pull_request: { types: [closed] } }')).toEqual(['other']);
    expect(starts('workflow_call')).toBeUndefined();
  });

  test.each([
    ["github.event_name == 'push'", ['push', 'tag']],
    ["github.event_name != 'pull_request'", ['push', 'tag']],
    ["github.ref == 'refs/heads/main'", ['push unknown?']],
    ["startsWith(github.ref, 'refs/tags/')", ['tag']],
    ["github.ref_type == 'tag'", ['tag']],
    ["github.repository == 'acme/shop'", ['push', 'tag', 'pull-request']],
    ['always()', ['push', 'tag', 'pull-request']],
    ['success() && inputs.deploy', ['push?', 'tag?', 'pull-request?']],
    ["github.ref == 'refs/heads/main' || github.event_name == 'pull_request'", ['push unknown?', 'pull-request']],
    ['github.event.pull_request.merged', ['push?', 'tag?', 'pull-request?']],
    ['false', []],
    ['(((', ['push?', 'tag?', 'pull-request?']],
  ])('under %s', (condition, expected) => {
    expect(starts('[push, pull_request]', JSON.stringify(condition))).toEqual(expected);
  });
});

const CHAIN = `on: push
permissions:
  id-token: write
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  build:
    needs: test
    runs-on: ubuntu-latest
    steps:
      - run: npm run build
  deploy:
    needs: [build]
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: kubectl apply -f k8s/
  lost:
    needs: nowhere
    runs-on: ubuntu-latest
    steps: [{ run: make }]
`;

describe('the graph of jobs', () => {
  const whole = pipeline(CHAIN);
  const job = (id: string) => {
    const found = whole.jobs.find((each) => each.id === id);
    if (!found) throw new Error(id);
    return found;
  };

  test('before and after, through others', () => {
    const before = jobsBefore(whole, job('deploy'));
    expect(before.jobs.map(({ id }) => id)).toEqual(['test', 'build']);
    expect(before.isComplete).toBe(true);
    expect(jobsAfter(whole, job('test')).jobs.map(({ id }) => id)).toEqual(['build', 'deploy']);
  });

  test('a job that is not there', () => {
    expect(jobsBefore(whole, job('lost')).isComplete).toBe(false);
  });

  test('jobs that wait for one another', () => {
    const circle = pipeline(
      'on: push\njobs:\n  a:\n    needs: b\n    runs-on: x\n    steps: [{ run: make }]\n  b:\n    needs: a\n    runs-on: x\n    steps: [{ run: make }]\n',
    );
    expect(circle.jobs.map((each) => jobsBefore(circle, each).jobs.map(({ id }) => id))).toEqual([['b'], ['a']]);
  });
});

describe('what counts as a deploy', () => {
  const isDeploy = (text: string, path?: string) =>
    pipeline(text, path).jobs.some((job) => deployOf(job) !== undefined);
  const job = (id: string, steps: string, more = '') =>
    `on: push\npermissions:\n  id-token: write\njobs:\n  ${id}:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps}`;
  const apply = '      - run: kubectl apply -f k8s/\n';

  test('by command and by action', () => {
    expect(isDeploy(job('deploy', apply))).toBe(true);
    expect(isDeploy(job('deploy', '      - uses: azure/webapps-deploy@v3\n'))).toBe(true);
    expect(isDeploy(job('test-and-deploy', apply))).toBe(true);
  });

  test('not to a place that is no production, by whichever name', () => {
    expect(isDeploy(job('deploy-staging', apply))).toBe(false);
    expect(isDeploy(job('deploy', apply, '    environment: qa\n'))).toBe(false);
    expect(isDeploy(job('deploy', apply), '.github/workflows/deploy-dev.yml')).toBe(false);
    expect(isDeploy(job('deploy', apply, '    environment: production\n'), '.github/workflows/deploy-dev.yml')).toBe(
      true,
    );
  });

  test('not to what the job has made, nor to see whether it works', () => {
    expect(isDeploy(job('deploy', `      - uses: helm/kind-action@v1\n${apply}`))).toBe(false);
    expect(isDeploy(job('e2e', apply))).toBe(false);
    expect(isDeploy(job('deployment-tests', apply))).toBe(false);
  });

  test('not without anything to log in with', () => {
    expect(isDeploy(job('deploy', apply).replace('id-token: write', 'contents: read'))).toBe(false);
    expect(isDeploy(job('deploy', apply).replace('ubuntu-latest', 'self-hosted'))).toBe(true);
  });
});

describe('what stands elsewhere in the repository', () => {
  function inProject(files: Readonly<Record<string, string>>, path: string): Pipeline {
    const fileOf = (at: string) => (files[at] === undefined ? undefined : new SourceFile(at, files[at]));
    const open = (_: string, at: string) => {
      const file = fileOf(at);
      return file && githubActions.parse(file);
    };
    const project = { ...nothing, read: fileOf, open: open as never };
    const workflow = githubActions.parse(fileOf(path) as SourceFile).workflow;
    if (!workflow) throw new Error('no workflow');
    return pipelineOf(workflow, project);
  }
  const caller = 'on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n';

  test('a called workflow and the composite action that it uses', () => {
    const { jobs } = inProject(
      {
        'a.yml': caller,
        '.github/workflows/b.yml':
          'on: workflow_call\njobs:\n  b:\n    runs-on: x\n    steps:\n      - uses: ./tools/check\n',
        'tools/check/action.yml': 'runs:\n  using: composite\n  steps:\n    - run: pytest\n      shell: bash\n',
      },
      'a.yml',
    );
    const [job] = jobs;
    expect(job?.isOpaque).toBe(false);
    expect(job?.activities.map(({ kind, certainty }) => `${kind} ${certainty}`)).toContain('tests certain');
    expect(job?.activities.every(({ at }) => at.file.path === 'a.yml')).toBe(true);
  });

  test('what is not there may do anything', () => {
    expect(inProject({ 'a.yml': caller }, 'a.yml').jobs[0]?.isOpaque).toBe(true);
  });

  test('a circle comes to an end', () => {
    const calls = Array.from({ length: 40 }, (_, i) => `  j${i}:\n    uses: ./.github/workflows/b.yml\n`).join('');
    const files = { 'a.yml': caller, '.github/workflows/b.yml': `on: workflow_call\njobs:\n${calls}` };
    expect(inProject(files, 'a.yml').jobs[0]?.isOpaque).toBe(true);
  });
});

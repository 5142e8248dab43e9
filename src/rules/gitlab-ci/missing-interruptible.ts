import { type Fix, rule } from '../../core/rule';
import type { Pipeline } from '../../formats/gitlab-ci/pipeline';
import { insertPairs } from '../../formats/yaml/edit';
import { newDefault } from '../shared/gitlab-default';

export default rule({
  id: 'gitlab-ci/missing-interruptible',
  title: 'Outdated pipelines that run to their end',
  why: [
    'When a newer commit is pushed, GitLab ends the pipeline of the older one only as far as its jobs are `interruptible`. Without it, a merge request with five pushes in ten minutes pays for five pipelines, and the newest waits for the runners that the others hold.',
    'A deploy should not be broken off, so jobs with an environment say `interruptible: false`.',
  ],
  severity: 'info',
  practice: 'cost',
  preset: 'strict',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.gitlab.com/ci/yaml/#interruptible',
    'https://docs.gitlab.com/ci/pipelines/settings/#auto-cancel-redundant-pipelines',
  ],
  bad: [
    {
      files: '«build»:\n  script: make\n\ntest:\n  script: make test\n',
      fixed: 'default:\n  interruptible: true\n\nbuild:\n  script: make\n\ntest:\n  script: make test\n',
    },
    {
      title: 'deploys are left to their end',
      files:
        'default:\n  image: node:24\n\n«test»:\n  script: npm test\n\ndeploy:\n  stage: deploy\n  environment: production\n  script: ./deploy.sh\n',
      fixed:
        'default:\n  image: node:24\n  interruptible: true\n\ntest:\n  script: npm test\n\ndeploy:\n  stage: deploy\n  interruptible: false\n  environment: production\n  script: ./deploy.sh\n',
    },
  ],
  good: [
    'default:\n  interruptible: true\n\nbuild:\n  script: make\n\ntest:\n  script: make test\n',
    'workflow:\n  auto_cancel:\n    on_new_commit: interruptible\n\nbuild:\n  script: make\n\ntest:\n  script: make test\n',
    'build:\n  interruptible: true\n  script: make\n\ntest:\n  script: make test\n',
    { title: 'only deploys', files: 'deploy:\n  environment: production\n  script: ./deploy.sh\n' },
    {
      title: 'what is included may say it',
      files: 'include:\n  - template: Workflows/Branch-Pipelines.gitlab-ci.yml\n\nbuild:\n  script: make\n',
    },
  ],
  *check({ pipeline }) {
    if (pipeline.isOpen || !pipeline.isMain) return;
    if (pipeline.top.child('workflow')?.has('auto_cancel') || pipeline.jobs.some((job) => !job.lacks('interruptible')))
      return;
    const first = pipeline.jobs.find((job) => !job.isTrigger && job.environment === undefined);
    if (!first) return;
    yield {
      at: first.key,
      message: 'Pipelines of outdated commits run to their end: let their jobs be `interruptible`',
      address: 'pipeline',
      fix: fixOf(pipeline),
    };
  },
});

function fixOf(pipeline: Pipeline): Fix | undefined {
  const { root } = pipeline.root;
  const deploys = pipeline.jobs.filter(({ environment }) => environment !== undefined);
  if (!root || root.isFlow || deploys.some(({ ownMap }) => !ownMap || ownMap.anchor !== undefined)) return undefined;
  const pair = root.pair('default');
  if (pair && (pair.value?.kind !== 'map' || pair.alias)) return undefined;
  const byDefault =
    pair?.value?.kind === 'map'
      ? insertPairs(pair.value, { interruptible: true })
      : newDefault(root, ['interruptible: true']);
  const kept = deploys.flatMap(({ ownMap }) => {
    if (!ownMap) return [];
    const place = ownMap.ownPairs.some(({ name }) => name === 'stage') ? { after: 'stage' } : 'first';
    return [insertPairs(ownMap, { interruptible: false }, place)];
  });
  if (!byDefault) return undefined;
  return { title: 'Let outdated pipelines end, but no deploys', edits: [byDefault, ...kept] };
}

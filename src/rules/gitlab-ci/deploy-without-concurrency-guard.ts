import { type Fix, rule } from '../../core/rule';
import { jobBehind, ownMapOf } from '../../formats/gitlab-ci/delivery-edit';
import type { Job } from '../../formats/gitlab-ci/job';
import { insertPairs } from '../../formats/yaml/edit';
import { deployWithoutConcurrencyGuard } from '../shared/delivery/deploy-without-concurrency-guard';

export default rule({
  id: 'gitlab-ci/deploy-without-concurrency-guard',
  title: `Two deploys at once`,
  why: [
    `Two pushes within a minute start two pipelines, and nothing says that the deploy of the first one ends first: the older version may stay, or two jobs change the same thing halfway each.`,
    `Jobs of one \`resource_group\` wait for each other, across pipelines.`,
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [`https://docs.gitlab.com/ci/resource_groups/`, `https://docs.gitlab.com/ci/yaml/#resource_group`],
  bad: [
    {
      files: `stages: [test, deploy]

«deploy»:
  stage: deploy
  script: kubectl apply -f k8s/
  environment: production
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
      fixed: `stages: [test, deploy]

deploy:
  stage: deploy
  script: kubectl apply -f k8s/
  environment: production
  resource_group: production
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    },
    {
      title: `without an environment`,
      files: `«rollout»:
  stage: deploy
  script:
    - helm upgrade shop ./chart
  only: [main]
`,
      fixed: `rollout:
  stage: deploy
  resource_group: rollout
  script:
    - helm upgrade shop ./chart
  only: [main]
`,
    },
  ],
  good: [
    `deploy:
  stage: deploy
  resource_group: production
  script: kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    {
      title: `what it extends guards it`,
      files: `.deploy:
  resource_group: $CI_ENVIRONMENT_NAME

deploy:
  extends: .deploy
  stage: deploy
  script: kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    },
    {
      title: `only a plan`,
      files: `plan:
  stage: build
  script: terraform plan -out plan
`,
    },
    {
      title: `each branch has a place of its own`,
      files: `review:
  stage: deploy
  script: kubectl apply -f k8s/
  environment:
    name: review/$CI_COMMIT_REF_SLUG
    auto_stop_in: 1 week
`,
    },
  ],
  *check(model) {
    for (const found of deployWithoutConcurrencyGuard(model.delivery)) {
      const job = jobBehind(model, found.job);
      yield { ...found, fix: job && guard(job, found.job.environment?.name) };
    }
  },
});

function guard(job: Job, environment: string | undefined): Fix | undefined {
  const map = ownMapOf(job);
  if (!map) return undefined;
  const group = environment ?? job.name.replace(/[^\w./-]+/g, '-');
  const place = ['environment', 'stage'].find((key) => map.ownPairs.some(({ name }) => name === key));
  const edit = insertPairs(map, { resource_group: group }, place === undefined ? 'first' : { after: place });
  return { title: 'Let one deploy wait for the other', edits: [edit] };
}

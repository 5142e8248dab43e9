import { type Fix, rule } from '../../core/rule';
import { jobBehind, ownMapOf } from '../../formats/gitlab-ci/delivery-edit';
import type { Job } from '../../formats/gitlab-ci/job';
import { insertPairs } from '../../formats/yaml/edit';
import { deployFromAnyBranch } from '../shared/delivery/deploy-from-any-branch';

export default rule({
  id: 'gitlab-ci/deploy-from-any-branch',
  title: `Deploy of whatever is pushed`,
  why: [
    `A job without \`rules\` or \`only\` is part of every pipeline: a push to any branch deploys it, reviewed or not, finished or not. With \`merge_request_event\` it deploys what nobody has agreed to yet.`,
    `Deploys to a place of the branch’s own, a review app, are left alone.`,
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [`https://docs.gitlab.com/ci/jobs/job_rules/`, `https://docs.gitlab.com/ci/yaml/#rulesif`],
  bad: [
    {
      files: `deploy:
  stage: deploy
  environment: production
  script:
    - «kubectl apply -f k8s/»
`,
      fixed: `deploy:
  stage: deploy
  environment: production
  script:
    - kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    },
    {
      title: `merge requests too`,
      files: `deploy:
  stage: deploy
  script: «helm upgrade shop ./chart»
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    },
  ],
  good: [
    `deploy:
  stage: deploy
  script: kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    {
      title: `tags and one branch`,
      files: `deploy:
  stage: deploy
  script: kubectl apply -f k8s/
  only: [main, tags]
`,
    },
    {
      title: `a place of its own`,
      files: `review:
  stage: deploy
  script: kubectl apply -f k8s/
  environment:
    name: review/$CI_COMMIT_REF_SLUG
    auto_stop_in: 1 week
`,
    },
    {
      title: `a person decides`,
      files: `deploy:
  stage: deploy
  when: manual
  script: kubectl apply -f k8s/
`,
    },
    {
      title: `the workflow lets only one branch through`,
      files: `workflow:
  rules:
    - if: $CI_COMMIT_BRANCH == "main"

deploy:
  stage: deploy
  script: kubectl apply -f k8s/
`,
    },
    {
      title: `a condition that can not be known`,
      files: `deploy:
  stage: deploy
  script: kubectl apply -f k8s/
  rules:
    - if: $DEPLOY == "yes"
`,
    },
  ],
  *check(model) {
    for (const found of deployFromAnyBranch(model.delivery)) {
      const job = jobBehind(model, found.job);
      yield { ...found, fix: job && limit(job) };
    }
  },
});

function limit(job: Job): Fix | undefined {
  const map = ownMapOf(job);
  if (!map || !['rules', 'only', 'except'].every((name) => job.lacks(name))) return undefined;
  const rules = [{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }];
  return { title: 'Deploy from the default branch only', edits: [insertPairs(map, { rules })] };
}

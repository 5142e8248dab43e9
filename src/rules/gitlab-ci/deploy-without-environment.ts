import { type Fix, rule } from '../../core/rule';
import { jobBehind, ownMapOf } from '../../formats/gitlab-ci/delivery-edit';
import type { Job } from '../../formats/gitlab-ci/job';
import { Verbatim } from '../../formats/yaml';
import { insertPairs } from '../../formats/yaml/edit';
import { deployWithoutEnvironment } from '../shared/delivery/deploy-without-environment';

export default rule({
  id: 'gitlab-ci/deploy-without-environment',
  title: `Deploy without an environment or an approval`,
  why: [
    `An environment is where GitLab keeps what belongs to a deploy: who may start it and who must agree (protected environments), variables that no other job gets, and the history of what ran when, from which a rollback is one click. A job without one deploys whatever was pushed, at once.`,
    `What people start by hand (\`when: manual\`) is left alone.`,
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: [
    `https://docs.gitlab.com/ci/environments/`,
    `https://docs.gitlab.com/ci/environments/protected_environments/`,
  ],
  bad: [
    {
      files: `«deploy»:
  stage: deploy
  script: kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
      fixed: `deploy:
  stage: deploy
  environment: production
  script: kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    },
    {
      title: `on each push to a branch`,
      files: `«ship»:
  script:
    - docker build -t web .
    - gcloud run deploy shop --image europe-docker.pkg.dev/acme/shop/web
  only:
    - main
`,
      fixed: `ship:
  environment: production
  script:
    - docker build -t web .
    - gcloud run deploy shop --image europe-docker.pkg.dev/acme/shop/web
  only:
    - main
`,
    },
  ],
  good: [
    `deploy:
  stage: deploy
  environment: production
  script: kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    {
      title: `a person starts it`,
      files: `deploy:
  stage: deploy
  when: manual
  script: kubectl apply -f k8s/
`,
    },
    {
      title: `so do the rules say`,
      files: `deploy:
  stage: deploy
  script: kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      when: manual
`,
    },
    {
      title: `an earlier job asks`,
      files: `approve:
  stage: build
  when: manual
  allow_failure: false
  script: 'true'

deploy:
  stage: deploy
  script: kubectl apply -f k8s/
`,
    },
    {
      title: `the job is extended from another project`,
      files: `include:
  - project: acme/ci
    ref: v1
    file: deploy.yml

deploy:
  extends: .deploy
  script: kubectl apply -f k8s/
`,
    },
  ],
  *check(model) {
    for (const found of deployWithoutEnvironment(model.delivery)) {
      const job = jobBehind(model, found.job);
      yield { ...found, fix: job && giveEnvironment(job) };
    }
  },
});

function giveEnvironment(job: Job): Fix | undefined {
  const map = ownMapOf(job);
  if (!map) return undefined;
  const place = map.ownPairs.some(({ name }) => name === 'stage') ? { after: 'stage' } : 'first';
  return {
    title: 'Give it an environment',
    edits: [insertPairs(map, { environment: new Verbatim('${1:production}') }, place)],
  };
}

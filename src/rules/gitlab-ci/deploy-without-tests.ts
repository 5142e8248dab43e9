import { type Fix, rule } from '../../core/rule';
import type { Edit } from '../../core/text';
import { jobBehind } from '../../formats/gitlab-ci/delivery-edit';
import type { Job } from '../../formats/gitlab-ci/job';
import { appendItem } from '../../formats/yaml/edit';
import { deployWithoutTests } from '../shared/delivery/deploy-without-tests';

export default rule({
  id: 'gitlab-ci/deploy-without-tests',
  title: `Deploy that waits for no test`,
  why: [
    `A deploy that does not wait for the tests is done before they have failed: what is broken reaches its users first, and the red mark comes after. That is so where \`needs\` leaves them out, where deploy and tests share a stage, and where nothing tests at all.`,
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [`https://docs.gitlab.com/ci/yaml/#needs`, `https://docs.gitlab.com/ci/yaml/#stages`],
  bad: [
    {
      title: `\`needs\` leaves the tests out`,
      files: `stages: [build, test, deploy]

compile:
  stage: build
  script: npm run build

unit:
  stage: test
  script: npm test

deploy:
  stage: deploy
  needs: [compile]
  script:
    - «kubectl apply -f k8s/»
  only: [main]
`,
      fixed: `stages: [build, test, deploy]

compile:
  stage: build
  script: npm run build

unit:
  stage: test
  script: npm test

deploy:
  stage: deploy
  needs: [compile, unit]
  script:
    - kubectl apply -f k8s/
  only: [main]
`,
    },
    {
      title: `nothing tests`,
      files: `build:
  stage: build
  script: npm run build

ship:
  stage: deploy
  script: «kubectl apply -f k8s/»
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    },
  ],
  good: [
    `stages: [build, test, deploy]

unit:
  stage: test
  script: npm test

deploy:
  stage: deploy
  script: kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    {
      title: `it waits by way of another`,
      files: `stages: [test, build, deploy]

unit:
  stage: test
  script: npm test

build:
  stage: build
  needs: [unit]
  script: npm run build

deploy:
  stage: deploy
  needs: [build]
  script: kubectl apply -f k8s/
`,
    },
    {
      title: `what is included may test`,
      files: `include:
  - template: Jobs/Test.gitlab-ci.yml

deploy:
  stage: deploy
  script: kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    },
    {
      title: `a script may do anything`,
      files: `check:
  stage: build
  script: ./ci/all.sh

deploy:
  stage: deploy
  script: kubectl apply -f k8s/
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
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
  ],
  *check(model, { project }) {
    for (const found of deployWithoutTests(model.delivery, project)) {
      const job = jobBehind(model, found.job);
      yield {
        ...found,
        fix:
          job &&
          waitFor(
            job,
            found.tests.map(({ id }) => id),
          ),
      };
    }
  },
});

function waitFor(job: Job, tests: readonly string[]): Fix | undefined {
  const pair = job.ownMap?.ownPairs.find(({ name }) => name === 'needs');
  const list = pair?.alias ? undefined : pair?.value;
  const [first] = tests;
  if (first === undefined || list?.kind !== 'seq' || list.tag !== undefined || list.items.length === 0)
    return undefined;
  const edits: Edit[] = [appendItem(list, first)];
  return { title: `Wait for ${first}`, edits };
}

import { rule } from '../../core/rule';
import { rebuiltForDeploy } from '../shared/delivery/rebuilt-for-deploy';

export default rule({
  id: 'gitlab-ci/rebuilt-for-deploy',
  title: `Deploy of another build than the tested one`,
  why: [
    `A second build is another program: a dependency may have moved on, and what was tested is not what runs.`,
    `Build once, hand the result on as an artifact or an image, and deploy that to one environment after the other. Off until asked for, since a build that can be reproduced may well be repeated.`,
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'all',
  since: '0.1.0',
  links: [`https://docs.gitlab.com/ci/jobs/job_artifacts/`],
  bad: [
    {
      files: `build:
  stage: build
  script: npm run build

deploy:
  stage: deploy
  dependencies: []
  script:
    - «npm run build»
    - kubectl apply -f k8s/
`,
    },
    {
      files: `pack:
  stage: build
  script: docker build -t shop .

ship:
  stage: deploy
  dependencies: []
  script:
    - «docker build -t shop .»
    - helm upgrade shop ./chart
`,
    },
  ],
  good: [
    `build:
  stage: build
  script: npm run build
  artifacts:
    paths: [dist]

deploy:
  stage: deploy
  script: kubectl apply -f k8s/
`,
    `deploy:
  stage: deploy
  script:
    - npm run build
    - kubectl apply -f k8s/
`,
    {
      title: `artifacts are handed on unless they are refused`,
      files: `build:
  stage: build
  script: npm run build

deploy:
  stage: deploy
  script:
    - npm run build
    - kubectl apply -f k8s/
`,
    },
  ],
  *check({ delivery }) {
    yield* rebuiltForDeploy(delivery);
  },
});

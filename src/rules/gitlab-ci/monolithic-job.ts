import { rule } from '../../core/rule';
import { monolithicJob } from '../shared/delivery/monolithic-job';

export default rule({
  id: 'gitlab-ci/monolithic-job',
  title: `Job that builds, tests and deploys`,
  why: [
    `A job that does everything can only be done as a whole: a deploy that failed is repeated with build and tests, the secrets of the deploy lie open to each test and each dependency, and no environment can ask before the last part alone.`,
    `Jobs of their own, joined by stages and artifacts, run side by side where they can. Said of scripts of eight lines and more.`,
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: [`https://docs.gitlab.com/ci/yaml/#stages`],
  bad: [
    {
      files: `«all»:
  script:
    - npm ci
    - npm run lint
    - npm test
    - npm run build
    - docker build -t shop .
    - docker push shop
    - kubectl apply -f k8s/
    - kubectl rollout status deployment/shop
`,
    },
    {
      files: `«release»:
  before_script:
    - pip install -r requirements.txt
    - pip install -r dev.txt
    - ruff check
    - pytest
  script:
    - python -m build
    - docker build -t shop .
    - docker push shop:$CI_COMMIT_SHA
    - helm upgrade shop ./chart --wait
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
`,
    `all:
  script:
    - npm ci
    - npm test
    - kubectl apply -f k8s/
`,
    `build:
  script:
    - npm ci
    - npm run lint
    - npm test
    - npm run build
    - npm run docs
    - npm pack
    - ls
    - cat a
    - docker build .
`,
  ],
  *check({ delivery }) {
    yield* monolithicJob(delivery);
  },
});

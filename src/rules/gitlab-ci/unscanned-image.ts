import { rule } from '../../core/rule';
import { unscannedImage } from '../shared/delivery/unscanned-image';

export default rule({
  id: 'gitlab-ci/unscanned-image',
  title: `Image pushed without a scan`,
  why: [
    `An image brings along hundreds of packages that nobody of the team has chosen. Which of them have known holes is told by a scan in a minute; without one it is told by whoever finds them first.`,
    `Silent where anything in the pipeline scans, and for registries that scan by themselves once that is switched on.`,
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: [`https://docs.gitlab.com/user/application_security/container_scanning/`, `https://trivy.dev/latest/`],
  bad: [
    {
      files: `build:
  stage: build
  script:
    - docker build -t ghcr.io/acme/shop:$CI_COMMIT_SHA .
    - «docker push ghcr.io/acme/shop:$CI_COMMIT_SHA»
`,
    },
    {
      files: `stages: [build, test, deploy]

unit:
  stage: test
  script: npm test

push:
  stage: deploy
  script: «docker push acme/shop:1.2»
`,
    },
  ],
  good: [
    `build:
  stage: build
  script:
    - docker build -t ghcr.io/acme/shop:$CI_COMMIT_SHA .
    - trivy image --exit-code 1 ghcr.io/acme/shop:$CI_COMMIT_SHA
    - docker push ghcr.io/acme/shop:$CI_COMMIT_SHA
`,
    {
      title: `GitLab's own scan`,
      files: `include:
  - template: Jobs/Container-Scanning.gitlab-ci.yml

build:
  stage: build
  script: docker push ghcr.io/acme/shop:$CI_COMMIT_SHA
`,
    },
    {
      title: `only built`,
      files: `build:
  stage: build
  script: docker build -t shop .
`,
    },
  ],
  *check({ delivery }) {
    yield* unscannedImage(delivery);
  },
});

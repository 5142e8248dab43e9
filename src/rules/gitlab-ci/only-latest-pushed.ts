import { rule } from '../../core/rule';
import { onlyLatestPushed } from '../shared/delivery/only-latest-pushed';

export default rule({
  id: 'gitlab-ci/only-latest-pushed',
  title: `Image that is pushed as \`latest\` only`,
  why: [
    `Each push of \`latest\` takes the name from the image before. Nobody can tell which commit runs, and a rollback has no name to go back to.`,
    `A tag of the commit, \`$CI_COMMIT_SHORT_SHA\`, or of the version stays; \`latest\` may stand beside it.`,
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: [
    `https://docs.gitlab.com/ci/docker/build/build_images/`,
    `https://docs.gitlab.com/user/packages/container_registry/build_and_push_images/`,
  ],
  bad: [
    {
      files: `build:
  stage: build
  script:
    - docker build -t $CI_REGISTRY_IMAGE:latest .
    - «docker push $CI_REGISTRY_IMAGE:latest»
`,
    },
    {
      files: `build:
  stage: build
  script:
    - docker build -t registry.example.com/shop .
    - |
      «docker push registry.example.com/shop»
`,
    },
  ],
  good: [
    `build:
  stage: build
  script:
    - docker build -t $CI_REGISTRY_IMAGE:$CI_COMMIT_SHORT_SHA .
    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_SHORT_SHA
`,
    {
      title: `both`,
      files: `build:
  stage: build
  script:
    - docker push $CI_REGISTRY_IMAGE:$CI_COMMIT_TAG
    - docker push $CI_REGISTRY_IMAGE:latest
`,
    },
    {
      title: `a variable names it`,
      files: `build:
  stage: build
  script:
    - docker push $IMAGE
`,
    },
  ],
  *check({ delivery }) {
    yield* onlyLatestPushed(delivery);
  },
});

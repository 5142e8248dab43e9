import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'Docker was told not to wait',
      files:
        'deploy:\n  stage: deploy\n  script:\n    - «docker service update --detach --image "$CI_REGISTRY_IMAGE:$CI_COMMIT_TAG" shop»\n  environment: production\n',
    },
  ],
  good: [
    {
      title: 'Docker waits until the service has settled',
      files:
        'deploy:\n  stage: deploy\n  script:\n    - docker service update --image "$CI_REGISTRY_IMAGE:$CI_COMMIT_TAG" shop\n  environment: production\n',
    },
    {
      title: 'hosts that answer when it is ready',
      files:
        'web:\n  stage: deploy\n  script: vercel deploy --prebuilt --prod --token="$VERCEL_TOKEN"\n\napi:\n  stage: deploy\n  script: railway up\n',
    },
  ],
} satisfies Cases;

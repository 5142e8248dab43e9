import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'a branch in the name of production',
      files:
        '«ship»:\n  stage: deploy\n  script: kubectl apply -f k8s/\n  environment: production/$CI_COMMIT_REF_NAME\n  only: [main]\n',
      fixed:
        'ship:\n  stage: deploy\n  script: kubectl apply -f k8s/\n  environment: production/$CI_COMMIT_REF_NAME\n  resource_group: ship\n  only: [main]\n',
    },
  ],
  good: [
    {
      title: 'an environment for each branch, by a variable alone',
      files:
        'deploy:\n  stage: deploy\n  script: helm upgrade --install web ./chart\n  environment:\n    name: "${CI_COMMIT_REF_NAME}"\n  rules:\n    - if: $CI_COMMIT_REF_NAME\n',
    },
  ],
} satisfies Cases;

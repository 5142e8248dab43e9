import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'once for all jobs of an environment',
      files:
        'web:\n  script: ./web.sh\n  environment:\n    name: «review/$CI_COMMIT_REF_SLUG»\n\ndata:\n  script: ./data.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n',
      fixed:
        'web:\n  script: ./web.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n    auto_stop_in: 1 week\n\ndata:\n  script: ./data.sh\n  environment:\n    name: review/$CI_COMMIT_REF_SLUG\n',
    },
    {
      title: 'one for each pipeline',
      files:
        'bench:\n  script: ./bench.sh\n  environment:\n    name: «bench/$CI_COMMIT_SHORT_SHA»\n  only: [main]\n',
      fixed:
        'bench:\n  script: ./bench.sh\n  environment:\n    name: bench/$CI_COMMIT_SHORT_SHA\n    auto_stop_in: 1 week\n  only: [main]\n',
    },
  ],
  good: [
    {
      title: 'a release, by rules',
      files:
        'ship:\n  script: ./ship.sh\n  environment: live/$CI_COMMIT_REF_NAME\n  rules:\n    - if: $CI_COMMIT_TAG\n',
    },
  ],
} satisfies Cases;

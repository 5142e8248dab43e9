import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'a word without quotes',
      files:
        'test:\n  script: make test\n  rules:\n    - if: «$TESTS_DISABLED == true»\n      when: never\n    - when: on_success\n',
    },
  ],
  good: [
    {
      title: 'over several lines, folded',
      files:
        'test:\n  script: make test\n  rules:\n    - if: >-\n        $CI_PIPELINE_SOURCE == "merge_request_event" &&\n        $CI_MERGE_REQUEST_TARGET_BRANCH_NAME == "dev"\n    - if: $SONAR_TOKEN == null\n      when: never\n',
    },
  ],
} satisfies Cases;

import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'of a hidden job',
      files: '.verbose:\n  variables:\n    A: b\n    «CI_DEBUG_TRACE»: 1\n\ntest:\n  extends: .verbose\n  script: make\n',
      fixed: '.verbose:\n  variables:\n    A: b\n\ntest:\n  extends: .verbose\n  script: make\n',
    },
  ],
  good: [
    {
      title: 'another variable, and one that is decided elsewhere',
      files: 'variables:\n  DEBUG_TRACE: "true"\n  CI_DEBUG_TRACE: $TRACE\n\ntest:\n  script: make\n',
    },
  ],
} satisfies Cases;

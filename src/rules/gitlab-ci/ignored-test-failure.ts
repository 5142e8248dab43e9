import { rule } from '../../core/rule';
import { jobBehind } from '../../formats/gitlab-ci/delivery-edit';
import { string } from '../../formats/yaml/access';
import { heed, ignoredTestFailure } from '../shared/delivery/ignored-test-failure';

/** Jobs that are there for something else than tests, whatever tool they run. */
const OTHER = /lint|format|style|quality|sonar|compat|generate|doc|audit|scan|security|typecheck/i;

export default rule({
  id: 'gitlab-ci/ignored-test-failure',
  title: `Failing tests that stop nothing`,
  why: [
    `A test whose failure changes nothing is not read for long: the mark stays green, the next failure hides behind the first, and what is deployed has in truth not been tested.`,
    `A test that can’t be trusted is better mended, or moved to a job that says so (*nightly*, *experimental*); such jobs are left alone.`,
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [`https://docs.gitlab.com/ci/yaml/#allow_failure`],
  bad: [
    {
      files: `unit:
  stage: test
  script: npm test
  «allow_failure: true»
`,
      fixed: `unit:
  stage: test
  script: npm test
`,
    },
    {
      title: `in the command`,
      files: `unit:
  stage: test
  script:
    - pytest« || true»
`,
      fixed: `unit:
  stage: test
  script:
    - pytest
`,
    },
  ],
  good: [
    `unit:
  stage: test
  script: npm test
`,
    {
      title: 'a runner of tests that does something else here',
      files: `lint:
  script: tox -e lint
  allow_failure: true
`,
    },
    {
      title: `it says of itself that it is only tried`,
      files: `unit-nightly:
  stage: test
  script: npm test
  allow_failure: true
`,
    },
    {
      title: `some ends are no failures`,
      files: `unit:
  stage: test
  script: npm test
  allow_failure:
    exit_codes: [137]
`,
    },
    {
      title: `what is cleaned up may fail`,
      files: `unit:
  stage: test
  script:
    - docker rm -f db || true
    - npm test
`,
    },
    {
      title: `a manual job is optional anyway`,
      files: `e2e:
  stage: test
  when: manual
  allow_failure: true
  script: npm run e2e
`,
    },
  ],
  *check(model) {
    const seen = new Set<number>();
    for (const found of ignoredTestFailure(model.delivery)) {
      const job = jobBehind(model, found.job);
      const isWhole = found.leniency.by === 'allow_failure';
      if (isWhole && job && (string(job.get('when')) === 'manual' || OTHER.test(job.name))) continue;
      if (seen.has(found.at.start)) continue;
      seen.add(found.at.start);
      yield { ...found, fix: { title: 'Let failing tests stop the pipeline', edits: [heed(found.leniency)] } };
    }
  },
});

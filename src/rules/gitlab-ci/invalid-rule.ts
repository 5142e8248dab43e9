import { type Finding, rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import { JOB_WHEN } from '../../data/gitlab-keywords';
import type { Job } from '../../formats/gitlab-ci/job';
import type { RuleClauses } from '../../formats/gitlab-ci/rule-clause';
import { scalar } from '../../formats/yaml/access';
import { removePart, setScalar } from '../../formats/yaml/edit';

const WORKFLOW_WHEN: ReadonlySet<string> = new Set(['always', 'never']);

export default rule({
  id: 'gitlab-ci/invalid-rule',
  title: 'Rule that GitLab refuses',
  why: [
    'A job that has `rules` can’t have `only` or `except`, be it by what it extends; `when` has a few words it may hold; and an `if` that GitLab can’t read is refused with the whole pipeline.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.gitlab.com/ci/yaml/#rules',
    'https://docs.gitlab.com/ci/yaml/#when',
    'https://docs.gitlab.com/ci/jobs/job_rules/#cicd-variable-expressions',
  ],
  bad: [
    {
      title: 'rules and only',
      files: 'deploy:\n  script: make deploy\n  «only»: [main]\n  rules:\n    - if: $CI_COMMIT_TAG\n',
      fixed: 'deploy:\n  script: make deploy\n  rules:\n    - if: $CI_COMMIT_TAG\n',
    },
    {
      title: 'only by what is extended',
      files:
        '.main:\n  «only»:\n    - main\n\ndeploy:\n  extends: .main\n  script: make deploy\n  rules:\n    - when: manual\n',
    },
    {
      title: 'unknown words',
      files:
        'deploy:\n  script: make deploy\n  when: «manuel»\n\ntest:\n  script: make test\n  rules:\n    - if: $CI_COMMIT_TAG\n      when: «on-success»\n',
      fixed:
        'deploy:\n  script: make deploy\n  when: manual\n\ntest:\n  script: make test\n  rules:\n    - if: $CI_COMMIT_TAG\n      when: on_success\n',
    },
    {
      title: 'a condition that can not be read',
      files:
        'test:\n  script: make test\n  rules:\n    - if: «$CI_COMMIT_BRANCH = "main"»\n    - if: «CI_COMMIT_TAG»\n',
    },
    {
      title: 'in the workflow, where a job can not wait for anybody',
      files: 'workflow:\n  rules:\n    - if: $CI_COMMIT_TAG\n      when: «manual»\n\ntest:\n  script: make test\n',
    },
  ],
  good: [
    'test:\n  script: make test\n  rules:\n    - if: \'$CI_COMMIT_BRANCH == "main" && ($A || $B =~ /^v\\d+/i) && $C != null\'\n      when: manual\n    - if: $CI_PIPELINE_SOURCE !~ /push|web/\n      when: delayed\n      start_in: 1 hour\n    - when: never\n',
    {
      title: 'taken back',
      files:
        '.main:\n  only: [main]\n\ndeploy:\n  extends: .main\n  only: null\n  script: make deploy\n  rules:\n    - when: manual\n',
    },
    {
      title: 'inputs are filled in later',
      files:
        'spec:\n  inputs:\n    when:\n---\ntest:\n  script: make test\n  rules:\n    - if: $[[ inputs.when ]]\n      when: $[[ inputs.when ]]\n',
    },
    {
      title: 'a hidden job is none',
      files: '.a:\n  only: [main]\n  rules:\n    - when: manual\n\ntest:\n  script: make test\n',
    },
    'workflow:\n  rules:\n    - if: $CI_COMMIT_TAG\n      when: always\n\ntest:\n  when: on_failure\n  script: make test\n',
  ],
  *check({ pipeline }) {
    if (pipeline.workflowRules) yield* clauses(pipeline.workflowRules, WORKFLOW_WHEN, '`workflow: rules`');
    for (const job of pipeline.jobs) {
      yield* both(job);
      const when = scalar(job.get('when'));
      if (when && when.value !== null && !job.isTrigger) {
        const finding = word(when, JOB_WHEN, '`when`');
        if (finding) yield finding;
      }
      if (job.rules) yield* clauses(job.rules, JOB_WHEN, '`rules`');
    }
  },
});

function* both(job: Job): Generator<Finding> {
  const rules = job.body.pair('rules');
  if (!rules?.value || (rules.value.kind === 'scalar' && rules.value.value === null)) return;
  for (const name of ['only', 'except']) {
    const pair = job.body.pair(name);
    if (!pair?.value || (pair.value.kind === 'scalar' && pair.value.value === null)) continue;
    const isOwn = pair.parent === job.ownMap;
    yield {
      at: pair.key,
      message: `A job with \`rules\` can't have \`${name}\`${isOwn ? '' : ', which it extends here'}: GitLab refuses both together`,
      fix: isOwn && !pair.alias ? { title: `Remove ${name}`, edits: [removePart(pair)] } : undefined,
      address: job.name,
    };
  }
}

function* clauses({ clauses: all }: RuleClauses, words: ReadonlySet<string>, where: string): Generator<Finding> {
  for (const { if: condition, condition: read, writtenWhen: when } of all) {
    const finding = when && when.value !== null ? word(when, words, where) : undefined;
    if (finding) yield finding;
    if (
      !condition ||
      read ||
      condition.text.includes('$[[') ||
      condition.value === null ||
      condition.text.trim() === ''
    )
      continue;
    yield { at: condition, message: problemOf(condition.text) };
  }
}

function word(
  at: NonNullable<ReturnType<typeof scalar>>,
  words: ReadonlySet<string>,
  where: string,
): Finding | undefined {
  const { text } = at;
  if (words.has(text) || text.includes('$')) return undefined;
  const meant = nearest(text, words);
  return {
    at,
    message: `${text.slice(0, 40)} is no word for ${where}; there are ${[...words].join(', ')}`,
    fix: meant === undefined ? undefined : { title: `Use ${meant}`, edits: [setScalar(at, meant)] },
  };
}

function problemOf(text: string): string {
  if (/[^=!<>~]=[^=~]/.test(text)) return "GitLab can't read this condition: two texts are compared with `==`";
  if (/^[A-Za-z_]\w*\b/.test(text)) return "GitLab can't read this condition: a variable's name begins with `$`";
  return "GitLab can't read this condition: it compares variables such as `$CI_COMMIT_BRANCH` with quoted texts or /patterns/";
}

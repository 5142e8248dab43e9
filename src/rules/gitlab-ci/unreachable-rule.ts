import { type Finding, rule } from '../../core/rule';
import type { RuleClause, RuleClauses } from '../../formats/gitlab-ci/rule-clause';
import { removePart } from '../../formats/yaml/edit';

export default rule({
  id: 'gitlab-ci/unreachable-rule',
  title: 'Rule that is never reached',
  why: [
    'The first rule that fits decides, and one without `if`, `changes` or `exists` always fits: what stands after it has no effect, though it looks as if it had. Mostly the order is wrong, and the rule without a condition belongs last.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/yaml/#rules'],
  bad: [
    {
      files: 'deploy:\n  script: make deploy\n  rules:\n    - when: manual\n    - «if: $CI_COMMIT_TAG»\n',
      fixed: 'deploy:\n  script: make deploy\n  rules:\n    - when: manual\n',
    },
    {
      title: 'the same condition again',
      files:
        'workflow:\n  rules:\n    - if: $CI_COMMIT_TAG\n    - if: $CI_COMMIT_BRANCH\n    - «if: $CI_COMMIT_TAG\n      when: never»\n\ntest:\n  script: make test\n',
      fixed:
        'workflow:\n  rules:\n    - if: $CI_COMMIT_TAG\n    - if: $CI_COMMIT_BRANCH\n\ntest:\n  script: make test\n',
    },
  ],
  good: [
    'deploy:\n  script: make deploy\n  rules:\n    - if: $CI_COMMIT_TAG\n    - changes: [src/**/*]\n    - when: manual\n',
    {
      title: 'files decide as well',
      files:
        'deploy:\n  script: make deploy\n  rules:\n    - if: $CI_COMMIT_TAG\n      changes: [src/**/*]\n    - if: $CI_COMMIT_TAG\n      when: manual\n',
    },
    {
      title: 'shared rules put together',
      files:
        '.base:\n  rules:\n    - if: $CI_COMMIT_TAG\n\ndeploy:\n  script: make deploy\n  rules:\n    - !reference [.base, rules]\n    - when: manual\n',
    },
  ],
  *check({ pipeline }) {
    if (pipeline.workflowRules) yield* judge(pipeline.workflowRules);
    for (const job of [...pipeline.jobs, ...pipeline.templates]) if (job.rules) yield* judge(job.rules);
  },
});

function* judge({ clauses, pair }: RuleClauses): Generator<Finding> {
  const conditions = new Set<string>();
  let isDecided: RuleClause | undefined;
  for (const clause of clauses) {
    const { map, if: condition, dependsOnFiles } = clause;
    const isOwn = map.file === pair.file && map.start >= pair.start && map.end <= pair.end;
    const text = condition?.text.trim();
    const isRepeated = text !== undefined && conditions.has(text);
    if ((isDecided || isRepeated) && isOwn) {
      yield {
        at: map,
        message: isDecided
          ? 'A rule before this one always fits, so this one is never reached: put the one without a condition last'
          : 'A rule before this one has the same condition, so this one is never reached',
        tag: 'unnecessary',
        fix:
          map.holder?.kind === 'item' && !map.holder.alias
            ? { title: 'Remove it', edits: [removePart(map.holder)] }
            : undefined,
      };
    }
    if (dependsOnFiles || map.isUncertain) continue;
    if (text === undefined && map.lacks('if')) isDecided ??= clause;
    else if (text !== undefined) conditions.add(text);
  }
}

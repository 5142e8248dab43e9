import { type Finding, type Fix, rule } from '../../core/rule';
import { textOf } from '../../core/text';
import { holds, type Occasion } from '../../formats/gitlab-ci/occasion';
import type { RuleClause, RuleClauses } from '../../formats/gitlab-ci/rule-clause';
import { occasionsOf, pipelineRuns } from '../../formats/gitlab-ci/started-by';
import { map } from '../../formats/yaml/access';
import { insertPairs } from '../../formats/yaml/edit';

const PUSHED = '$CI_PIPELINE_SOURCE == "merge_request_event" || ($CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH)';

export default rule({
  id: 'gitlab-ci/changes-with-never',
  title: '`changes` that leaves a job out of releases',
  why: [
    'Pipelines of tags, of schedules and those started by hand have no push whose files could be compared, so `changes` is always true there. With `when: never` the job that was to be left out when only some files change never runs in them: the release is made without it, and nothing says so.',
    'Say in the same rule that it is for pushes and merge requests, or compare with a fixed point by `compare_to`.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['semgrep:changes-with-when-never'],
  links: ['https://docs.gitlab.com/ci/yaml/#ruleschanges', 'https://docs.gitlab.com/ci/jobs/job_rules/'],
  bad: [
    {
      files:
        'test:\n  script: make test\n  rules:\n    - «changes: [docs/**/*]\n      when: never»\n    - when: on_success\n',
      fixed: `test:\n  script: make test\n  rules:\n    - if: ${PUSHED}\n      changes: [docs/**/*]\n      when: never\n    - when: on_success\n`,
    },
    {
      title: 'it was to run for tags too',
      files:
        'build:\n  script: make\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n      when: never\n    - «changes:\n        paths:\n          - "*.md"\n      when: never»\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n    - if: $CI_COMMIT_TAG\n',
      fixed: `build:\n  script: make\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n      when: never\n    - if: ${PUSHED}\n      changes:\n        paths:\n          - "*.md"\n      when: never\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n    - if: $CI_COMMIT_TAG\n`,
    },
  ],
  good: [
    `test:\n  script: make test\n  rules:\n    - if: ${PUSHED}\n      changes: [docs/**/*]\n      when: never\n    - when: on_success\n`,
    {
      title: 'tags are decided before',
      files:
        'test:\n  script: make test\n  rules:\n    - if: $CI_COMMIT_TAG || $CI_PIPELINE_SOURCE =~ /^(schedule|web)$/\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n    - if: $CI_PIPELINE_SOURCE == "web"\n    - changes: [docs/**/*]\n      when: never\n    - when: on_success\n',
    },
    {
      title: 'only for merge requests',
      files:
        'workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n\ntest:\n  script: make test\n  rules:\n    - changes: [docs/**/*]\n      when: never\n    - when: on_success\n',
    },
    {
      title: 'compared with a fixed point',
      files:
        'test:\n  script: make test\n  rules:\n    - changes:\n        paths: [docs/**/*]\n        compare_to: refs/heads/main\n      when: never\n    - when: on_success\n',
    },
    {
      title: 'another job takes over',
      files:
        'slow:\n  script: make all\n  rules:\n    - changes: [core/**/*]\n\nfast:\n  script: make quick\n  rules:\n    - changes: [core/**/*]\n      when: never\n    - when: on_success\n',
    },
    {
      title: 'nothing would run anyway',
      files:
        'test:\n  script: make test\n  rules:\n    - changes: [docs/**/*]\n      when: never\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n',
    },
  ],
  *check({ pipeline }) {
    if (!pipeline.isMain || pipeline.isChild) return;
    const { tag, schedule, web } = occasionsOf(pipeline);
    const unpushed = [tag, schedule, web].filter((each) => pipelineRuns(pipeline, each) === true);
    const all = pipeline.jobs.flatMap(({ rules }) => rules ?? []);
    const taken = new Set(
      all.flatMap(({ clauses }) =>
        clauses.flatMap((clause) => (clause.when === 'never' ? [] : (filesOf(clause) ?? []))),
      ),
    );
    const seen = new Set<RuleClause['map']>();
    for (const rules of all) {
      const at = unpushed.flatMap((each) => leftOut(rules, each) ?? []);
      for (const clause of new Set(at)) {
        if (seen.has(clause.map) || taken.has(filesOf(clause) ?? '')) continue;
        seen.add(clause.map);
        yield findingFor(clause);
      }
    }
  },
});

/** The clause that keeps a job out of a pipeline without a push though a later one would let it in. */
function leftOut({ clauses, isWhole }: RuleClauses, at: Occasion): RuleClause | undefined {
  if (!isWhole) return undefined;
  const index = clauses.findIndex((clause) => fits(clause, at) !== false);
  const first = clauses[index];
  if (first?.when !== 'never' || filesOf(first) === undefined || !first.map.lacks('exists') || !fits(first, at))
    return undefined;
  const next = clauses.slice(index + 1).find((clause) => fits(clause, at) !== false);
  return next && next.when !== 'never' && !next.dependsOnFiles && fits(next, at) ? first : undefined;
}

function fits({ if: written, condition }: RuleClause, at: Occasion): boolean | undefined {
  if (!written) return true;
  return condition && holds(condition, at);
}

/** The files of `changes` as they are written; undefined where there are none, or they are compared with a fixed point. */
function filesOf({ map: clause }: RuleClause): string | undefined {
  const changes = clause.get('changes');
  const long = map(changes);
  if (!changes || (long && !long.lacks('compare_to'))) return undefined;
  return textOf(long?.get('paths') ?? changes).replace(/\s+/g, ' ');
}

function findingFor({ map: clause, if: written }: RuleClause): Finding {
  const isOwn = clause.holder?.kind === 'item' && !clause.holder.alias && clause.anchor === undefined;
  const fix: Fix | undefined =
    written || clause.isFlow || !isOwn
      ? undefined
      : { title: 'Only for pushes and merge requests', edits: [insertPairs(clause, { if: PUSHED }, 'first')] };
  return {
    at: clause,
    message:
      '`changes` is always true for tags and schedules, so the job never runs there: say `if` it is for pushes only',
    fix,
  };
}

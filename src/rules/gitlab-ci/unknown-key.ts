import { type Finding, rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import { replace } from '../../core/text';
import {
  DEFAULT_KEYWORDS,
  JOB_KEYWORDS,
  NESTED_KEYWORDS,
  RULE_KEYWORDS,
  WORKFLOW_RULE_KEYWORDS,
} from '../../data/gitlab-keywords';
import type { Merged } from '../../formats/gitlab-ci/merged';
import type { Pipeline } from '../../formats/gitlab-ci/pipeline';
import type { RuleClauses } from '../../formats/gitlab-ci/rule-clause';
import type { YamlMap, YamlPair } from '../../formats/yaml/syntax';
import { meantGlobal } from '../shared/gitlab-globals';

export default rule({
  id: 'gitlab-ci/unknown-key',
  title: 'Keyword that GitLab does not know',
  why: [
    'GitLab refuses a pipeline in which a job has a keyword it does not know: until the file is mended nothing runs, and what was meant has never been in force.',
    'Keys that only hold something for others belong into a hidden job, the name of which begins with a dot.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/yaml/#keywords'],
  bad: [
    {
      files: 'build:\n  «scripts»:\n    - make\n',
      fixed: 'build:\n  script:\n    - make\n',
    },
    {
      title: 'below a keyword, and in a rule',
      files:
        'build:\n  script: make\n  artifacts:\n    «path»:\n      - dist\n  rules:\n    - if: $CI_COMMIT_TAG\n      «allow_failures»: true\n',
      fixed:
        'build:\n  script: make\n  artifacts:\n    paths:\n      - dist\n  rules:\n    - if: $CI_COMMIT_TAG\n      allow_failure: true\n',
    },
    {
      title: 'in a hidden job, by way of the jobs that extend it',
      files: '.base:\n  «timeoute»: 10 minutes\n\nbuild:\n  extends: .base\n  script: make\n',
      fixed: '.base:\n  timeout: 10 minutes\n\nbuild:\n  extends: .base\n  script: make\n',
    },
    {
      title: 'at the top, and under `default`',
      files: '«variable»:\n  LEVEL: info\n\ndefault:\n  «stage»: build\n\nbuild:\n  script: make\n',
    },
    {
      title: 'nothing that it could mean',
      files: 'build:\n  script: make\n  «owner»: team-a\n',
    },
  ],
  good: [
    'build:\n  script: make\n  artifacts:\n    paths: [dist]\n    expire_in: 1 day\n  rules:\n    - if: $CI_COMMIT_TAG\n      when: manual\n',
    {
      title: 'a hidden job that nobody extends may hold anything',
      files:
        '.words: &words\n  level: info\n\n.more:\n  names: [a, b]\n\nbuild:\n  variables:\n    <<: *words\n  script: make\n',
    },
    {
      title: 'names of variables and of jobs are free',
      files: 'variables:\n  scripts: a\n\nscripts:\n  script: make\n  variables:\n    image_name: b\n',
    },
    {
      title: 'a list of caches, and what only some kinds of pipelines have',
      files:
        'workflow:\n  rules:\n    - if: $CI_COMMIT_TAG\n      auto_cancel:\n        on_new_commit: none\n\nbuild:\n  script: make\n  cache:\n    - key: a\n      paths: [a]\n  environment:\n    name: test\n    kubernetes:\n      namespace: test\n',
    },
  ],
  *check({ pipeline, files }) {
    for (const { root } of files) if (root) yield* misspeltGlobals(root, pipeline);
    const defaults = pipeline.top.child('default');
    if (defaults) yield* unknownIn(defaults, DEFAULT_KEYWORDS, '`default`');
    const workflow = pipeline.workflowRules;
    if (workflow) yield* inRules(workflow, WORKFLOW_RULE_KEYWORDS, '`workflow: rules`');
    for (const job of pipeline.jobs) {
      if (meantGlobal(job.pair) !== undefined) continue;
      yield* unknownIn(job.body, JOB_KEYWORDS, 'jobs');
      for (const [name, keywords] of Object.entries(NESTED_KEYWORDS)) {
        const nested = job.body.child(name);
        if (nested) yield* unknownIn(nested, keywords, `\`${name}\``);
      }
      const { rules } = job;
      if (rules) yield* inRules(rules, RULE_KEYWORDS, '`rules`');
    }
  },
});

function* inRules({ clauses }: RuleClauses, keywords: ReadonlySet<string>, where: string): Generator<Finding> {
  for (const clause of clauses)
    for (const pair of clause.map.pairs) if (!isFree(pair, keywords)) yield unknown(pair, keywords, where);
}

function* unknownIn({ pairs }: Merged, keywords: ReadonlySet<string>, where: string): Generator<Finding> {
  for (const pair of pairs) if (!isFree(pair, keywords)) yield unknown(pair, keywords, where);
}

/** Whether a key may stand there: a known one, or one that is made elsewhere. */
function isFree({ name, key }: YamlPair, keywords: ReadonlySet<string>): boolean {
  return keywords.has(name) || name.includes('$') || name === '!reference' || key.tag !== undefined || name === '<<';
}

function unknown(pair: YamlPair, keywords: ReadonlySet<string>, where: string): Finding {
  const { name, key, parent } = pair;
  // What is a keyword elsewhere is meant, only not possible here.
  const meant = JOB_KEYWORDS.has(name) ? undefined : nearest(name, keywords);
  const isFixable = meant !== undefined && !parent.has(meant) && key.style === 'plain';
  return {
    at: key,
    message:
      meant === undefined
        ? `GitLab knows no keyword ${shortened(name)} in ${where}, and refuses the pipeline`
        : `GitLab knows no keyword ${shortened(name)} in ${where}; ${meant} is near`,
    fix: isFixable ? { title: `Call it ${meant}`, edits: [replace(key, meant)] } : undefined,
    address: name,
  };
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}…` : name;
}

/** Keywords of the whole pipeline that are misspelt would be jobs, but hold nothing that jobs have. */
function* misspeltGlobals(root: YamlMap, pipeline: Pipeline): Generator<Finding> {
  if (!pipeline.isMain) return;
  for (const pair of root.ownPairs) {
    const meant = meantGlobal(pair);
    if (meant === undefined) continue;
    const { name, key } = pair;
    yield { at: key, message: `\`${name}\` is taken for a job that has no script; ${meant} is near`, address: name };
  }
}

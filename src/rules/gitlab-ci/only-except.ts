import { type Fix, rule } from '../../core/rule';
import { replace } from '../../core/text';
import type { Job } from '../../formats/gitlab-ci/job';
import { scalar } from '../../formats/yaml/access';
import { setValue } from '../../formats/yaml/edit';
import type { YamlMap, YamlPair } from '../../formats/yaml/syntax';

export default rule({
  id: 'gitlab-ci/only-except',
  title: 'Job with `only` or `except` instead of `rules`',
  why: [
    '`only` and `except` are not developed any further: they know neither who started the pipeline nor variables as `rules` do, can’t be mixed with them, and leave pipelines of merge requests out unless they are named.',
    'Off until asked for, since what works may stay. The fix is offered where the translation says exactly the same.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'all',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.gitlab.com/ci/yaml/deprecated_keywords/#only--except',
    'https://docs.gitlab.com/ci/jobs/job_rules/',
  ],
  bad: [
    {
      files: 'deploy:\n  script: make deploy\n  «only»:\n    - main\n    - tags\n',
      fixed:
        'deploy:\n  script: make deploy\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n    - if: $CI_COMMIT_TAG\n',
    },
    {
      title: 'merge requests, and the way back',
      files:
        'test:\n  script: make test\n  «only»: [merge_requests]\n\nlint:\n  script: make lint\n  «except»: [schedules]\n',
      fixed:
        'test:\n  script: make test\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n\nlint:\n  script: make lint\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n      when: never\n    - if: $CI_COMMIT_BRANCH || $CI_COMMIT_TAG\n',
    },
    {
      title: 'where more is meant than a few names',
      files: 'deploy:\n  script: make deploy\n  when: manual\n  «only»:\n    refs: [main]\n    changes: [src/**/*]\n',
    },
  ],
  good: [
    'deploy:\n  script: make deploy\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n',
    'test:\n  script: make test\n',
    { title: 'taken back', files: 'test:\n  script: make test\n  only: null\n' },
  ],
  *check({ pipeline }) {
    const seen = new Set<YamlPair>();
    const all = [...pipeline.jobs, ...pipeline.templates];
    const mixed = new Set(all.filter(({ ownMap }) => ownMap && isOld(ownMap)).flatMap(inheritedBy));
    for (const job of all) {
      for (const name of ['only', 'except']) {
        const pair = job.body.pair(name);
        if (!pair?.value || seen.has(pair) || (pair.value.kind === 'scalar' && pair.value.value === null)) continue;
        seen.add(pair);
        yield {
          at: pair.key,
          message: `\`${name}\` is not developed any further: say it by \`rules\``,
          // Rules can't be mixed with what others add to the job, or it takes over.
          fix: mixed.has(pair.parent) || inheritedBy(job).some(isOld) ? undefined : translated(job, pair),
        };
      }
    }
  },
});

function isOld(layer: YamlMap): boolean {
  return layer.has('only') || layer.has('except');
}

/** What a job is made of besides its own map. */
function inheritedBy({ body, ownMap }: Job): readonly YamlMap[] {
  return body.layers.filter((layer) => layer !== ownMap);
}

const MEANINGS: Readonly<Record<string, string>> = {
  branches: '$CI_COMMIT_BRANCH',
  tags: '$CI_COMMIT_TAG',
  merge_requests: '$CI_PIPELINE_SOURCE == "merge_request_event"',
  schedules: '$CI_PIPELINE_SOURCE == "schedule"',
  web: '$CI_PIPELINE_SOURCE == "web"',
  api: '$CI_PIPELINE_SOURCE == "api"',
  triggers: '$CI_PIPELINE_SOURCE == "trigger"',
  pipelines: '$CI_PIPELINE_SOURCE == "pipeline"',
  pushes: '$CI_PIPELINE_SOURCE == "push"',
};

/** The same as rules, for lists of plain names of a job that says nothing else of when it runs. */
function translated(job: Job, pair: YamlPair): Fix | undefined {
  const { value, parent } = pair;
  if (parent !== job.ownMap || pair.alias || value?.kind !== 'seq' || value.tag !== undefined || job.isOpen)
    return undefined;
  const others = ['rules', 'when', pair.name === 'only' ? 'except' : 'only', 'allow_failure', 'start_in'];
  if (others.some((name) => !job.lacks(name)) || parent.anchor !== undefined) return undefined;
  const conditions = value.items.map((item) => conditionOf(scalar(item)?.text ?? '', pair.name));
  if (conditions.length === 0 || conditions.includes(undefined)) return undefined;
  const all = conditions.flatMap((each) => each ?? []);
  const rules =
    pair.name === 'only'
      ? all.map((each) => ({ if: each }))
      : [...all.map((each) => ({ if: each, when: 'never' })), { if: '$CI_COMMIT_BRANCH || $CI_COMMIT_TAG' }];
  return { title: 'Say it by rules', edits: [replace(pair.key, 'rules'), setValue(pair, rules)] };
}

function conditionOf(name: string, keyword: string): string | undefined {
  const known = Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined;
  if (known !== undefined) return keyword === 'except' && name === 'merge_requests' ? undefined : known;
  return /^[\w.-]+$/.test(name) && !/^(?:chat|external\w*)$/.test(name) ? `$CI_COMMIT_BRANCH == "${name}"` : undefined;
}

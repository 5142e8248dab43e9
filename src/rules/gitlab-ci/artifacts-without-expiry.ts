import { rule } from '../../core/rule';
import type { Job } from '../../formats/gitlab-ci/job';
import { items } from '../../formats/yaml/access';
import { insertPairs, Verbatim } from '../../formats/yaml/edit';
import type { YamlMap } from '../../formats/yaml/syntax';

export default rule({
  id: 'gitlab-ci/artifacts-without-expiry',
  title: 'Artifacts that nobody said how long to keep',
  why: [
    'Without `expire_in` artifacts stay as long as the instance keeps them by default, thirty days or for ever, and those of the last pipeline of each branch besides. What is only handed from one job to the next is worth a day.',
    'How long they are needed is known only to those who use them, so it is left to be filled in. Said once a pipeline, and off in the usual set of rules since instances have a default; artifacts of tags and pages are left alone.',
  ],
  severity: 'info',
  practice: 'cost',
  preset: 'strict',
  since: '0.1.0',
  fixes: 'template',
  links: [
    'https://docs.gitlab.com/ci/yaml/#artifactsexpire_in',
    'https://docs.gitlab.com/administration/settings/continuous_integration/#set-default-artifacts-expiration',
  ],
  bad: [
    {
      files: 'build:\n  script: make\n  «artifacts»:\n    paths:\n      - dist/\n',
      fixed: 'build:\n  script: make\n  artifacts:\n    paths:\n      - dist/\n    expire_in: 1 week\n',
    },
    {
      title: 'once a pipeline, for all of its jobs',
      files:
        'build:\n  script: make\n  artifacts:\n    expire_in: 1 day\n    paths: [dist]\n\ndocs:\n  script: make docs\n  «artifacts»: { paths: [docs] }\n\nother:\n  script: make other\n  artifacts:\n    untracked: true\n',
      fixed:
        'build:\n  script: make\n  artifacts:\n    expire_in: 1 day\n    paths: [dist]\n\ndocs:\n  script: make docs\n  artifacts: { paths: [docs], expire_in: 1 week }\n\nother:\n  script: make other\n  artifacts:\n    untracked: true\n    expire_in: 1 week\n',
    },
  ],
  good: [
    'build:\n  script: make\n  artifacts:\n    paths: [dist]\n    expire_in: never\n',
    {
      title: 'only reports, which are small',
      files: 'test:\n  script: make test\n  artifacts:\n    reports:\n      junit: report.xml\n',
    },
    {
      title: 'by what it extends',
      files:
        '.short:\n  artifacts:\n    expire_in: 1 day\n\nbuild:\n  extends: .short\n  script: make\n  artifacts:\n    paths: [dist]\n',
    },
    {
      title: 'what is released is kept',
      files:
        'pages:\n  script: make\n  artifacts:\n    paths: [public]\n\nrelease:\n  script: make\n  artifacts:\n    paths: [dist]\n  only: [tags]\n',
    },
  ],
  *check({ pipeline }) {
    const found = new Map<YamlMap, Job>();
    for (const job of pipeline.jobs) {
      const artifacts = lasting(job);
      if (artifacts && !found.has(artifacts)) found.set(artifacts, job);
    }
    const [first, ...others] = found.keys();
    if (!first) return;
    const all = [first, ...others];
    yield {
      at: keyOf(first),
      message:
        others.length === 0
          ? 'These artifacts are kept as long as the instance likes: say how long under `expire_in`'
          : `The artifacts of ${all.length} jobs are kept as long as the instance likes: say how long under \`expire_in\``,
      related: others.map((each) => ({ at: keyOf(each), message: 'These too' })),
      address: 'artifacts',
      fix: {
        title: 'Say how long to keep them',
        edits: all.map((each) => insertPairs(each, { expire_in: new Verbatim('${1:1 week}') })),
      },
    };
  },
});

function keyOf(artifacts: YamlMap) {
  return artifacts.holder?.kind === 'pair' ? artifacts.holder.key : artifacts;
}

/** The artifacts of a job that surely say nothing of their end; undefined for those that are released, or only reports. */
function lasting(job: Job): YamlMap | undefined {
  if (job.isOpen || job.name === 'pages' || !job.lacks('release') || !job.lacks('pages')) return undefined;
  const artifacts = job.body.child('artifacts');
  const [own] = artifacts?.layers ?? [];
  if (!artifacts || !own || !artifacts.lacks('expire_in') || (artifacts.lacks('paths') && artifacts.lacks('untracked')))
    return undefined;
  const only = job.get('only');
  const isOfTags = items(only).some((item) => item.kind === 'scalar' && item.text === 'tags');
  const onTags = job.rules?.clauses.some(({ if: condition }) => condition?.text.includes('CI_COMMIT_TAG'));
  return isOfTags || onTags || /release|publish/i.test(job.name) ? undefined : own;
}

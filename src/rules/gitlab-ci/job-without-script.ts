import { rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import { insert } from '../../core/text';
import { GLOBAL_KEYWORDS, JOB_KEYWORDS } from '../../data/gitlab-keywords';
import { map } from '../../formats/yaml/access';
import type { YamlPair } from '../../formats/yaml/syntax';
import { meantGlobal } from '../shared/gitlab-globals';

export default rule({
  id: 'gitlab-ci/job-without-script',
  title: 'Job that runs nothing',
  why: [
    'Whatever stands at the top of the file and is no keyword is a job, and a job needs `script`, `run` or `trigger`; GitLab refuses the pipeline otherwise.',
    'What is only there for others to extend or refer to gets a name that begins with a dot: then it is no job.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/jobs/#hide-a-job', 'https://docs.gitlab.com/ci/yaml/#script'],
  bad: [
    {
      title: 'it was meant for others only',
      files: '«defaults»: &defaults\n  image: node:24\n\nbuild:\n  <<: *defaults\n  script: npm ci\n',
      fixed: '.defaults: &defaults\n  image: node:24\n\nbuild:\n  <<: *defaults\n  script: npm ci\n',
    },
    { title: 'only what runs before', files: '«build»:\n  stage: build\n  before_script:\n    - npm ci\n' },
    { title: 'a list is no job', files: '«settings»:\n  - a\n  - b\n\nbuild:\n  script: make\n' },
  ],
  good: [
    'build:\n  script: make\n\n.base:\n  image: node:24\n\nnext:\n  trigger:\n    include: child.yml\n',
    { title: 'the script is extended', files: '.base:\n  script: make\n\nbuild:\n  extends: .base\n' },
    {
      title: 'what it extends stands in another project',
      files: 'include:\n  - remote: https://ci.example.com/base.yml\n\nbuild:\n  extends: .base\n',
    },
    {
      title: 'one half here, the other in the file that is included',
      files: {
        '.gitlab-ci.yml': 'include: /ci/build.yml\n\nbuild:\n  image: node:24\n',
        'ci/build.yml': 'build:\n  stage: build\n  script: make\n',
      },
    },
    {
      title: 'a template that others complete',
      files: { 'templates/build.gitlab-ci.yml': 'build:\n  image: node:24\n' },
    },
  ],
  *check({ pipeline }) {
    if (pipeline.isOpen) return;
    for (const { name, pairs, body } of pipeline.definitions.values()) {
      const [pair] = pairs;
      if (!pair || GLOBAL_KEYWORDS.has(name) || name.startsWith('.')) continue;
      const isJob = body.layers.length > 0;
      if (meantGlobal(pair) !== undefined) continue;
      const layers = pipeline.layersOf(name);
      if (isJob && (layers.isOpen || ['script', 'run', 'trigger'].some((key) => !layers.body.lacks(key)))) continue;
      if (isJob && isMisspelt(layers.body.pairs)) continue;
      const users = isJob && !body.has('stage') && isShared(pair);
      yield {
        at: pair.key,
        message: isJob
          ? `The job ${name} has neither script nor trigger: GitLab refuses the pipeline`
          : `${name} is taken for a job, but is no map: begin its name with a dot to hide it`,
        fix: users
          ? {
              title: `Hide it as .${name}`,
              edits: [insert(pair.file, pair.key.start + (pair.key.style === 'plain' ? 0 : 1), '.')],
            }
          : undefined,
        address: name,
      };
    }
  },
});

/** Whether it has an anchor, by which others take it over. */
function isShared({ value, alias }: YamlPair): boolean {
  return !alias && value?.anchor !== undefined;
}

function isMisspelt(pairs: readonly YamlPair[]): boolean {
  return pairs.some(
    ({ name, value }) =>
      !JOB_KEYWORDS.has(name) && nearest(name, ['script', 'trigger']) !== undefined && map(value) === undefined,
  );
}

import { type Finding, rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import type { Pipeline } from '../../formats/gitlab-ci/pipeline';
import { referencePath } from '../../formats/gitlab-ci/reference';
import { writtenIn } from '../../formats/gitlab-ci/walk';
import { setScalar } from '../../formats/yaml/edit';
import type { YamlScalar, YamlSeq } from '../../formats/yaml/syntax';

export default rule({
  id: 'gitlab-ci/invalid-reference',
  title: 'Reference that leads nowhere',
  why: [
    '`!reference [.setup, script]` is replaced by what stands there before the pipeline is made. Where no such job or keyword is defined, GitLab refuses the whole pipeline.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/yaml/yaml_optimization/#reference-tags'],
  bad: [
    {
      files:
        '.setup:\n  script:\n    - npm ci\n\ntest:\n  script:\n    - !reference [«.steup», script]\n    - npm test\n',
      fixed:
        '.setup:\n  script:\n    - npm ci\n\ntest:\n  script:\n    - !reference [.setup, script]\n    - npm test\n',
    },
    {
      title: 'the job is there, the keyword is not',
      files:
        '.setup:\n  before_script:\n    - npm ci\n\ntest:\n  script:\n    - !reference [.setup, «script»]\n    - npm test\n',
    },
    {
      title: 'by a file that is included',
      files: {
        '.gitlab-ci.yml': 'include: ci/*.yml\n\n.setup:\n  script: npm ci\n',
        'ci/test.yml': 'test:\n  rules:\n    - !reference [«.rules», main]\n  script: npm test\n',
      },
    },
  ],
  good: [
    '.setup:\n  script:\n    - npm ci\n\ntest:\n  script:\n    - !reference [.setup, script]\n    - npm test\n',
    {
      title: 'by way of what is extended, and deeper',
      files:
        '.base:\n  variables:\n    URL: https://example.com\n\n.more:\n  extends: .base\n\ntest:\n  variables:\n    SITE: !reference [.more, variables, URL]\n  script: npm test\n',
    },
    {
      title: 'what another project brings',
      files:
        'include:\n  - project: acme/ci\n    ref: v1\n    file: setup.yml\n\ntest:\n  script:\n    - !reference [.setup, script]\n',
    },
    {
      title: 'in a template',
      files: { 'templates/test.gitlab-ci.yml': 'test:\n  script:\n    - !reference [.setup, script]\n' },
    },
  ],
  *check({ pipeline, files }) {
    if (pipeline.isOpen) return;
    for (const { file } of files) {
      for (const reference of writtenIn(file).references) {
        const finding = judge(reference, pipeline);
        if (finding) yield finding;
      }
    }
  },
});

function judge(reference: YamlSeq, pipeline: Pipeline): Finding | undefined {
  const path = referencePath(reference);
  const [first, second] = path ?? [];
  if (!path || !first || path.some(({ text }) => text.includes('$'))) return undefined;
  if (!pipeline.definitions.has(first.text))
    return missing(first, `There is no job ${first.text} to refer to`, [...pipeline.definitions.keys()]);
  if (!second) return undefined;
  const { body, isOpen } = pipeline.layersOf(first.text);
  if (isOpen || !body.lacks(second.text)) return undefined;
  const names = body.pairs.map(({ name }) => name);
  return missing(second, `${first.text} has no ${second.text} to refer to`, names);
}

function missing(at: YamlScalar, said: string, names: readonly string[]): Finding {
  const meant = nearest(at.text, names);
  return {
    at,
    message: `${said}${meant === undefined ? '' : `; ${meant} is near`}`,
    fix: meant === undefined ? undefined : { title: `Refer to ${meant}`, edits: [setScalar(at, meant)] },
  };
}

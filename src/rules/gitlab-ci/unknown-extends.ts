import { type Finding, rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import { GLOBAL_KEYWORDS } from '../../data/gitlab-keywords';
import { entangled } from '../../formats/gitlab-ci/circle';
import { extendedNames, type Pipeline } from '../../formats/gitlab-ci/pipeline';
import { setScalar } from '../../formats/yaml/edit';
import type { YamlScalar } from '../../formats/yaml/syntax';

export default rule({
  id: 'gitlab-ci/unknown-extends',
  title: 'Job that extends what is not there',
  why: [
    'GitLab refuses the pipeline when a job extends one that no file defines, or when two extend each other. A dot that is missing is the most common reason: `.base` and `base` are two names.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/yaml/#extends'],
  bad: [
    {
      title: 'without the dot',
      files: '.base:\n  image: node:24\n\nbuild:\n  extends: «base»\n  script: make\n',
      fixed: '.base:\n  image: node:24\n\nbuild:\n  extends: .base\n  script: make\n',
    },
    {
      title: 'one of several',
      files: '.node:\n  image: node:24\n\nbuild:\n  extends: [.node, «.deploy-to-production»]\n  script: make\n',
    },
    {
      title: 'in a circle',
      files: '.a:\n  extends: «.b»\n\n.b:\n  extends: «.a»\n\nbuild:\n  extends: .a\n  script: make\n',
    },
  ],
  good: [
    '.base:\n  image: node:24\n\n.more:\n  extends: .base\n\nbuild:\n  extends: .more\n  script: make\n\nagain:\n  extends: build\n',
    {
      title: 'in a file that is included',
      files: {
        '.gitlab-ci.yml': 'include:\n  - local: ci/*.yml\n\nbuild:\n  extends: .base\n  script: make\n',
        'ci/base.yml': '.base:\n  image: node:24\n  script: make\n',
      },
    },
    {
      title: 'in a file of another project',
      files:
        'include:\n  - project: acme/ci\n    ref: v1\n    file: /base.yml\n\nbuild:\n  extends: .base\n  script: make\n',
    },
    {
      title: 'in what includes this template',
      files: { '.gitlab/ci/build.gitlab-ci.yml': 'build:\n  extends: .base\n  script: make\n' },
    },
    {
      title: 'filled in later',
      files: 'spec:\n  inputs:\n    base:\n---\nbuild:\n  extends: $[[ inputs.base ]]\n  script: make\n',
    },
  ],
  *check({ pipeline }) {
    const circling = entangled(pipeline.definitions.keys(), (name) => parentsOf(name, pipeline));
    for (const { name, body } of pipeline.definitions.values()) {
      if (GLOBAL_KEYWORDS.has(name)) continue;
      for (const parent of extendedNames(body) ?? []) {
        const finding = judge(name, parent, pipeline, circling);
        if (finding) yield finding;
      }
    }
  },
});

function judge(
  name: string,
  parent: YamlScalar,
  pipeline: Pipeline,
  circling: ReadonlySet<string>,
): Finding | undefined {
  const { text } = parent;
  if (text === '' || text.includes('$')) return undefined;
  if (pipeline.definitions.has(text)) {
    if (!circling.has(text) || !leadsTo(text, name, pipeline)) return undefined;
    return { at: parent, message: `${name} extends ${text}, which extends ${name} in turn`, address: name };
  }
  if (pipeline.isOpen) return undefined;
  const names = [...pipeline.definitions.keys()].filter((each) => !GLOBAL_KEYWORDS.has(each) && each !== name);
  const hidden = names.find((each) => each === `.${text}` || `.${each}` === text);
  const meant = hidden ?? nearest(text, names);
  return {
    at: parent,
    message: `There is no job ${text} to extend${meant === undefined ? '' : `; ${meant} is near`}`,
    fix: meant === undefined ? undefined : { title: `Extend ${meant}`, edits: [setScalar(parent, meant)] },
    address: name,
  };
}

/** Whether a job extends another, directly or by others. */
function leadsTo(from: string, to: string, pipeline: Pipeline): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    waiting.push(...parentsOf(at, pipeline));
  }
  return false;
}

/** The names of what a job extends in this pipeline. */
function parentsOf(name: string, { definitions }: Pipeline): readonly string[] {
  const body = definitions.get(name)?.body;
  return (body && extendedNames(body))?.flatMap(({ text }) => (definitions.has(text) ? [text] : [])) ?? [];
}

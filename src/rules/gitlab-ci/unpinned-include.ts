import { type Finding, rule } from '../../core/rule';
import type { GitlabFile, Include } from '../../formats/gitlab-ci/model';
import { Verbatim } from '../../formats/yaml';
import { scalar } from '../../formats/yaml/access';
import { insertPairs } from '../../formats/yaml/edit';
import { locate } from '../../formats/yaml/locate';

/** Names that nearly everywhere are branches. */
const BRANCHES = /^(?:main|master|HEAD|trunk|develop|dev|next|stable|production|staging|refs\/heads\/.*)$/;

export default rule({
  id: 'gitlab-ci/unpinned-include',
  title: 'Include that changes by itself',
  why: [
    'What is included becomes part of the pipeline with all of its secrets. Without `ref` GitLab takes the default branch of the other project as it is at that moment; a component at `~latest`, at a branch or at half a version, and a file from any web server, may be something else with every run.',
    'Name a commit or a tag that nobody moves. For a remote file, add `integrity` with its checksum.',
    'Another project of the same GitLab is known to those who use it, so it is only advice there.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  options: {
    trustedProjects: {
      type: 'strings',
      default: [],
      description: 'Projects or groups, such as `acme/ci`, that may be included as they are at any moment.',
    },
  },
  links: [
    'https://docs.gitlab.com/ci/yaml/#includeproject',
    'https://docs.gitlab.com/ci/components/#component-versions',
    'https://docs.gitlab.com/ci/yaml/#includeintegrity',
  ],
  bad: [
    {
      files: 'include:\n  - project: «acme/pipelines»\n    file: /deploy.yml\n\ntest:\n  script: make test\n',
      fixed:
        'include:\n  - project: acme/pipelines\n    ref: v1.0.0\n    file: /deploy.yml\n\ntest:\n  script: make test\n',
    },
    {
      title: 'a branch',
      files:
        'include:\n  - project: acme/pipelines\n    ref: «main»\n    file: /deploy.yml\n\ntest:\n  script: make test\n',
    },
    {
      title: 'components',
      files:
        'include:\n  - component: $CI_SERVER_FQDN/acme/scan/sast@«~latest»\n  - component: gitlab.com/acme/build/node@«main»\n\ntest:\n  script: make test\n',
    },
    {
      title: 'from a web server',
      files:
        "include:\n  - remote: «https://ci.example.com/base.yml»\n  - '«https://ci.example.com/more.yml»'\n\ntest:\n  script: make test\n",
    },
  ],
  good: [
    'include:\n  - project: acme/pipelines\n    ref: v1.4.2\n    file: /deploy.yml\n  - component: $CI_SERVER_FQDN/acme/scan/sast@2.1.0\n  - component: gitlab.com/acme/build/node@8ade135a41bc03ea155e62e844d188df1ea18608\n\ntest:\n  script: make test\n',
    {
      title: "files of this repository and GitLab's own",
      files: {
        '.gitlab-ci.yml':
          'include:\n  - local: /ci/build.yml\n  - template: Jobs/SAST.gitlab-ci.yml\n\ntest:\n  script: make test\n',
        'ci/build.yml': 'build:\n  stage: build\n  script: make\n',
      },
    },
    {
      title: 'a component of this very project, a variable, a commit in the address, a checksum',
      files:
        'include:\n  - component: $CI_SERVER_FQDN/$CI_PROJECT_PATH/lint@$CI_COMMIT_SHA\n  - project: acme/pipelines\n    ref: $PIPELINES_VERSION\n    file: a.yml\n  - remote: https://gitlab.com/acme/ci/-/raw/8ade135a41bc03ea155e62e844d188df1ea18608/a.yml\n  - remote: https://ci.example.com/base.yml\n    integrity: sha256-L3/GAoKaw0Arw6hDCKeKQlV1QPEgHYxGBHsH4zG1IY8=\n\ntest:\n  script: make test\n',
    },
    {
      title: 'a project that is trusted',
      files: 'include:\n  - project: acme/pipelines\n    file: /deploy.yml\n\ntest:\n  script: make test\n',
      options: { trustedProjects: ['acme'] },
    },
  ],
  *check({ files }, { options }) {
    for (const { file, includes } of files satisfies readonly GitlabFile[]) {
      for (const include of includes) {
        if (include.target?.file !== file || isTrusted(include, options.trustedProjects)) continue;
        const finding = judge(include);
        if (finding) yield finding;
      }
    }
  },
});

function isTrusted({ kind, target }: Include, trusted: readonly string[]): boolean {
  const path = kind === 'component' ? target?.text.replace(/^[^/]*\//, '') : target?.text;
  return kind !== 'remote' && trusted.some((each) => path === each || path?.startsWith(`${each}/`) === true);
}

function judge(include: Include): Finding | undefined {
  const { kind, target, map } = include;
  if (!target) return undefined;
  if (kind === 'remote')
    return isFixed(target.text) || map?.has('integrity')
      ? undefined
      : {
          at: target.inner,
          message:
            'What this server answers becomes part of the pipeline: name a fixed version, or add its checksum as `integrity`',
        };
  if (kind === 'component') return judgeComponent(include);
  if (kind !== 'project' || !map || target.text.includes('$')) return undefined;
  const ref = scalar(map.get('ref'));
  if (map.lacks('ref'))
    return {
      at: target.inner,
      severity: 'info',
      message: `${target.text} is included as it is at that moment: name a tag or a commit under \`ref\``,
      fix:
        map.isFlow || map.holder?.alias
          ? undefined
          : {
              title: 'Name a version under `ref`',
              edits: [insertPairs(map, { ref: new Verbatim('${1:v1.0.0}') }, { after: 'project' })],
            },
    };
  if (!ref || !BRANCHES.test(ref.text)) return undefined;
  return {
    at: ref,
    severity: 'info',
    message: `${ref.text} is a branch, so each run may get other jobs: name a tag or a commit`,
  };
}

function judgeComponent({ target }: Include): Finding | undefined {
  const at = target?.text.lastIndexOf('@') ?? -1;
  if (!target || at < 0) return undefined;
  const version = target.text.slice(at + 1);
  if (version !== '~latest' && !BRANCHES.test(version)) return undefined;
  return {
    at: locate(target, at + 1, target.text.length),
    message: `${version} of a component may be other code in each run: name a version such as 1.4.2`,
  };
}

/** Whether an address names a commit or a version, or is decided elsewhere. */
function isFixed(url: string): boolean {
  return /\b[0-9a-f]{40}\b|\/v?\d+\.\d+(?:\.\d+)?(?:[-.][\w.]+)?\/|[?&]ref=v?\d+\.\d+|\$/.test(url);
}

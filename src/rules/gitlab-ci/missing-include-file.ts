import { dirname, join } from '../../core/path';
import { rule } from '../../core/rule';
import { nearest } from '../../core/spelling';
import { repositoryOf } from '../../formats/gitlab-ci/family';
import { setScalar } from '../../formats/yaml/edit';

export default rule({
  id: 'gitlab-ci/missing-include-file',
  title: 'Included file that is not there',
  why: [
    'A local include is looked for from the root of the repository, whether its path begins with a slash or not, and never from the folder of the file that includes it. Where nothing is found, GitLab refuses the pipeline.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/yaml/#includelocal'],
  bad: [
    {
      files: {
        '.gitlab-ci.yml': 'include:\n  - local: «/ci/buidl.yml»\n\ntest:\n  script: make test\n',
        'ci/build.yml': 'build:\n  stage: build\n  script: make\n',
      },
      fixed: {
        '.gitlab-ci.yml': 'include:\n  - local: /ci/build.yml\n\ntest:\n  script: make test\n',
        'ci/build.yml': 'build:\n  stage: build\n  script: make\n',
      },
    },
    { files: 'include: «templates/deploy.yml»\n\ntest:\n  script: make test\n' },
  ],
  good: [
    {
      files: {
        '.gitlab-ci.yml': 'include:\n  - local: ci/build.yml\n  - local: /ci/**/*.yml\n',
        'ci/build.yml': 'build:\n  stage: build\n  script: make\n',
      },
    },
    {
      title: 'of another project, filled in later, or only where it exists',
      files:
        'include:\n  - project: acme/ci\n    ref: v1\n    file: /deploy.yml\n  - local: $EXTRA/ci.yml\n  - local: /ci/local.yml\n    rules:\n      - exists:\n          - ci/local.yml\n\ntest:\n  script: make test\n',
    },
    {
      title: 'a template, whose root is that of another repository',
      files: { 'templates/all.gitlab-ci.yml': 'include:\n  - local: /ci/deploy.yml\n\ntest:\n  script: make test\n' },
    },
  ],
  *check({ pipeline }, { project }) {
    if (!pipeline.isMain) return;
    for (const { include, path } of pipeline.missing) {
      const { target, isConditional } = include;
      if (!target || isConditional || path.includes('*')) continue;
      const root = repositoryOf(target.file.path, project);
      const wanted = path.replace(/^\/+/, '');
      const folder = join(root, dirname(wanted)) ?? '';
      const names = project
        .list(folder)
        .flatMap(({ name, kind }) => (kind === 'file' && /\.ya?ml$/.test(name) ? [name] : []));
      const meant = nearest(wanted.slice(wanted.lastIndexOf('/') + 1), names);
      const slash = path.startsWith('/') ? '/' : '';
      const better =
        meant === undefined ? undefined : `${slash}${dirname(wanted) === '' ? '' : `${dirname(wanted)}/`}${meant}`;
      yield {
        at: target,
        message: `There is no file ${wanted} in the repository${better === undefined ? '' : `; ${better} is near`}`,
        fix: better === undefined ? undefined : { title: `Include ${better}`, edits: [setScalar(target, better)] },
      };
    }
  },
});

import { join } from '../../core/path';
import type { Project } from '../../core/project';
import { type Fix, rule } from '../../core/rule';
import { type DependencyCache, dependencyCaches } from '../../data/gitlab-caches';
import { jobBehind, ownMapOf } from '../../formats/gitlab-ci/delivery-edit';
import { repositoryOf } from '../../formats/gitlab-ci/family';
import type { Job } from '../../formats/gitlab-ci/job';
import { insertPairs, insertUnder } from '../../formats/yaml/edit';
import { missingCache, type Uncached } from '../shared/delivery/missing-cache';

export default rule({
  id: 'gitlab-ci/missing-cache',
  title: 'Dependencies fetched anew in each run',
  why: [
    'A job starts with nothing but the repository, so without a `cache` it fetches all packages from the network every time: minutes of waiting, and a pipeline that fails with the registry.',
    'GitLab keeps folders of the project only, so the package manager is told by a variable to use one. The lock file is the key: other packages, another cache. Said once a pipeline; what is published or deployed should not come from a cache that other jobs can fill.',
  ],
  severity: 'info',
  practice: 'cost',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.gitlab.com/ci/caching/', 'https://docs.gitlab.com/ci/caching/examples/'],
  bad: [
    {
      files: {
        '.gitlab-ci.yml': 'unit:\n  image: node:24\n  script:\n    - «npm ci»\n    - npm test\n',
        'package-lock.json': '{}\n',
      },
      fixed: {
        '.gitlab-ci.yml':
          'unit:\n  image: node:24\n  script:\n    - npm ci\n    - npm test\n  variables:\n    npm_config_cache: $CI_PROJECT_DIR/.npm/\n  cache:\n    key:\n      files:\n        - package-lock.json\n    paths:\n      - .npm/\n',
        'package-lock.json': '{}\n',
      },
    },
    {
      title: 'two jobs, said once',
      files: {
        '.gitlab-ci.yml':
          'lint:\n  script:\n    - «pip install -r requirements.txt»\n    - ruff check\n\nunit:\n  variables:\n    LEVEL: info\n  script:\n    - pip install -r requirements.txt\n    - pytest\n',
        'requirements.txt': 'flask==3.1.2\n',
      },
      fixed: {
        '.gitlab-ci.yml':
          'lint:\n  script:\n    - pip install -r requirements.txt\n    - ruff check\n  variables:\n    PIP_CACHE_DIR: $CI_PROJECT_DIR/.cache/pip/\n  cache:\n    key:\n      files:\n        - requirements.txt\n    paths:\n      - .cache/pip/\n\nunit:\n  variables:\n    LEVEL: info\n    PIP_CACHE_DIR: $CI_PROJECT_DIR/.cache/pip/\n  script:\n    - pip install -r requirements.txt\n    - pytest\n  cache:\n    key:\n      files:\n        - requirements.txt\n    paths:\n      - .cache/pip/\n',
        'requirements.txt': 'flask==3.1.2\n',
      },
    },
  ],
  good: [
    {
      files: {
        '.gitlab-ci.yml':
          'default:\n  cache:\n    paths: [.npm/]\n\nunit:\n  script:\n    - npm ci --cache .npm\n    - npm test\n',
        'package-lock.json': '{}\n',
      },
    },
    { title: 'no lock file to tell when it changes', files: 'unit:\n  script:\n    - npm ci\n    - npm test\n' },
    {
      title: 'what is published should not come from a cache',
      files: {
        '.gitlab-ci.yml': 'publish:\n  script:\n    - npm ci\n    - npm publish\n',
        'package-lock.json': '{}\n',
      },
    },
    {
      title: 'what it extends may bring one',
      files: {
        '.gitlab-ci.yml':
          'include:\n  - project: acme/ci\n    ref: v1\n    file: node.yml\n\nunit:\n  extends: .node\n  script:\n    - npm ci\n    - npm test\n',
        'package-lock.json': '{}\n',
      },
    },
  ],
  *check(model, { project }) {
    const found = [...missingCache(model.delivery)].flatMap((uncached) => {
      const job = jobBehind(model, uncached.job);
      const cache = job && cacheFor(job, uncached, project);
      return job && cache ? [{ uncached, job, cache }] : [];
    });
    const [first, ...others] = found;
    if (!first) return;
    const edits = found.flatMap(({ job, cache }) => editsFor(job, cache) ?? []);
    const fix: Fix | undefined = edits.length === 0 ? undefined : { title: 'Keep them in a cache', edits };
    const { message } = first.uncached;
    yield {
      ...first.uncached,
      message: others.length === 0 ? message : message.replace(' fetches', ` (and ${others.length} more) fetches`),
      related: others.slice(0, 10).map(({ uncached }) => ({ at: uncached.at, message: uncached.message })),
      fix,
    };
  },
});

interface Keyed {
  readonly cache: DependencyCache;
  readonly file: string;
}

/** How the job could keep its packages, if the repository tells when they change. */
function cacheFor(job: Job, { ecosystem }: Uncached, project: Project): Keyed | undefined {
  const cache = dependencyCaches[ecosystem];
  const root = repositoryOf(job.file.path, project);
  const file = cache?.files.find((each) => project.read(join(root, each) ?? each));
  return cache && file !== undefined && job.body.lacks('cache') ? { cache, file } : undefined;
}

function editsFor(job: Job, { cache, file }: Keyed): readonly ReturnType<typeof insertPairs>[] | undefined {
  const map = ownMapOf(job);
  if (!map) return undefined;
  const variable = { [cache.variable]: `$CI_PROJECT_DIR/${cache.path}` };
  const kept = { key: { files: [file] }, paths: [cache.path] };
  if (map.pair('variables')) {
    const variables = insertUnder(map, 'variables', variable);
    return variables && [variables, insertPairs(map, { cache: kept })];
  }
  return [insertPairs(map, { variables: variable, cache: kept })];
}

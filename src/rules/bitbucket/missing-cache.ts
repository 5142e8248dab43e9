import { type Fix, rule } from '../../core/rule';
import type { Config } from '../../formats/bitbucket/model';
import { allSteps } from '../../formats/bitbucket/parts';
import { insertPairs } from '../../formats/yaml/edit';
import { missingCache } from '../shared/delivery/missing-cache';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'bitbucket/missing-cache',
  title: 'Dependencies fetched anew in each run',
  why: [
    'A step starts with nothing but the repository, so without `caches` it fetches all packages from the network every time: minutes of waiting, and a pipeline that fails with the registry. What is published or deployed should not come from a cache that other steps can fill.',
  ],
  severity: 'info',
  practice: 'cost',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/cache-dependencies/'],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - «npm ci»\n          - npm test\n',
      fixed:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        caches:\n          - node\n        script:\n          - npm ci\n          - npm test\n',
    },
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - «pip install -r requirements.txt»\n          - pytest\n',
      fixed:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        caches:\n          - pip\n        script:\n          - pip install -r requirements.txt\n          - pytest\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        caches: [node]\n        script:\n          - npm ci\n          - npm test\n',
    {
      title: 'what is deployed',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Deploy\n        script:\n          - npm ci\n          - kubectl apply -f k8s/\n',
    },
    {
      title: 'by what it takes up',
      files:
        'definitions:\n  steps:\n    - step: &test\n        caches: [node]\n        script: [npm ci]\npipelines:\n  default:\n    - step:\n        <<: *test\n        name: Again\n',
    },
  ],
  *check({ deliveries, config }) {
    for (const { found } of acrossPipelines(deliveries, missingCache)) {
      yield { ...found, fix: config && cache(config, found.job.head.start, found.ecosystem) };
    }
  },
});

/** The cache that Bitbucket has by itself for the packages of a manager. */
const CACHES: Readonly<Record<string, string>> = {
  npm: 'node',
  pip: 'pip',
  composer: 'composer',
  maven: 'maven',
  gradle: 'gradle',
  sbt: 'sbt',
  dotnet: 'dotnetcore',
};

function cache(config: Config, head: number, ecosystem: string): Fix | undefined {
  const name = Object.hasOwn(CACHES, ecosystem) ? CACHES[ecosystem] : undefined;
  const step = allSteps(config).find((each) => (each.name ?? each.head).start === head);
  if (name === undefined || !step || step.map.ownPairs.length === 0) return undefined;
  const place = step.map.ownPairs.some((pair) => pair.name === 'name') ? { after: 'name' } : 'first';
  return { title: `Use the cache ${name}`, edits: [insertPairs(step.map, { caches: [name] }, place)] };
}

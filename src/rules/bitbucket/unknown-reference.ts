import { type Finding, rule } from '../../core/rule';
import { CACHES } from '../../data/bitbucket-keywords';
import { allSteps } from '../../formats/bitbucket/parts';
import { items, scalar } from '../../formats/yaml/access';
import { setScalar } from '../../formats/yaml/edit';
import type { YamlMap, YamlScalar } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'bitbucket/unknown-reference',
  title: 'Cache or service that is not defined',
  why: [
    'A step can take up the caches and services that Bitbucket has by itself, or that stand under `definitions`. A cache that is neither keeps nothing, and a step with a service that is neither is refused.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://support.atlassian.com/bitbucket-cloud/docs/cache-dependencies/',
    'https://support.atlassian.com/bitbucket-cloud/docs/databases-and-service-containers/',
  ],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        caches: [«nodes»]\n        script:\n          - npm test\n',
      fixed:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        caches: [node]\n        script:\n          - npm test\n',
    },
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        services:\n          - «postgres»\n        caches:\n          - «vendor»\n        script:\n          - npm test\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        caches: [node, docker]\n        services: [docker]\n        script:\n          - npm test\n',
    {
      title: 'defined',
      files:
        'definitions:\n  caches:\n    sonar: ~/.sonar\n  services:\n    db:\n      image: postgres:18\npipelines:\n  default:\n    - step:\n        name: Test\n        caches: [sonar]\n        services: [db]\n        script:\n          - npm test\n',
    },
    {
      title: 'a variable decides',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        caches: [$CACHE]\n        script:\n          - npm test\n',
    },
  ],
  *check({ config, isBroken }) {
    if (!config || isBroken) return;
    const seen = new Set<YamlScalar>();
    for (const { map: body } of allSteps(config)) {
      for (const { name, what, known } of [
        ...names(body, 'caches', [...CACHES, ...keysOf(config.caches)]),
        ...names(body, 'services', ['docker', ...keysOf(config.services)]),
      ]) {
        if (seen.has(name) || known.includes(name.text) || !/^[\w.-]+$/.test(name.text)) continue;
        seen.add(name);
        yield finding(name, what, known);
      }
    }
  },
});

interface Named {
  readonly name: YamlScalar;
  readonly what: 'caches' | 'services';
  readonly known: readonly string[];
}

function names(body: YamlMap, what: Named['what'], known: readonly string[]): readonly Named[] {
  return items(body.get(what)).flatMap((item) => {
    const name = scalar(item);
    return name ? [{ name, what, known }] : [];
  });
}

function keysOf(map: YamlMap | undefined): readonly string[] {
  return map?.pairs.map(({ name }) => name) ?? [];
}

function finding(name: YamlScalar, what: Named['what'], known: readonly string[]): Finding {
  const { text } = name;
  const near = meant(text, known);
  const hint = near === undefined ? '' : `; ${near} is near`;
  return {
    at: name,
    message: `There is no ${what === 'caches' ? 'cache' : 'service'} ${text} under \`definitions\`${hint}`,
    fix: near === undefined ? undefined : { title: `Use ${near}`, edits: [setScalar(name, near)] },
    address: text,
  };
}

import { type Finding, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import { DEFINITION_KEYS, OPTION_KEYS, PIPELINE_KINDS, STEP_KEYS, TOP_KEYS } from '../../data/bitbucket-keywords';
import { allSteps } from '../../formats/bitbucket/parts';
import { map } from '../../formats/yaml/access';
import type { YamlMap } from '../../formats/yaml/syntax';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'bitbucket/unknown-key',
  title: 'Key that Bitbucket does not know',
  why: [
    'Bitbucket refuses a file with a key that it does not know, or leaves unheeded what stands below it: no pipeline runs until it is mended, or what was meant has never been in force.',
    'Said only of keys that are a letter or two away from one that is known there.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/'],
  bad: [
    {
      files: 'pipelines:\n  default:\n    - step:\n        «scripts»:\n          - npm test\n',
      fixed: 'pipelines:\n  default:\n    - step:\n        script:\n          - npm test\n',
    },
    {
      title: 'at the top, and of the kinds of pipelines',
      files: '«pipeline»:\n  branches:\n    main:\n      - step:\n          script: [npm test]\n',
      fixed: 'pipelines:\n  branches:\n    main:\n      - step:\n          script: [npm test]\n',
    },
    {
      files:
        'pipelines:\n  default:\n    - step:\n        script: [npm test]\n  «pull-request»:\n    "**":\n      - step:\n          caches: [node]\n          script: [npm test]\n',
      fixed:
        'pipelines:\n  default:\n    - step:\n        script: [npm test]\n  pull-requests:\n    "**":\n      - step:\n          caches: [node]\n          script: [npm test]\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    {
      title: 'names are free',
      files:
        'pipelines:\n  custom:\n    step:\n      - step:\n          script: [npm test]\n  branches:\n    images:\n      - step:\n          script: [npm test]\n',
    },
    {
      title: 'what is only there to be taken up',
      files: 'steps: &all\n  - step:\n      script: [npm test]\npipelines:\n  default: *all\n',
    },
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        caches: [node]\n        services: [docker]\n        script:\n          - npm test\n',
  ],
  *check({ config, isBroken }) {
    if (!config || isBroken) return;
    yield* misspelt(config.map, TOP_KEYS, 'at the top');
    yield* misspelt(map(config.map.get('options')), OPTION_KEYS, 'below `options`');
    yield* misspelt(map(config.map.get('definitions')), DEFINITION_KEYS, 'below `definitions`');
    yield* misspelt(map(config.map.get('pipelines')), PIPELINE_KINDS, 'below `pipelines`');
    for (const body of new Set(allSteps(config).map((step) => step.map))) yield* misspelt(body, STEP_KEYS, 'in steps');
  },
});

function* misspelt(body: YamlMap | undefined, keys: ReadonlySet<string>, where: string): Generator<Finding> {
  for (const { name, key, value } of body?.ownPairs ?? []) {
    // What has an anchor may be there only to be taken up elsewhere.
    if (!body || keys.has(name) || name === '<<' || name.startsWith('x-')) continue;
    if (value && (value.anchor !== undefined || /&\w/.test(textOf(value)))) continue;
    const near = meant(name, keys);
    if (near === undefined || body.has(near) || Math.abs(near.length - name.length) > 2) continue;
    yield {
      at: key,
      message: `Bitbucket knows no key ${name} ${where}; ${near} is near`,
      fix: key.style === 'plain' ? { title: `Call it ${near}`, edits: [replace(key, near)] } : undefined,
      address: name,
    };
  }
}

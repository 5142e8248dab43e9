import { rule } from '../../core/rule';
import type { Pipeline } from '../../formats/bitbucket/model';
import { scalar } from '../../formats/yaml/access';
import type { YamlScalar } from '../../formats/yaml/syntax';

export default rule({
  id: 'bitbucket/repeated-deployment',
  title: 'Deployment environment that stands twice in a pipeline',
  why: [
    'Bitbucket refuses a pipeline in which two steps have the same `deployment`: it does not start, and its own validator does not tell. Several steps in a row that deploy to one environment belong into a `stage`, which has the `deployment` for all of them.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  links: [
    'https://support.atlassian.com/bitbucket-cloud/docs/stage-options/',
    'https://jira.atlassian.com/browse/BCLOUD-18931',
  ],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Move\n          deployment: production\n          script:\n            - ./move.sh\n      - step:\n          name: Configure\n          deployment: «production»\n          script:\n            - ./configure.sh\n',
    },
    {
      title: 'letters of either case',
      files:
        'pipelines:\n  default:\n    - parallel:\n        - step:\n            deployment: Staging\n            script: [./a.sh]\n        - step:\n            deployment: «staging»\n            script: [./b.sh]\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Stage\n          deployment: staging\n          script:\n            - ./deploy.sh\n      - step:\n          name: Deploy\n          deployment: production\n          script:\n            - ./deploy.sh\n',
    {
      title: 'in pipelines of their own',
      files:
        'pipelines:\n  branches:\n    main:\n      - step:\n          deployment: production\n          script: [./a.sh]\n    hotfix:\n      - step:\n          deployment: production\n          script: [./a.sh]\n',
    },
    {
      title: 'a stage has it for all of its steps',
      files:
        'pipelines:\n  default:\n    - stage:\n        deployment: production\n        steps:\n          - step:\n              script: [./a.sh]\n          - step:\n              script: [./b.sh]\n',
    },
  ],
  *check({ config, isBroken }) {
    if (!config || isBroken) return;
    const told = new Set<YamlScalar>();
    for (const pipeline of config.pipelines) {
      const seen = new Map<string, YamlScalar>();
      for (const name of deploymentsOf(pipeline)) {
        const key = name.text.toLowerCase();
        const first = seen.get(key);
        seen.set(key, first ?? name);
        if (!first || told.has(name) || name.text.includes('$')) continue;
        told.add(name);
        yield {
          at: name,
          message: `The environment ${name.text} stands in this pipeline already, and Bitbucket refuses it: put the steps into one stage`,
          related: first === name ? [] : [{ at: first, message: 'It stands here first' }],
          address: name.text,
        };
      }
    }
  },
});

/** What the steps and the stages of a pipeline deploy to, in order. */
function deploymentsOf({ groups }: Pipeline): readonly YamlScalar[] {
  const holders = groups.flatMap(({ stage, steps }) =>
    stage?.has('deployment') ? [stage] : steps.map(({ map }) => map),
  );
  return holders.flatMap((holder) => scalar(holder.get('deployment')) ?? []);
}

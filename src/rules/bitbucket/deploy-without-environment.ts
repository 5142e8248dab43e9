import { rule } from '../../core/rule';
import { allSteps } from '../../formats/bitbucket/parts';
import { insertPairs, Verbatim } from '../../formats/yaml';
import { deployWithoutEnvironment } from '../shared/delivery/deploy-without-environment';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'bitbucket/deploy-without-environment',
  title: 'Deploy without a deployment environment',
  why: [
    'Without `deployment` a step gets every variable of the repository and no others, is in no history of what runs where, runs beside another of its kind, and nobody can be asked before. With it, variables belong to the environment, and who may deploy, from which branch and with whose leave is set there.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/set-up-and-monitor-deployments/'],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Test\n          script:\n            - npm test\n      - step:\n          name: «Deploy»\n          script:\n            - kubectl apply -f k8s/\n',
      fixed:
        'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Test\n          script:\n            - npm test\n      - step:\n          name: Deploy\n          deployment: production\n          script:\n            - kubectl apply -f k8s/\n',
    },
    {
      title: 'once a pipeline',
      files:
        'image: node:24\npipelines:\n  tags:\n    v*:\n      - step:\n          name: Test\n          script:\n            - npm test\n      - step:\n          name: «Deploy»\n          script:\n            - kubectl apply -f k8s/\n      - step:\n          name: Again\n          script:\n            - helm upgrade shop ./chart\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Test\n          script:\n            - npm test\n      - step:\n          name: Deploy\n          deployment: production\n          script:\n            - kubectl apply -f k8s/\n',
    {
      title: 'a person decides',
      files:
        'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Test\n          script:\n            - npm test\n      - step:\n          name: Deploy\n          trigger: manual\n          script:\n            - kubectl apply -f k8s/\n',
    },
    {
      title: 'of its stage',
      files:
        'pipelines:\n  branches:\n    main:\n      - stage:\n          name: Ship\n          deployment: production\n          steps:\n            - step:\n                script: [npm test]\n            - step:\n                script: [kubectl apply -f k8s/]\n',
    },
    {
      title: 'only a plan',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Plan\n        script:\n          - terraform plan\n',
    },
  ],
  *check({ deliveries, config }) {
    for (const { found, pipeline } of acrossPipelines(deliveries, deployWithoutEnvironment)) {
      const heads = new Set(found.all.map(({ head }) => head.start));
      const steps = config ? allSteps(config).filter(({ name, head }) => heads.has((name ?? head).start)) : [];
      const [step] = steps;
      // An environment may stand once in a pipeline only.
      const isTaken = pipeline.jobs.some(({ environment }) => environment?.name?.toLowerCase() === 'production');
      if (!step || isTaken || found.all.length > 1 || step.map.ownPairs.length === 0) {
        yield found;
        continue;
      }
      const place = step.name ? { after: 'name' } : 'first';
      const edit = insertPairs(step.map, { deployment: new Verbatim('${1:production}') }, place);
      yield { ...found, fix: { title: 'Name its deployment environment', edits: [edit] } };
    }
  },
});

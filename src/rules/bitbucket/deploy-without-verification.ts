import { rule } from '../../core/rule';
import { deployWithoutVerification } from '../shared/delivery/deploy-without-verification';
import { waitForRelease } from '../shared/delivery/wait-for-release';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'bitbucket/deploy-without-verification',
  title: 'Deploy that nobody looks after',
  why: [
    'A command that hands over what is to run is done when that is accepted, not when it runs: the pipeline is green while the new version fails to start. `kubectl rollout status`, `helm upgrade --wait` or a request to the service shows it, and lets the pipeline take the deploy back.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/set-up-and-monitor-deployments/'],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Deploy\n          script:\n            - «kubectl apply -f k8s/»\n',
    },
    {
      files:
        'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Deploy\n          script:\n            - «helm upgrade shop ./chart»\n',
      fixed:
        'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Deploy\n          script:\n            - helm upgrade --wait shop ./chart\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Deploy\n          script:\n            - kubectl apply -f k8s/\n            - kubectl rollout status deployment/shop\n',
    {
      title: 'a later step looks',
      files:
        'image: node:24\npipelines:\n  branches:\n    main:\n      - step:\n          name: Deploy\n          script:\n            - kubectl apply -f k8s/\n      - step:\n          name: Smoke\n          script:\n            - curl -f https://shop.example.com/health\n',
    },
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Deploy\n        script:\n          - helm upgrade --wait shop ./chart\n',
  ],
  *check({ deliveries }) {
    for (const { found } of acrossPipelines(deliveries, deployWithoutVerification)) {
      const edit = waitForRelease(found.at);
      yield { ...found, fix: edit && { title: 'Wait until it is ready', edits: [edit] } };
    }
  },
});

import { rule } from '../../core/rule';
import { unscannedImage } from '../shared/delivery/unscanned-image';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'bitbucket/unscanned-image',
  title: 'Image that is pushed unscanned',
  why: [
    'What is in an image is known to have holes a few weeks after it was built, and often before. A scan before the push, Trivy or Grype say, stops the worst ones; registries can do it too, once that is switched on.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/run-docker-commands-in-bitbucket-pipelines/'],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Build\n        script:\n          - docker build -t acme/shop:1.2 .\n          - «docker push acme/shop:1.2»\n',
    },
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Build\n        script:\n          - «docker push acme/shop:1.2»\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Build\n        script:\n          - trivy image --exit-code 1 acme/shop:1.2\n          - docker push acme/shop:1.2\n',
    {
      title: 'a pipe that scans',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Build\n        script:\n          - docker push acme/shop:1.2\n          - pipe: snyk/snyk-scan:1.0.1\n',
    },
    {
      title: 'a registry that scans',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Build\n        script:\n          - docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1.2\n',
    },
  ],
  *check({ deliveries }) {
    for (const { found } of acrossPipelines(deliveries, unscannedImage)) {
      yield found;
    }
  },
});

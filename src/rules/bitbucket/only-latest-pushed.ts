import { rule } from '../../core/rule';
import { onlyLatestPushed } from '../shared/delivery/only-latest-pushed';
import { acrossPipelines } from '../shared/pipelines/deliveries';

export default rule({
  id: 'bitbucket/only-latest-pushed',
  title: 'Image that is pushed as `latest` only',
  why: [
    'Each push of `latest` takes the name from the image before. Nobody can tell which commit runs, and a rollback has no name to go back to.',
    'A tag of the commit, `$BITBUCKET_COMMIT`, or of the version stays; `latest` may stand beside it.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/run-docker-commands-in-bitbucket-pipelines/'],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Build\n        script:\n          - docker build -t acme/shop:latest .\n          - «docker push acme/shop:latest»\n',
    },
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Build\n        script:\n          - docker build -t acme/shop .\n          - «docker push acme/shop»\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Build\n        script:\n          - docker push acme/shop:$BITBUCKET_COMMIT\n',
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Build\n        script:\n          - docker push acme/shop:$BITBUCKET_COMMIT\n          - docker push acme/shop:latest\n',
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Build\n        script:\n          - docker push "$IMAGE"\n',
  ],
  *check({ deliveries }) {
    for (const { found } of acrossPipelines(deliveries, onlyLatestPushed)) {
      yield found;
    }
  },
});

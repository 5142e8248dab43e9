import { rule } from '../../core/rule';
import { unscannedImage } from '../shared/delivery/unscanned-image';

export default rule({
  id: 'circleci/unscanned-image',
  title: 'Image that is pushed unscanned',
  why: [
    'What is in an image is known to have holes a few weeks after it was built, and often before. A scan before the push, Trivy or Grype say, stops the worst ones; registries can do it too, once that is switched on.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://circleci.com/docs/guides/orchestrate/workflows/'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: docker build -t acme/shop:1.2 .\n      - run: «docker push acme/shop:1.2»\nworkflows:\n  all:\n    jobs:\n      - build\n',
    },
    {
      title: 'nor does a later job',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: docker build -t acme/shop:1.2 .\n      - run: «docker push acme/shop:1.2»\n  test:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: npm test\nworkflows:\n  all:\n    jobs:\n      - build\n      - test\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: docker build -t acme/shop:1.2 .\n      - run: trivy image --exit-code 1 acme/shop:1.2\n      - run: docker push acme/shop:1.2\nworkflows:\n  all:\n    jobs:\n      - build\n',
    {
      title: 'a command of an orb may scan',
      files:
        'version: 2.1\norbs:\n  scan: acme/scan@1.2.3\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - scan/image\n      - run: docker push acme/shop:1.2\nworkflows:\n  all:\n    jobs: [build]\n',
    },
    {
      title: 'a registry that scans',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1.2\nworkflows:\n  all:\n    jobs:\n      - build\n',
    },
  ],
  *check({ deliveries }) {
    for (const delivery of deliveries) {
      yield* unscannedImage(delivery);
    }
  },
});

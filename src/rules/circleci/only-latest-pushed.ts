import { rule } from '../../core/rule';
import { onlyLatestPushed } from '../shared/delivery/only-latest-pushed';

export default rule({
  id: 'circleci/only-latest-pushed',
  title: 'Image that is pushed as `latest` only',
  why: [
    'Each push of `latest` takes the name from the image before. Nobody can tell which commit runs, and a rollback has no name to go back to.',
    'A tag of the commit, `$CIRCLE_SHA1`, or of the version stays; `latest` may stand beside it.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://circleci.com/docs/guides/orchestrate/workflows/'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: docker build -t acme/shop:latest .\n      - run: «docker push acme/shop:latest»\nworkflows:\n  all:\n    jobs:\n      - build\n',
    },
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: docker build -t acme/shop .\n      - run: «docker push acme/shop»\nworkflows:\n  all:\n    jobs:\n      - build\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: docker build -t acme/shop:$CIRCLE_SHA1 .\n      - run: docker push acme/shop:$CIRCLE_SHA1\nworkflows:\n  all:\n    jobs:\n      - build\n',
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: docker push acme/shop:$CIRCLE_SHA1\n      - run: docker push acme/shop:latest\nworkflows:\n  all:\n    jobs:\n      - build\n',
    {
      title: 'a name that only a variable knows',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n      - run: docker push "$IMAGE"\nworkflows:\n  all:\n    jobs:\n      - build\n',
    },
  ],
  *check({ deliveries }) {
    for (const delivery of deliveries) {
      yield* onlyLatestPushed(delivery);
    }
  },
});

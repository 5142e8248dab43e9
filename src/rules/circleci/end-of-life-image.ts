import { rule } from '../../core/rule';
import { imagesOf } from '../../formats/circleci/images';
import { endedImages, imagesOfScalars } from '../shared/pipelines/images';

export default rule({
  id: 'circleci/end-of-life-image',
  title: 'Job image that gets no updates any more',
  why: [
    'Nobody mends what is found in it from then on, neither in the language nor in the system beneath. What is tested and built with it is then tested on something else than what should run, and package archives of old systems go away one day: the pipeline stops without a change.',
    'The images of `circleci/` have had no updates since the end of 2021; those of `cimg/` take their place.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://endoflife.date/', 'https://circleci.com/docs/guides/execution-managed/circleci-images/'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: node:«16-alpine»\n    steps:\n      - checkout\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: node:26-alpine\n    steps:\n      - checkout\n',
    },
    {
      title: 'the former images of CircleCI',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: circleci/node:«14-browsers»\n    steps:\n      - checkout\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: node:24-alpine\n    steps:\n      - checkout\n',
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n',
    {
      title: 'not the image of that name',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: registry.example.com/node:16\n    steps:\n      - checkout\n',
    },
    {
      title: 'whoever calls the job decides',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: "node:<< parameters.tag >>"\n    steps:\n      - checkout\n',
    },
  ],
  *check({ config }, { today }) {
    if (config) yield* endedImages(imagesOfScalars(imagesOf(config)), today);
  },
});

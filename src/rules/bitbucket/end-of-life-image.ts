import { rule } from '../../core/rule';
import { imagesOf } from '../../formats/bitbucket/parts';
import { endedImages, imagesOfScalars } from '../shared/pipelines/images';

export default rule({
  id: 'bitbucket/end-of-life-image',
  title: 'Step image that gets no updates any more',
  why: [
    'Nobody mends what is found in it from then on, neither in the language nor in the system beneath. What is tested and built with it is then tested on something else than what should run, and package archives of old systems go away one day: the pipeline stops without a change.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://endoflife.date/', 'https://support.atlassian.com/bitbucket-cloud/docs/docker-image-options/'],
  bad: [
    {
      files:
        'image: node:«16-alpine»\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
      fixed:
        'image: node:26-alpine\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    },
    {
      title: 'a service',
      files:
        'definitions:\n  services:\n    db:\n      image: postgres:«11»\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
      fixed:
        'definitions:\n  services:\n    db:\n      image: postgres:18\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    {
      title: 'not the image of that name',
      files:
        'image: registry.example.com/node:16\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    },
    {
      title: 'a variable decides',
      files:
        'image: node:$VERSION\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    },
  ],
  *check({ config }, { today }) {
    if (config) yield* endedImages(imagesOfScalars(imagesOf(config)), today);
  },
});

import { rule } from '../../core/rule';
import { imagesIn } from '../shared/gitlab-images';
import { endedImages } from '../shared/pipelines/images';

export default rule({
  id: 'gitlab-ci/end-of-life-image',
  title: 'Job image that gets no updates any more',
  why: [
    'Nobody mends what is found in it from then on, neither in the language nor in the system beneath. What is tested and built with it is then tested on something else than what should run, and package archives of old systems go away one day: the pipeline stops without a change.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://endoflife.date/', 'https://docs.gitlab.com/ci/yaml/#image'],
  bad: [
    {
      files: 'test:\n  image: node:«16-alpine»\n  script: npm test\n',
      fixed: 'test:\n  image: node:26-alpine\n  script: npm test\n',
    },
    {
      title: 'a service beside the job',
      files: 'test:\n  image: python:3.14\n  services:\n    - name: postgres:«11»\n      alias: db\n  script: pytest\n',
      fixed: 'test:\n  image: python:3.14\n  services:\n    - name: postgres:18\n      alias: db\n  script: pytest\n',
    },
  ],
  good: [
    'test:\n  image: node:24-alpine\n  script: npm test\n',
    {
      title: 'not the image of that name',
      files: 'test:\n  image: registry.example.com/node:16\n  script: npm test\n',
    },
    {
      title: 'a matrix of versions decides',
      files:
        'test:\n  image: node:$VERSION\n  parallel:\n    matrix:\n      - VERSION: ["16", "24"]\n  script: npm test\n',
    },
    { title: 'its last day', files: 'test:\n  image: node:20\n  script: npm test\n', today: '2026-04-30' },
  ],
  *check({ files }, { today }) {
    for (const file of files) yield* endedImages(imagesIn(file), today);
  },
});

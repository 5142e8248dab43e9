import { rule } from '../../core/rule';
import { imagesOf } from '../../formats/circleci/images';
import { imagesOfScalars, latestImages } from '../shared/pipelines/images';

export default rule({
  id: 'circleci/latest-tag',
  title: 'Job image without a fixed version',
  why: [
    'The tag `latest`, which is also meant where no tag is written, names whatever was pushed last. The same commit is built with other tools tomorrow than today: pipelines break without a change, and an old release can not be built again.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://circleci.com/docs/guides/execution-managed/using-docker/',
    'https://circleci.com/docs/reference/configuration-reference/#docker',
  ],
  bad: [
    {
      files: 'version: 2.1\njobs:\n  build:\n    docker:\n      - image: node:«latest»\n    steps:\n      - checkout\n',
      fixed: 'version: 2.1\njobs:\n  build:\n    docker:\n      - image: node:26\n    steps:\n      - checkout\n',
    },
    {
      title: 'of an executor, and a service beside it',
      files: 'version: 2.1\nexecutors:\n  app:\n    docker:\n      - image: python:3.14\n      - image: «postgres»\n',
      fixed: 'version: 2.1\nexecutors:\n  app:\n    docker:\n      - image: python:3.14\n      - image: postgres:18\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - checkout\n',
    {
      title: 'whoever calls the job decides',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: "node:<< parameters.tag >>"\n    steps:\n      - checkout\n',
    },
    {
      title: 'a digest decides',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: alpine:latest@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60\n    steps:\n      - checkout\n',
    },
    {
      title: 'the image of a virtual machine',
      files:
        'version: 2.1\njobs:\n  build:\n    machine:\n      image: ubuntu-2404:current\n    steps:\n      - checkout\n',
    },
  ],
  *check({ config }, { today }) {
    if (config) yield* latestImages(imagesOfScalars(imagesOf(config)), today);
  },
});

import { rule } from '../../core/rule';
import { imagesOf } from '../../formats/bitbucket/parts';
import { imagesOfScalars, latestImages } from '../shared/pipelines/images';

export default rule({
  id: 'bitbucket/latest-tag',
  title: 'Step image without a fixed version',
  why: [
    'The tag `latest`, which is also meant where no tag is written, names whatever was pushed last. The same commit is built with other tools tomorrow than today: pipelines break without a change, and an old release can not be built again.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/docker-image-options/'],
  bad: [
    {
      files:
        'image: node:«latest»\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
      fixed:
        'image: node:26\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    },
    {
      title: 'of a step, and of a service',
      files:
        'definitions:\n  services:\n    db:\n      image: «postgres»\npipelines:\n  default:\n    - step:\n        image:\n          name: python:«latest»\n        services: [db]\n        script:\n          - pytest\n',
      fixed:
        'definitions:\n  services:\n    db:\n      image: postgres:18\npipelines:\n  default:\n    - step:\n        image:\n          name: python:3.14\n        services: [db]\n        script:\n          - pytest\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    {
      title: 'a name that only a variable knows',
      files:
        'image: $REGISTRY/build:latest\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    },
    {
      title: 'a digest decides',
      files:
        'image: alpine:latest@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    },
  ],
  *check({ config }, { today }) {
    if (config) yield* latestImages(imagesOfScalars(imagesOf(config)), today);
  },
});

import { rule } from '../../core/rule';
import { imagesIn } from '../shared/gitlab-images';
import { latestTag } from '../shared/latest-tag';

export default rule({
  id: 'gitlab-ci/latest-tag',
  title: 'Job image without a fixed version',
  why: [
    'The tag `latest`, which is also meant where no tag is written, names whatever was pushed last. The same commit is built with other tools tomorrow than today: pipelines break without a change, and an old release can not be built again.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.gitlab.com/ci/yaml/#image',
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  ],
  bad: [
    {
      files: 'default:\n  image: node:«latest»\n\ntest:\n  script: npm test\n  services:\n    - «postgres»\n',
      fixed: 'default:\n  image: node:26\n\ntest:\n  script: npm test\n  services:\n    - postgres:18\n',
    },
    {
      title: 'in the long form, and by way of the dependency proxy',
      files:
        'build:\n  image:\n    name: golang:«latest»\n    entrypoint: [""]\n  script: make\n\ntest:\n  image: ${CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX}/python:«latest»\n  script: pytest\n',
      fixed:
        'build:\n  image:\n    name: golang:1.27\n    entrypoint: [""]\n  script: make\n\ntest:\n  image: ${CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX}/python:3.14\n  script: pytest\n',
    },
  ],
  good: [
    'image: node:26-alpine\n\ntest:\n  services:\n    - name: postgres:18\n      alias: db\n  script: npm test\n',
    {
      title: 'an image of the own project, or one that only a variable knows',
      files:
        'build:\n  image: $CI_REGISTRY_IMAGE/build:latest\n  script: make\n\ntest:\n  image: "$IMAGE"\n  script: make test\n',
    },
    {
      title: 'a digest decides',
      files:
        'build:\n  image: alpine:latest@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60\n  script: make\n',
    },
  ],
  *check({ files }, { today }) {
    for (const file of files) {
      for (const { reference, spanOf } of imagesIn(file)) {
        const finding = latestTag(reference, today, spanOf);
        if (finding) yield { ...finding, address: reference.name.text };
      }
    }
  },
});

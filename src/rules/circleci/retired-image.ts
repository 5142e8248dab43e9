import { rule } from '../../core/rule';
import { replace } from '../../core/text';
import { CURRENT_MACHINE_IMAGE, retirementOf } from '../../data/circleci-machine-images';
import { machineImagesOf } from '../../formats/circleci/images';

export default rule({
  id: 'circleci/retired-image',
  title: 'Machine image that is gone',
  why: [
    'CircleCI has taken its images of Ubuntu 14.04 and 16.04 away: a job that asks for one does not start.',
    '`ubuntu-2404:current` is the image of today; a dated tag of it stays the same.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://circleci.com/docs/guides/execution-managed/machine-convenience-image-lifecycle/',
    'https://circleci.com/blog/ubuntu-14-16-image-deprecation/',
  ],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  build:\n    machine:\n      image: «ubuntu-1604:202104-01»\n    steps:\n      - checkout\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    machine:\n      image: ubuntu-2404:current\n    steps:\n      - checkout\n',
    },
    {
      files:
        'version: 2\njobs:\n  build:\n    machine:\n      image: "«circleci/classic:latest»"\n    steps:\n      - checkout\n',
      fixed:
        'version: 2\njobs:\n  build:\n    machine:\n      image: "ubuntu-2404:current"\n    steps:\n      - checkout\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    machine:\n      image: ubuntu-2204:current\n    steps:\n      - checkout\n',
    {
      title: 'a runner of one’s own may have any image',
      files:
        'version: 2.1\njobs:\n  build:\n    machine: true\n    resource_class: acme/runner\n    steps:\n      - checkout\n',
    },
    {
      title: 'whoever calls the job decides',
      files:
        'version: 2.1\njobs:\n  build:\n    machine:\n      image: << parameters.image >>\n    steps:\n      - checkout\n',
    },
    {
      title: 'a container of that name',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: acme/ubuntu-1604:1\n    steps:\n      - checkout\n',
    },
  ],
  *check({ config }) {
    for (const image of config ? machineImagesOf(config) : []) {
      const since = retirementOf(image.text);
      if (since === undefined) continue;
      yield {
        at: image.inner,
        message: `CircleCI has not had the image ${image.text} since ${since}: use ${CURRENT_MACHINE_IMAGE}`,
        fix: { title: `Use ${CURRENT_MACHINE_IMAGE}`, edits: [replace(image.inner, CURRENT_MACHINE_IMAGE)] },
      };
    }
  },
});

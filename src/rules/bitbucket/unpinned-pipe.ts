import { rule } from '../../core/rule';
import { allLines } from '../../formats/bitbucket/parts';
import { locate } from '../../formats/yaml/locate';
import { parseImage } from '../shared/image';

export default rule({
  id: 'bitbucket/unpinned-pipe',
  title: 'Pipe that changes by itself',
  why: [
    'A pipe is a container that gets the variables of the step, keys of the cloud among them. Without a version, or by `latest`, each run takes whatever was published last: code that nobody of the project has seen.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://support.atlassian.com/bitbucket-cloud/docs/use-pipes-in-bitbucket-pipelines/'],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Deploy\n        script:\n          - pipe: docker://acme/deploy:«latest»\n',
    },
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Deploy\n        script:\n          - pipe: docker://«acme/deploy»\n    - step:\n        script:\n          - pipe: «atlassian/slack-notify»\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Deploy\n        script:\n          - pipe: atlassian/aws-s3-deploy:1.1.0\n',
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Deploy\n        script:\n          - pipe: docker://acme/deploy:2.1\n',
    {
      title: 'a digest decides',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Deploy\n        script:\n          - pipe: docker://acme/deploy@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60\n',
    },
    {
      title: 'a name that only a variable knows',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Deploy\n        script:\n          - pipe: $PIPE\n',
    },
  ],
  *check({ config }) {
    for (const { pipe } of allLines(config)) {
      if (!pipe) continue;
      const skipped = pipe.text.startsWith('docker://') ? 'docker://'.length : 0;
      const reference = parseImage(pipe.text.slice(skipped));
      if (!reference || reference.digest || (reference.tag && reference.tag.text !== 'latest')) continue;
      const { name, tag } = reference;
      const { start, end } = tag ?? name;
      yield {
        at: locate(pipe, start + skipped, end + skipped),
        message: `Each run takes the version of the pipe ${name.text} that was published last: name a version`,
        address: name.text,
      };
    }
  },
});

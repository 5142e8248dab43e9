import { rule } from '../../core/rule';
import { isParameter } from '../../formats/azure-pipelines/image-parameters';
import { locate } from '../../formats/yaml/locate';
import { endedImage } from '../shared/ended-image';
import { parseImage } from '../shared/image';

export default rule({
  id: 'azure-pipelines/end-of-life-image',
  title: 'Job container without updates',
  why: [
    'A container job is built with tools that nobody mends any more. Known holes in them stay open in each build, and what they bring along goes into what is shipped.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://endoflife.date/',
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/process/container-phases',
  ],
  bad: [
    {
      today: '2026-11-21',
      files: 'trigger: none\njobs:\n  - job: build\n    container: node:«16»\n    steps:\n      - bash: make\n',
      fixed: 'trigger: none\njobs:\n  - job: build\n    container: node:26\n    steps:\n      - bash: make\n',
    },
    {
      today: '2026-11-21',
      files:
        'trigger: none\nresources:\n  containers:\n    - container: old\n      image: centos:«7»\njobs:\n  - job: build\n    container: old\n    steps:\n      - bash: make\n',
    },
  ],
  good: [
    'trigger: none\njobs:\n  - job: build\n    container: node:24\n    steps:\n      - bash: make\n',
    {
      today: '2023-01-01',
      files: 'trigger: none\njobs:\n  - job: build\n    container: node:16\n    steps:\n      - bash: make\n',
    },
    'trigger: none\njobs:\n  - job: build\n    container: example/node:16\n    steps:\n      - bash: make\n',
  ],
  *check({ containerImages }, { today }) {
    for (const image of containerImages) {
      const reference = parseImage(image.text);
      const spanOf = (start: number, to: number) => locate(image, start, to);
      const finding = reference && endedImage({ reference, spanOf }, today);
      if (finding) yield { ...finding, address: undefined, fix: isParameter(image) ? undefined : finding.fix };
    }
  },
});

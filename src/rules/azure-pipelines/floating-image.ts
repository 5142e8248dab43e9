import { rule } from '../../core/rule';
import { fixedImages } from '../../data/azure-images';
import { isParameter } from '../../formats/azure-pipelines/image-parameters';
import { setScalar } from '../../formats/yaml';

export default rule({
  id: 'azure-pipelines/floating-image',
  title: 'Image of hosted agents that moves on by itself',
  why: [
    'Names that end in `-latest` lead to another version of the system every year or two, over some weeks and without a change of yours. For teams that have to build the same thing twice it is better to name the version and to change it on a day of their choice.',
    'Others are glad not to care; therefore this is off until asked for.',
  ],
  severity: 'info',
  practice: 'delivery',
  preset: 'all',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/agents/hosted#software'],
  bad: [
    {
      files: 'trigger: none\npool:\n  vmImage: «ubuntu-latest»\nsteps:\n  - bash: make\n',
      fixed: 'trigger: none\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: make\n',
    },
    {
      files:
        "trigger: none\njobs:\n  - job: build\n    strategy:\n      matrix:\n        windows:\n          image: «'windows-latest'»\n    pool: { vmImage: $(image) }\n    steps:\n      - bash: make\n",
      fixed:
        "trigger: none\njobs:\n  - job: build\n    strategy:\n      matrix:\n        windows:\n          image: 'windows-2025'\n    pool: { vmImage: $(image) }\n    steps:\n      - bash: make\n",
    },
  ],
  good: [
    'trigger: none\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: make\n',
    'trigger: none\npool:\n  vmImage: ${{ parameters.image }}\nsteps:\n  - bash: make\n',
    'trigger: none\npool: builders-latest\nsteps:\n  - bash: make\n',
  ],
  *check({ hostedImages }) {
    for (const image of hostedImages) {
      const fixed = fixedImages[image.text.toLowerCase()];
      if (fixed === undefined) continue;
      yield {
        at: image,
        message: `${image.text} becomes another version of the system some day: name the version, ${fixed}`,
        fix: isParameter(image) ? undefined : { title: `Use ${fixed}`, edits: [setScalar(image, fixed)] },
      };
    }
  },
});

import { rule } from '../../core/rule';
import { hostedImages as knownImages } from '../../data/azure-images';
import { isParameter } from '../../formats/azure-pipelines/image-parameters';
import { setScalar } from '../../formats/yaml';

export default rule({
  id: 'azure-pipelines/retired-image',
  title: 'Image of hosted agents that is gone',
  why: [
    'Microsoft takes the images of its hosted agents away some years after they came. From that day a job that asks for one does not start, and the pipeline fails; in the weeks before it fails now and then, on purpose.',
    'An image that goes within half a year is reported as a hint, so that the new one can be tried in time.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/agents/hosted',
    'https://github.com/actions/runner-images/labels/Announcement',
  ],
  bad: [
    {
      files: 'trigger: none\npool:\n  vmImage: «ubuntu-20.04»\nsteps:\n  - bash: make\n',
      fixed: 'trigger: none\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: make\n',
    },
    {
      title: 'in a matrix and in a variable',
      files:
        "trigger: none\nvariables:\n  image: «'windows-2019'»\njobs:\n  - job: build\n    strategy:\n      matrix:\n        linux:\n          os: ubuntu-24.04\n        mac:\n          os: «macOS-13»\n    pool:\n      vmImage: $(os)\n    steps:\n      - bash: make\n  - job: sign\n    pool:\n      vmImage: $(image)\n    steps:\n      - bash: make sign\n",
      fixed:
        "trigger: none\nvariables:\n  image: 'windows-2025'\njobs:\n  - job: build\n    strategy:\n      matrix:\n        linux:\n          os: ubuntu-24.04\n        mac:\n          os: macos-15\n    pool:\n      vmImage: $(os)\n    steps:\n      - bash: make\n  - job: sign\n    pool:\n      vmImage: $(image)\n    steps:\n      - bash: make sign\n",
    },
    {
      title: 'about to go',
      today: '2027-01-10',
      files: 'trigger: none\npool:\n  vmImage: «ubuntu-22.04»\nsteps:\n  - bash: make\n',
      fixed: 'trigger: none\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: make\n',
    },
  ],
  good: [
    'trigger: none\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: make\n',
    {
      title: 'images of a pool of one’s own',
      files:
        'trigger: none\npool:\n  name: builders\n  vmImage: ubuntu-20.04\nsteps:\n  - bash: make\n    displayName: Test on ubuntu-20.04\n',
    },
    {
      title: 'not known, or a variable for something else',
      files:
        'trigger: none\nvariables:\n  base: ubuntu-18.04\npool:\n  vmImage: $(image)\nsteps:\n  - bash: make IMAGE=$(base)\n',
    },
    {
      title: 'a day before',
      today: '2024-06-01',
      files: 'trigger: none\npool:\n  vmImage: ubuntu-20.04\nsteps:\n  - bash: make\n',
    },
  ],
  *check({ hostedImages }, { today }) {
    for (const image of hostedImages) {
      const { end, instead } = knownImages[image.text.toLowerCase().replace(' ', '-')] ?? {};
      if (end === undefined || instead === undefined) continue;
      const isGone = end < today;
      if (!isGone && monthsBetween(today, end) > 6) continue;
      yield {
        at: image,
        ...(!isGone && { severity: 'info' }),
        message: isGone
          ? `Azure has had no image ${image.text} since ${end}, so no job starts: use ${instead}`
          : `Azure takes the image ${image.text} away on ${end}: use ${instead}`,
        fix: isParameter(image) ? undefined : { title: `Use ${instead}`, edits: [setScalar(image, instead)] },
      };
    }
  },
});

function monthsBetween(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from);
}

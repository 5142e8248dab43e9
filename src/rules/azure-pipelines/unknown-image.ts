import { rule } from '../../core/rule';
import { hostedImages as knownImages } from '../../data/azure-images';
import { isParameter } from '../../formats/azure-pipelines/image-parameters';
import { setScalar } from '../../formats/yaml';
import { meant } from '../shared/did-you-mean';

export default rule({
  id: 'azure-pipelines/unknown-image',
  title: 'Image of hosted agents that there never was',
  why: ['A job that asks for an image of a misspelt name never starts: “No image label found to route agent pool”.'],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/agents/hosted#software'],
  bad: [
    {
      files: 'trigger: none\npool:\n  vmImage: «ubuntu-lastest»\nsteps:\n  - bash: make\n',
      fixed: 'trigger: none\npool:\n  vmImage: ubuntu-latest\nsteps:\n  - bash: make\n',
    },
    {
      files:
        "trigger: none\njobs:\n  - job: build\n    pool:\n      vmImage: «'ubuntu24.04'»\n    steps:\n      - bash: make\n",
      fixed:
        "trigger: none\njobs:\n  - job: build\n    pool:\n      vmImage: 'ubuntu-24.04'\n    steps:\n      - bash: make\n",
    },
  ],
  good: [
    'trigger: none\npool:\n  vmImage: macOS-latest\nsteps:\n  - bash: make\n',
    {
      title: 'newer than what is known here',
      files: 'trigger: none\npool:\n  vmImage: ubuntu-30.04\nsteps:\n  - bash: make\n',
    },
    {
      title: 'of a pool of one’s own',
      files: 'trigger: none\npool:\n  name: builders\n  vmImage: ubuntu-lastest\nsteps:\n  - bash: make\n',
    },
  ],
  *check({ hostedImages }) {
    const known = Object.keys(knownImages);
    for (const image of hostedImages) {
      const name = image.text.toLowerCase().replace(' ', '-');
      if (known.includes(name) || /^(?:ubuntu|macos|windows)-\d+(?:\.\d+)?(?:-[\w-]+)?$/.test(name)) continue;
      const candidate = meant(
        name,
        known.filter((each) => knownImages[each]?.end === undefined),
      );
      if (candidate === undefined) continue;
      yield {
        at: image,
        message: `There is no image ${image.text}: did you mean ${candidate}?`,
        fix: isParameter(image) ? undefined : { title: `Use ${candidate}`, edits: [setScalar(image, candidate)] },
      };
    }
  },
});

import { type Fix, rule } from '../../core/rule';
import { insert } from '../../core/text';
import { stepBehind } from '../../formats/azure-pipelines/delivery-edit';
import { inputOf } from '../../formats/azure-pipelines/elements';
import type { AzureModel } from '../../formats/azure-pipelines/model';
import { scalar, setScalar } from '../../formats/yaml';
import { type OnlyLatest, onlyLatestPushed } from '../shared/delivery/only-latest-pushed';

export default rule({
  id: 'azure-pipelines/only-latest-pushed',
  title: 'Image pushed as latest only',
  why: [
    'Each push of `latest` takes the name from the image before. Nobody can tell which commit runs, a rollback has no name to go back to, and two machines that pulled at different times run different programs under one name.',
    'A tag of the run or of the commit stays; `latest` may stand beside it.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/tasks/reference/docker-v2'],
  bad: [
    {
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: «Docker@2»\n    inputs:\n      command: buildAndPush\n      repository: acme/shop\n      tags: latest\n',
      fixed:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: Docker@2\n    inputs:\n      command: buildAndPush\n      repository: acme/shop\n      tags: latest,$(Build.BuildId)\n',
    },
    {
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: |\n      docker build -t acme/shop .\n      «docker push acme/shop»\n',
      fixed:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: |\n      docker build -t acme/shop .\n      docker push acme/shop && docker tag acme/shop "acme/shop:$BUILD_BUILDID" && docker push "acme/shop:$BUILD_BUILDID"\n',
    },
  ],
  good: [
    {
      title: 'without tags it is the number of the run',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: Docker@2\n    inputs:\n      command: buildAndPush\n      repository: acme/shop\n',
    },
    {
      title: 'latest beside another',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: Docker@2\n    inputs:\n      command: buildAndPush\n      repository: acme/shop\n      tags: |\n        $(Build.BuildNumber)\n        latest\n',
    },
    {
      title: 'a variable holds the tag',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: Docker@2\n    inputs:\n      command: push\n      repository: acme/shop\n      tags: $(tag)\n',
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of onlyLatestPushed(model.delivery)) yield { ...found, fix: withRun(model, found) };
  },
});

/** A second tag, of the run, in the way in which the first one is given. */
function withRun(model: AzureModel, { step, push, image }: OnlyLatest): Fix | undefined {
  const behind = stepBehind(model, step);
  const title = 'Push it under the number of the run as well';
  const { file, end } = push.at;
  if (
    push.by === 'docker push' &&
    behind?.script?.language === 'bash' &&
    /^[\w./:-]+$/.test(image) &&
    isWhole(file.text, end)
  ) {
    const name = `"${image}:$BUILD_BUILDID"`;
    return { title, edits: [insert(file, end, ` && docker tag ${image} ${name} && docker push ${name}`)] };
  }
  const tags = scalar(inputOf(behind?.inputs, 'tags'));
  if (tags?.text.trim() !== 'latest' || tags.style === 'literal' || tags.style === 'folded') return undefined;
  return { title, edits: [setScalar(tags, 'latest,$(Build.BuildId)')] };
}

/** Whether a command ends with its line. */
function isWhole(text: string, end: number): boolean {
  return /^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 200));
}

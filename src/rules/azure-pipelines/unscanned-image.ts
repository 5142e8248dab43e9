import { type Fix, rule } from '../../core/rule';
import { stepBehind } from '../../formats/azure-pipelines/delivery-edit';
import type { AzureModel } from '../../formats/azure-pipelines/model';
import { seq, Verbatim } from '../../formats/yaml';
import { appendItem } from '../../formats/yaml/edit';
import type { Delivered } from '../shared/delivery/delivered';
import { unscannedImage } from '../shared/delivery/unscanned-image';

export default rule({
  id: 'azure-pipelines/unscanned-image',
  title: 'Image pushed without a scan',
  why: [
    'An image brings along hundreds of packages that nobody of the team has chosen. Which of them have known holes is told by a scan in a minute; without one it is told by whoever finds them first.',
    'Silent where anything in the pipeline scans, and for registries that scan by themselves once that is switched on, such as Azure Container Registry with Defender.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: ['https://trivy.dev/docs/latest/guide/target/container_image/'],
  bad: [
    {
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: «Docker@2»\n    inputs:\n      command: buildAndPush\n      containerRegistry: hub\n      repository: acme/shop\n',
      fixed:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: Docker@2\n    inputs:\n      command: buildAndPush\n      containerRegistry: hub\n      repository: acme/shop\n  - bash: trivy image --exit-code 1 --severity HIGH,CRITICAL image\n    displayName: Scan the image\n',
    },
    {
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: image\n    steps:\n      - bash: |\n          docker build -t acme/shop:1 .\n          «docker push acme/shop:1»\n',
      fixed:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\njobs:\n  - job: image\n    steps:\n      - bash: |\n          docker build -t acme/shop:1 .\n          docker push acme/shop:1\n      - bash: trivy image --exit-code 1 --severity HIGH,CRITICAL image\n        displayName: Scan the image\n',
    },
  ],
  good: [
    'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: docker build -t acme/shop:1 . && trivy image acme/shop:1 && docker push acme/shop:1\n',
    {
      title: 'the registry may scan',
      files: 'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: docker push shop.azurecr.io/shop:1\n',
    },
    {
      title: 'only built',
      files:
        'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: Docker@2\n    inputs:\n      command: build\n      repository: acme/shop\n',
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of unscannedImage(model.delivery)) yield { ...found, fix: scan(model, found) };
  },
});

/** A step after the one that pushes; which image, and how Trivy comes onto the agent, is left to be filled in. */
function scan(model: AzureModel, { step }: Delivered): Fix | undefined {
  const list = stepBehind(model, step)?.map.holder?.parent;
  const steps = list?.kind === 'seq' ? seq(list) : undefined;
  if (!steps || steps.holder?.alias) return undefined;
  const item = {
    bash: new Verbatim('trivy image --exit-code 1 --severity HIGH,CRITICAL ${1:image}'),
    displayName: 'Scan the image',
  };
  return { title: 'Add a step that scans the image', edits: [appendItem(steps, item)] };
}

import { type Fix, rule } from '../../core/rule';
import { stepBehind } from '../../formats/github-actions/delivery-edit';
import type { ActionsModel } from '../../formats/github-actions/model';
import { seq } from '../../formats/yaml/access';
import { appendItem } from '../../formats/yaml/edit';
import { Verbatim } from '../../formats/yaml/render';
import type { Delivered } from '../shared/delivery/delivered';
import { unscannedImage } from '../shared/delivery/unscanned-image';

export default rule({
  id: 'github-actions/unscanned-image',
  title: 'Image pushed without a scan',
  why: [
    'An image brings along hundreds of packages that nobody of the team has chosen. Which of them have known holes is told by a scan in a minute; without one it is told by whoever finds them first.',
    'Silent where any workflow of the repository scans anything, and for registries that scan by themselves once that is switched on.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'template',
  links: [
    'https://trivy.dev/docs/latest/guide/target/container_image/',
    'https://docs.docker.com/scout/integrations/ci/gha/',
  ],
  bad: [
    {
      files: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: «docker/build-push-action@v6»
        with:
          push: true
          tags: ghcr.io/acme/shop:\${{ github.sha }}
`,
      fixed: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: ghcr.io/acme/shop:\${{ github.sha }}
      - name: Scan the image
        run: trivy image --exit-code 1 --severity HIGH,CRITICAL image
`,
    },
    {
      title: 'by a command',
      files: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: |
          docker build -t acme/shop:1 .
          «docker push acme/shop:1»
`,
      fixed: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: |
          docker build -t acme/shop:1 .
          docker push acme/shop:1
      - name: Scan the image
        run: trivy image --exit-code 1 --severity HIGH,CRITICAL image
`,
    },
  ],
  good: [
    `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: docker build -t acme/shop:1 .
      - uses: aquasecurity/trivy-action@0.33.1
        with:
          image-ref: acme/shop:1
      - run: docker push acme/shop:1
`,
    {
      title: 'another workflow scans',
      files: {
        '.github/workflows/image.yml': `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: docker push acme/shop:1
`,
        '.github/workflows/scan.yml': `on:
  schedule:
    - cron: 1 1 * * 1
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - run: grype acme/shop:1
`,
      },
    },
    {
      title: 'the registry scans',
      files: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/amazon-ecr-login@v2
      - run: docker push "$REPOSITORY:$TAG"
`,
    },
    {
      title: 'nothing is pushed',
      files: `on: pull_request
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/build-push-action@v6
        with:
          push: \${{ github.event_name == 'push' }}
`,
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of unscannedImage(model.delivery)) yield { ...found, fix: scan(model, found) };
  },
});

/** A step after all others; which image, and how Trivy comes onto the runner, is left to be filled in. */
function scan(model: ActionsModel, { step }: Delivered): Fix | undefined {
  const steps = seq(stepBehind(model, step)?.job?.map.get('steps'));
  if (!steps || steps.holder?.alias) return undefined;
  const item = {
    name: 'Scan the image',
    run: new Verbatim('trivy image --exit-code 1 --severity HIGH,CRITICAL ${1:image}'),
  };
  return { title: 'Add a step that scans the image', edits: [appendItem(steps, item)] };
}

import { type Fix, rule } from '../../core/rule';
import { insert, replace } from '../../core/text';
import { stepBehind } from '../../formats/github-actions/delivery-edit';
import type { ActionsModel } from '../../formats/github-actions/model';
import { scalar } from '../../formats/yaml/access';
import { locate } from '../../formats/yaml/locate';
import { type OnlyLatest, onlyLatestPushed } from '../shared/delivery/only-latest-pushed';

export default rule({
  id: 'github-actions/only-latest-pushed',
  title: 'Image pushed as latest only',
  why: [
    'Each push of `latest` takes the name from the image before. Nobody can tell which commit runs, a rollback has no name to go back to, and two machines that pulled at different times run different programs under one name.',
    'A tag of the commit (or of the version) stays; `latest` may stand beside it.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/build/ci/github-actions/manage-tags-labels/',
    'https://docs.github.com/en/actions/tutorials/publish-packages/publish-docker-images',
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
      - uses: «docker/build-push-action@v6»
        with:
          push: true
          tags: ghcr.io/acme/shop:latest
`,
      fixed: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: ghcr.io/acme/shop:latest,ghcr.io/acme/shop:\${{ github.sha }}
`,
    },
    {
      title: 'without a tag it is latest as well',
      files: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: |
          docker build -t acme/shop .
          «docker push acme/shop»
`,
      fixed: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: |
          docker build -t acme/shop .
          docker push acme/shop && docker tag acme/shop "acme/shop:$GITHUB_SHA" && docker push "acme/shop:$GITHUB_SHA"
`,
    },
    {
      title: 'the registry comes from the environment, the tag does not',
      files: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: «docker/build-push-action@v6»
        with:
          push: true
          tags: |
            \${{ env.REGISTRY }}/shop:latest
`,
      fixed: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: |
            \${{ env.REGISTRY }}/shop:latest
            \${{ env.REGISTRY }}/shop:\${{ github.sha }}
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
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: |
            ghcr.io/acme/shop:latest
            ghcr.io/acme/shop:\${{ github.sha }}
`,
    {
      title: 'the tags are made elsewhere',
      files: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: \${{ steps.meta.outputs.tags }}
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
          tags: ghcr.io/acme/shop:latest
`,
    },
    {
      title: 'the version is pushed first',
      files: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: docker push acme/shop:\${{ github.sha }}
      - run: docker push acme/shop:latest
`,
    },
    {
      title: 'a variable may hold the tag',
      files: `on:
  push:
    branches: [main]
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: docker push "$IMAGE"
`,
    },
  ],
  *check(model) {
    if (!model.delivery) return;
    for (const found of onlyLatestPushed(model.delivery)) yield { ...found, fix: withCommit(model, found) };
  },
});

/** A second tag, of the commit, in the way in which the first one is given. */
function withCommit(model: ActionsModel, { step, push, image }: OnlyLatest): Fix | undefined {
  const behind = stepBehind(model, step);
  const title = 'Push it under the commit as well';
  if (
    push.by === 'docker push' &&
    behind?.run &&
    /^[\w./:-]+$/.test(image) &&
    isWhole(push.at.file.text, push.at.end)
  ) {
    const name = `"${image}:$GITHUB_SHA"`;
    const text = ` && docker tag ${image} ${name} && docker push ${name}`;
    return { title, edits: [insert(push.at.file, push.at.end, text)] };
  }
  const tags = scalar(behind?.with?.get('tags'));
  const at = tags?.text.indexOf(image) ?? -1;
  if (!tags || at < 0 || tags.holder?.alias) return undefined;
  const colon = tags.text.startsWith(':latest', at + image.length)
    ? at + image.length + ':latest'.length
    : at + image.length;
  const end = locate(tags, colon, colon);
  const isList = tags.style === 'literal';
  const indent = ' '.repeat(tags.file.position(locate(tags, at, at).start).column);
  const separator = isList ? tags.file.eol + indent : ',';
  return { title, edits: [replace(end, `${separator}${image}:\${{ github.sha }}`)] };
}

/** Whether a command ends with its line. */
function isWhole(text: string, end: number): boolean {
  return /^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 200));
}

import type { Span } from '../../core/text';
import { GLOBAL_KEYWORDS } from '../../data/gitlab-keywords';
import type { GitlabFile } from '../../formats/gitlab-ci/model';
import { items, map, scalar } from '../../formats/yaml/access';
import { locate } from '../../formats/yaml/locate';
import type { YamlMap, YamlNode, YamlScalar } from '../../formats/yaml/syntax';
import { type ImageReference, parseImage } from './image';

/** An image that jobs run in or beside, where it is written. */
export interface WrittenImage {
  readonly scalar: YamlScalar;
  readonly reference: ImageReference;
  readonly isService: boolean;
  spanOf(start: number, end: number): Span;
}

/** GitLab's cache of Docker Hub, which stands before the names of images. */
const PROXY = /^\$(?:\{CI_DEPENDENCY_PROXY_[A-Z_]{1,40}\}|CI_DEPENDENCY_PROXY_[A-Z_]{1,40})\//;

/** The images of a file, as far as their names are written out; each place once. */
export function* imagesIn({ root }: GitlabFile): Generator<WrittenImage> {
  if (!root) return;
  const seen = new Set<YamlScalar>();
  for (const { node, isService } of imageNodes(root)) {
    const written = node.kind === 'map' ? scalar(node.get('name')) : scalar(node);
    if (!written || seen.has(written) || written.file !== root.file) continue;
    seen.add(written);
    const skipped = PROXY.exec(written.text)?.[0].length ?? 0;
    const reference = parseImage(written.text.slice(skipped));
    if (reference)
      yield {
        scalar: written,
        reference,
        isService,
        spanOf: (start, end) => locate(written, start + skipped, end + skipped),
      };
  }
}

interface ImageNode {
  readonly node: YamlNode;
  readonly isService: boolean;
}

function* imageNodes(root: YamlMap): Generator<ImageNode> {
  yield* below(root);
  for (const { name, value } of root.ownPairs) {
    const body = map(value);
    if (body && (name === 'default' || !GLOBAL_KEYWORDS.has(name))) yield* below(body);
  }
}

function* below(body: YamlMap): Generator<ImageNode> {
  const image = body.get('image');
  if (image) yield { node: image, isService: false };
  for (const service of items(body.get('services'))) yield { node: service, isService: true };
}

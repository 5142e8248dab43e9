/** A part of an image reference, and where it stands in the text of the reference, in UTF-16 units. */
export interface ImagePart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A container image as written: `[registry/]repository[:tag][@digest]`. */
export interface ImageReference {
  readonly text: string;
  /** The host of the registry; `docker.io` where none is written. */
  readonly registry: string;
  /** The path within the registry: `library/node` for `node`. */
  readonly repository: string;
  /** Registry and repository as written: all that stands before tag and digest. */
  readonly name: ImagePart;
  readonly tag: ImagePart | undefined;
  /** Algorithm and hash, such as `sha256:…`. */
  readonly digest: ImagePart | undefined;
}

const DOCKER_HUB = 'docker.io';
const HOST = /^[A-Za-z0-9.-]+(?::[0-9]+)?$/;
const REPOSITORY = /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,}$/;

/** Reads an image reference. Undefined for what names no image as it stands: variables, templates, nothing at all. */
export function parseImage(text: string): ImageReference | undefined {
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : part(text, at + 1, text.length);
  if (digest && !DIGEST.test(digest.text)) return undefined;
  const named = at < 0 ? text.length : at;
  const colon = text.lastIndexOf(':', named - 1);
  const tagged = colon > text.lastIndexOf('/', named - 1);
  const tag = tagged ? part(text, colon + 1, named) : undefined;
  if (tag && !TAG.test(tag.text)) return undefined;
  const name = part(text, 0, tagged ? colon : named);
  const { registry, path } = splitRegistry(name.text);
  if (!HOST.test(registry) || !REPOSITORY.test(path)) return undefined;
  const repository = registry === DOCKER_HUB && !path.includes('/') ? `library/${path}` : path;
  return { text, registry, repository, name, tag, digest };
}

/** The tag that is pulled where neither tag nor digest is written is `latest`. Undefined where a digest decides. */
export function effectiveTag({ tag, digest }: ImageReference): string | undefined {
  return tag?.text ?? (digest ? undefined : 'latest');
}

/** The name of a Docker official image, such as `node`, or undefined for any other image. */
export function officialName({ registry, repository }: ImageReference): string | undefined {
  return registry === DOCKER_HUB && repository.startsWith('library/') ? repository.slice('library/'.length) : undefined;
}

function part(text: string, start: number, end: number): ImagePart {
  return { text: text.slice(start, end), start, end };
}

function splitRegistry(name: string): { registry: string; path: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  if (!/[.:A-Z]/.test(first) && first !== 'localhost') return { registry: DOCKER_HUB, path: name };
  const registry = /^(?:index\.|registry-1\.)?docker\.io$/.test(first) ? DOCKER_HUB : first;
  return { registry, path: name.slice(slash + 1) };
}

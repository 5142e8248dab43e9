import endOfLife from '../../data/end-of-life.json';
import { discontinuation } from './discontinued';
import { effectiveTag, type ImageReference } from './image';

/** A line of versions. `end` is the last day of free support, `false` while none is set, `true` where it is over since some unknown day. */
interface Release {
  readonly cycle: string;
  readonly end: string | boolean;
  /** From when on it is a line for production, or that it is one. */
  readonly lts?: string | boolean | undefined;
  readonly codename?: string | undefined;
}

interface Product {
  readonly name: string;
  /** Minor versions follow each other within weeks: only the end of a major version counts. */
  readonly rolling?: boolean | undefined;
  /** It keeps data that an older version can't read. */
  readonly keepsData?: boolean | undefined;
  readonly releases: readonly Release[];
  readonly images: Readonly<Record<string, ImageTags>>;
}

interface ImageTags {
  readonly latest?: string | undefined;
  /** By version as tags write it: what may follow it, such as `-alpine`, or nothing. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

/** What a tag stands for. */
interface Line {
  readonly product: Product;
  readonly release: Release;
  /** How the version is written: `20`, or `bookworm`. */
  readonly version: string;
  /** What follows it: `-alpine3.18`. */
  readonly ending: string;
}

/** Support that is over. */
export interface EndOfSupport {
  /** `Node.js 16`, or `Debian buster` for the system beneath. */
  readonly what: string;
  /** The last day, as `2023-09-11`, where it is known. */
  readonly since: string | undefined;
  /** The image that takes the place of one that is discontinued. */
  readonly successor: string | undefined;
}

/** A tag that exists and is supported. */
export interface SupportedTag {
  readonly tag: string;
  /** The last day of support, where it is set already. */
  readonly until: string | undefined;
  /** Whether data of older versions has to be brought over. */
  readonly keepsData: boolean;
}

const PRODUCTS: Readonly<Record<string, Product>> = endOfLife.products;
const BY_IMAGE = new Map(
  Object.values(PRODUCTS).flatMap((product) => Object.keys(product.images).map((image) => [image, product] as const)),
);
const SYSTEMS = [PRODUCTS.debian, PRODUCTS.ubuntu].flatMap((product) =>
  (product?.releases ?? []).map((release) => ({ product, release })),
);

/** When the support of an image ended, of its product or of the system beneath; undefined while it lasts and where nothing is known. */
export function endOfSupport(reference: ImageReference, today: string): EndOfSupport | undefined {
  let known = ENDS.get(reference);
  if (known?.today !== today) {
    known = { today, end: findEnd(reference, today) };
    ENDS.set(reference, known);
  }
  return known.end;
}

/** Several rules ask about one reference. */
const ENDS = new WeakMap<ImageReference, { readonly today: string; readonly end: EndOfSupport | undefined }>();

function findEnd(reference: ImageReference, today: string): EndOfSupport | undefined {
  const gone = discontinuation(reference, imageKey(reference));
  const line = lineOf(reference);
  const isEarlyBuild = PRERELEASE.test(reference.tag?.text.replace(/^[\d.]+/, '') ?? '');
  // Early builds of the next version may still be made where all else has ended.
  if (gone && !line) return isEarlyBuild ? undefined : { what: `The image ${reference.name.text}`, ...gone };
  if (!line) return undefined;
  const { product, release, version } = line;
  const end = endOf(product, release);
  if (isOver(end, today)) return { what: `${product.name} ${version}`, since: dayOf(end), successor: gone?.successor };
  const system = systemOf(line.ending);
  if (!system || !isOver(system.release.end, today)) return undefined;
  const { cycle, codename } = system.release;
  return {
    what: `${system.product.name} ${codename ?? cycle}`,
    since: dayOf(system.release.end),
    successor: undefined,
  };
}

/**
 * The newest supported tag of the same image and flavour, lines for production first: `24-alpine` for `node:20-alpine`
 * and for `node`, `24`. An image whose version lasts stays with it. Never an older version, never a tag that may not exist;
 * undefined where there is none.
 */
export function newestSupported(reference: ImageReference, today: string): SupportedTag | undefined {
  const tags = BY_IMAGE.get(imageKey(reference))?.images[imageKey(reference)];
  const line = lineOf(reference) ?? latestLine(reference);
  if (!tags || !line || reference.digest) return undefined;
  const { product, release } = line;
  const flavours = [...new Set([line.ending, withoutSystemRelease(line.ending)])].filter(
    (ending) => !isOver(systemOf(ending)?.release.end ?? false, today),
  );
  const candidates = Object.keys(tags.tags)
    .flatMap((version) => {
      const found = releaseOf(product, version);
      const flavour = flavours.find((each) => tags.tags[version]?.includes(each));
      return found && flavour !== undefined ? { version, release: found, flavour } : [];
    })
    .filter((each) => !isOver(endOf(product, each.release), today) && compareCycles(each.release, release) >= 0)
    .sort((a, b) => compareCycles(b.release, a.release));
  const isSame = (each: { release: Release }): boolean => each.release === release && line.version !== '';
  const best =
    candidates.find(isSame) ?? candidates.find((each) => isForProduction(each.release, today)) ?? candidates[0];
  if (!best) return undefined;
  const isNamed = line.version !== '' && line.version === release.codename && best.release.codename !== undefined;
  const tag = `${isNamed ? best.release.codename : best.version}${best.flavour}`;
  if (tag === reference.tag?.text) return undefined;
  return { tag, until: dayOf(endOf(product, best.release)), keepsData: product.keepsData ?? false };
}

/** Mirrors of Docker's official images carry the same tags. */
function imageKey({ registry, repository }: ImageReference): string {
  if (registry === 'public.ecr.aws' && repository.startsWith('docker/library/'))
    return `docker.io/${repository.slice(7)}`;
  return registry === 'mirror.gcr.io' ? `docker.io/${repository}` : `${registry}/${repository}`;
}

/** Versions that are not out yet. */
const PRERELEASE = /^-(?:rc|ea|alpha|beta|preview|pre|dev|nightly|snapshot|milestone|m\d|edge|unstable)/i;

function lineOf(reference: ImageReference): Line | undefined {
  const product = BY_IMAGE.get(imageKey(reference));
  const tag = reference.tag?.text;
  return product && tag !== undefined ? (numberedLine(product, tag) ?? namedLine(product, tag)) : undefined;
}

function numberedLine(product: Product, tag: string): Line | undefined {
  const [written, version = ''] = /^v?(\d+(?:\.\d+)*)/.exec(tag) ?? [];
  if (written === undefined) return undefined;
  // Java's builds: `8u312-b07`, `17.0.2_8`.
  const ending = tag.slice(written.length).replace(/^(?:u\d+(?:-b\d+)?|_\d+(?:\.\d+)*)/, '');
  const release = releaseOf(product, version);
  if (!release || !/^(?:$|-)/.test(ending) || PRERELEASE.test(ending)) return undefined;
  return { product, release, version: version.startsWith(release.cycle) ? release.cycle : version, ending };
}

/** `bookworm-slim`, `jammy-20240111`. */
function namedLine(product: Product, tag: string): Line | undefined {
  const release = product.releases.find(({ codename }) => codename !== undefined && codename === tag.split('-')[0]);
  if (!release?.codename) return undefined;
  const ending = tag.slice(release.codename.length).replace(/^-\d{8}(?:\.\d+)?/, '');
  return { product, release, version: release.codename, ending };
}

/** What takes the place of `latest`: any version will do, but data must stay readable. */
function latestLine(reference: ImageReference): Line | undefined {
  const product = BY_IMAGE.get(imageKey(reference));
  if (!product || effectiveTag(reference) !== 'latest') return undefined;
  const { latest } = product.images[imageKey(reference)] ?? {};
  const oldest = product.keepsData
    ? latest && releaseOf(product, latest)
    : [...product.releases].sort(compareCycles)[0];
  return oldest ? { product, release: oldest, version: '', ending: '' } : undefined;
}

/** The line of a version: `3.11` of `3.11.4`. Where a version names several lines (`7` of PHP), the newest of them. */
function releaseOf({ releases }: Product, version: string): Release | undefined {
  for (let cycle = version; cycle !== ''; cycle = cycle.slice(0, Math.max(cycle.lastIndexOf('.'), 0))) {
    const found = releases.find((each) => each.cycle === cycle);
    if (found) return found;
  }
  return releases
    .filter(({ cycle }) => cycle.startsWith(`${version}.`))
    .sort(compareCycles)
    .at(-1);
}

function endOf({ rolling, releases }: Product, release: Release): Release['end'] {
  if (!rolling) return release.end;
  const ends = releases.filter(({ cycle }) => majorOf(cycle) === majorOf(release.cycle)).map(({ end }) => end);
  if (ends.includes(false)) return false;
  return (
    ends
      .filter((end) => typeof end === 'string')
      .sort()
      .at(-1) ?? true
  );
}

/** Support lasts through its last day. */
function isOver(end: Release['end'], today: string): boolean {
  return typeof end === 'string' ? end < today : end;
}

function dayOf(end: Release['end']): string | undefined {
  return typeof end === 'string' ? end : undefined;
}

function isForProduction({ lts }: Release, today: string): boolean {
  return typeof lts === 'string' ? lts <= today : lts === true;
}

/** The release of Debian, Ubuntu or Alpine that the ending of a tag names. */
function systemOf(ending: string): { readonly product: Product; readonly release: Release } | undefined {
  for (const word of ending.split('-')) {
    const system = BY_CODENAME.get(word);
    if (system?.product) return { product: system.product, release: system.release };
  }
  const product = PRODUCTS['alpine-linux'];
  const version = /-alpine-?(\d+\.\d+)(?:-|$)/.exec(ending)?.[1];
  const release = product?.releases.find(({ cycle }) => cycle === version);
  return product && release && { product, release };
}

const BY_CODENAME = new Map(SYSTEMS.map((system) => [system.release.codename, system] as const));

/** `-slim` for `-slim-buster`, `-alpine` for `-alpine3.15`. */
function withoutSystemRelease(ending: string): string {
  const words = ending.replace(/-alpine-?\d+\.\d+(?=-|$)/, '-alpine').split('-');
  return words.filter((word) => !BY_CODENAME.has(word)).join('-');
}

function majorOf(cycle: string): string {
  return cycle.split('.')[0] ?? cycle;
}

function compareCycles(a: Release, b: Release): number {
  const [left, right] = [a, b].map(({ cycle }) => cycle.split('.').map(Number));
  for (let i = 0; i < Math.max(left?.length ?? 0, right?.length ?? 0); i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

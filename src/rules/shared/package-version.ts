import { type Edit, replace } from '../../core/text';
import type { ShellWord } from '../../formats/shell/word';
import type { PackageCall } from './package-calls';
import type { PackageFamily } from './package-managers';

/** A package that a call installs in whatever version is the newest. */
export interface UnpinnedPackage {
  readonly word: ShellWord;
  readonly name: string;
  /** What begins the version: `==` for pip. */
  readonly separator: string;
}

interface Versions {
  readonly separator: string;
  /** What is no name of a package in a registry, but a file, a folder or an address that says its version. */
  readonly elsewhere: RegExp;
  /** A name with a version. */
  readonly pinned: RegExp;
  /** Where the name ends. */
  readonly end?: RegExp;
  /** Options that say the version of all, or where it is to be found. */
  readonly settles?: readonly string[];
}

const FILE = /^(?:\.{1,2}(?:\/|$)|\/|~|file:|\$)|[*?]/;

const VERSIONS: Readonly<Partial<Record<PackageFamily, Versions>>> = {
  apt: { separator: '=', elsewhere: /^(?:\.{0,2}\/)|\.deb$|[*?^]|[+-]$/, pinned: /[=/]/ },
  apk: { separator: '=', elsewhere: /^(?:\.{0,2}\/|\.|!)|\.apk$|[*?]/, pinned: /[=<>~]/, end: /@/ },
  dnf: {
    separator: '-',
    elsewhere: /^(?:\.{0,2}\/|@|https?:)|\.rpm$|[*?]/,
    pinned: /-\d|^\S+\s*[=<>]/,
  },
  zypper: { separator: '=', elsewhere: /^(?:\.{0,2}\/|https?:|pattern:|-|\+)|\.rpm$|[*?]/, pinned: /[=<>]/ },
  pip: {
    separator: '==',
    elsewhere: /^(?:\.{1,2}(?:[/[]|$)|\/|~|file:|https?:)|\.(?:whl|zip|tar\.gz|tgz)(?:\[|$)|^\w+\+\w+:.*\/[^/]*@|[*?]/,
    pinned: /===?|~=|<|@/,
    end: />|!=|;|\s/,
    settles: [
      '-c',
      '--constraint',
      '--constraints',
      '--no-index',
      '--require-hashes',
      '-f',
      '--find-links',
      '--exclude-newer',
    ],
  },
  conda: {
    separator: '=',
    elsewhere: /^(?:\.{0,2}\/|https?:)|\.(?:conda|tar\.bz2)$|[*?]/,
    pinned: /[=<]|\s/,
    end: />/,
    settles: ['-f', '--file', '--clone'],
  },
  npm: NPM(),
  yarn: NPM(),
  pnpm: NPM(),
  bun: NPM(),
  gem: {
    separator: ':',
    elsewhere: new RegExp(`${FILE.source}|\\.gem$`),
    pinned: /:\d/,
    settles: ['-v', '--version', '--local', '-l', '-g', '--file'],
  },
  cargo: {
    separator: '@',
    elsewhere: FILE,
    pinned: /@/,
    settles: ['--version', '--vers', '--path', '--rev', '--tag'],
  },
  go: {
    separator: '@',
    // Without a version the module at hand says it.
    elsewhere: /^[^@]*$/,
    pinned: /@(?!(?:latest|upgrade|patch|master|main|head)$)/i,
    end: /@/,
  },
};

function NPM(): Versions {
  return {
    separator: '@',
    elsewhere: new RegExp(
      `${FILE.source}|\\.t(?:ar\\.)?gz$|^https?:|^(?:git|github|gitlab)[+:].*#|^[^@/]+/.*#|^(?:workspace|link|portal|patch):`,
    ),
    pinned: /.@(?!(?:latest|next|beta|alpha|canary|rc|nightly|lts|stable|\*|x)?$)/,
    end: /(?<=.)@/,
  };
}

/** What of pip is a tool of the build, and mostly renewed on purpose. */
const PIPS_OWN: ReadonlySet<string> = new Set(['pip', 'setuptools', 'wheel']);

/** The packages of a call that are named without a version; none where something else may say it. */
export function unpinnedPackages({
  family,
  packages,
  given,
  subcommand,
  action,
}: PackageCall): readonly UnpinnedPackage[] {
  const versions = VERSIONS[family];
  if (action !== 'install' || !versions || given.mayHoldMore || given.has(...(versions.settles ?? []))) return [];
  if (/^(?:build-dep|group|groupinstall|downgrade)$/.test(subcommand?.value ?? '')) return [];
  const { separator, elsewhere, pinned, end } = versions;
  return packages.flatMap((word) => {
    const { value } = word;
    if (value === undefined || value === '' || elsewhere.test(value) || pinned.test(value)) return [];
    const name = end ? (value.split(end, 1)[0] ?? value) : value;
    return family === 'pip' && PIPS_OWN.has(name) ? [] : [{ word, name, separator }];
  });
}

/** The packages in words: the first by its name, the others by their number. */
export function inWords([first, ...others]: readonly UnpinnedPackage[]): string {
  const name = `\`${first?.name.slice(0, 60) ?? ''}\``;
  if (others.length === 0) return name;
  return others.length === 1 ? `${name} and one more` : `${name} and ${others.length} more`;
}

/** Puts a version to be filled in behind the names of packages, or in place of `@latest`; undefined where that is more than a version. */
export function versionEdits(unpinned: readonly UnpinnedPackage[]): readonly Edit[] | undefined {
  const edits = unpinned.map(({ word, name, separator }, index) => {
    const { value = '', raw, span } = word;
    const tag = value.slice(name.length);
    const isAddress = name.includes('://');
    if (word.isExpanded || name.includes('#') || (tag !== '' && !tag.startsWith('@'))) return undefined;
    const isQuoted = /["']$/.test(raw) || word.isExec;
    const end = span.end - (isQuoted ? 1 : 0);
    const isGo = /^[\w-]+\.\w+\//.test(name) && separator === '@';
    const version = `${isAddress ? '@' : separator}\${${index + 1}:${isGo || isAddress ? 'v' : ''}1.0.0}`;
    return replace({ ...span, start: end - tag.length, end }, version);
  });
  const known = edits.filter((edit) => edit !== undefined);
  return known.length === edits.length ? known : undefined;
}

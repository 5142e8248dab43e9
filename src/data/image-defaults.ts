// What Docker official images set, from their Dockerfiles, August 2026.

/** Official images that start in the root folder: they name no `WORKDIR`. */
export const STARTS_IN_ROOT: ReadonlySet<string> = new Set(
  (
    'almalinux alpine amazoncorretto amazonlinux archlinux buildpack-deps busybox centos debian eclipse-temurin ' +
    'elixir erlang fedora gcc haskell maven nginx node openjdk oraclelinux pypy python rockylinux ruby rust ' +
    'sapmachine swift ubuntu'
  ).split(' '),
);

const ONLY_PATH = /^PATH$/;

/** The variables that an official image may set, by its name; nothing is known of images that are not here. */
export const IMAGE_ENVIRONMENT: ReadonlyMap<string, RegExp> = new Map([
  ...['almalinux', 'alpine', 'amazonlinux', 'archlinux', 'busybox', 'buildpack-deps', 'centos', 'debian'].map(
    (name): [string, RegExp] => [name, ONLY_PATH],
  ),
  ...['oraclelinux', 'rockylinux', 'ubuntu'].map((name): [string, RegExp] => [name, ONLY_PATH]),
  ['fedora', /^(?:PATH|DISTTAG|FGC|FBR|container)$/],
  ['eclipse-temurin', /^(?:PATH|LANG|LANGUAGE|LC_ALL|JAVA_\w+)$/],
  ['golang', /^(?:PATH|GO\w*)$/],
  ['nginx', /^(?:PATH|NGINX_\w+|NJS_\w+|ACME_\w+|PKG_RELEASE|DYNPKG_RELEASE)$/],
  ['node', /^(?:PATH|NODE_VERSION|YARN_VERSION)$/],
  ['openjdk', /^(?:PATH|LANG|JAVA_\w+)$/],
  ['python', /^(?:PATH|LANG|GPG_KEY|PYTHON\w*)$/],
  ['ruby', /^(?:PATH|LANG|RUBY\w*|GEM\w*|BUNDLE\w*)$/],
  ['rust', /^(?:PATH|RUST\w*|CARGO\w*)$/],
]);

/** What a subcommand does with packages. `refresh` fetches lists of packages, `clean` removes what is kept. */
export type PackageAction = 'install' | 'lock' | 'upgrade' | 'distribution' | 'refresh' | 'remove' | 'clean';

type SystemFamily = 'apt' | 'apk' | 'dnf' | 'zypper';
export type PackageFamily = SystemFamily | 'conda' | 'pip' | 'npm' | 'yarn' | 'pnpm' | 'bun' | 'gem' | 'go' | 'cargo';

/** The words that one family of package managers understands. */
export interface PackageManager {
  readonly programs: RegExp;
  readonly actions: Readonly<Partial<Record<PackageAction, readonly string[]>>>;
  /** Words before the subcommand: `global` of `yarn global add`. */
  readonly prefixes?: readonly string[];
  /** What it does without a subcommand. */
  readonly otherwise?: PackageAction;
  /** Options whose value is the next word. */
  readonly valued: readonly string[];
  /** Options with which nothing is changed. */
  readonly inert: readonly string[];
}

/** The families that install packages of the system; the others install those of a language. */
export const SYSTEM_FAMILIES: ReadonlySet<PackageFamily> = new Set<SystemFamily>(['apt', 'apk', 'dnf', 'zypper']);

/** What is known of package managers: one table for all rules. */
export const PACKAGE_MANAGERS: Readonly<Record<PackageFamily, PackageManager>> = {
  apt: {
    programs: /^(?:apt|apt-get|aptitude)$/,
    actions: {
      install: words('install reinstall build-dep satisfy'),
      upgrade: words('upgrade safe-upgrade'),
      distribution: words('dist-upgrade full-upgrade'),
      refresh: ['update'],
      remove: words('remove purge autoremove autopurge'),
      clean: words('distclean dist-clean'),
    },
    valued: words('-o --option -c --config-file -t --target-release --default-release -a --host-architecture'),
    inert: words('-s --simulate --just-print --dry-run --recon --no-act --print-uris -h --help -v --version'),
  },
  apk: {
    programs: /^apk$/,
    actions: {
      install: ['add'],
      upgrade: ['upgrade'],
      refresh: ['update'],
      remove: ['del'],
      clean: ['cache'],
    },
    valued: words('-t --virtual -X --repository -p --root --keys-dir --repositories-file --cache-dir --arch --wait'),
    inert: words('-s --simulate -h --help'),
  },
  dnf: {
    programs: /^(?:dnf|dnf5|microdnf|tdnf|yum)$/,
    actions: {
      install: words('install reinstall localinstall groupinstall group swap downgrade'),
      upgrade: words('upgrade update'),
      distribution: words('distro-sync distrosync dsync system-upgrade'),
      refresh: words('makecache check-update'),
      remove: words('remove erase autoremove'),
      clean: ['clean'],
    },
    valued: words(
      '-c --config -d -e -x --exclude --enablerepo --disablerepo --repo --repoid --setopt --installroot --releasever',
    ),
    inert: words('-h --help --version --downloadonly'),
  },
  zypper: {
    programs: /^zypper$/,
    actions: {
      install: words('install in'),
      upgrade: words('update up patch'),
      distribution: words('dist-upgrade dup'),
      refresh: words('refresh ref'),
      remove: words('remove rm'),
      clean: words('clean cc'),
    },
    valued: words('-c --config -R --root --installroot -r --repo -t --type -p --plus-repo'),
    inert: words('-D --dry-run -h --help'),
  },
  pip: {
    programs: /^(?:pip(?:[23](?:\.\d+)?)?|pipx|uv)$/,
    prefixes: words('pip tool'),
    actions: { install: ['install'], remove: ['uninstall'], clean: ['cache'] },
    valued: words(
      '-r --requirement --requirements -c --constraint --constraints -i --index-url --extra-index-url --index -t --target ' +
        '--cache-dir --proxy --log -f --find-links -e --editable --trusted-host --platform --python-version --python -p ' +
        '--implementation --abi --only-binary --no-binary --prefix --root --timeout --retries --upgrade-strategy --src ' +
        '--progress-bar --use-feature --config-settings -C --global-option --exists-action --spec --pip-args --cert --with',
    ),
    inert: words('--dry-run --help -h'),
  },
  conda: {
    programs: /^(?:conda|mamba|micromamba)$/,
    actions: {
      install: words('install create'),
      upgrade: words('update upgrade'),
      remove: words('remove uninstall'),
      clean: ['clean'],
    },
    valued: words('-n --name -c --channel -p --prefix -f --file --platform --solver --repodata-fn'),
    inert: words('-d --dry-run -h --help --download-only'),
  },
  npm: {
    programs: /^npm$/,
    actions: { install: words('install i add in ins isntall'), lock: words('ci clean-install'), clean: ['cache'] },
    valued: words('--prefix -C --registry --cache -w --workspace --loglevel --omit --include --userconfig'),
    inert: words('--dry-run --help -h --package-lock-only'),
  },
  yarn: {
    programs: /^(?:yarn|yarnpkg)$/,
    prefixes: ['global'],
    actions: { install: ['add'], lock: ['install'], clean: ['cache'] },
    otherwise: 'lock',
    valued: words('--cwd --network-timeout --modules-folder --registry --cache-folder --mutex --network-concurrency'),
    inert: words('--help -h --version -v'),
  },
  pnpm: {
    programs: /^pnpm$/,
    actions: { install: ['add'], lock: words('install i') },
    valued: words('--filter -F -C --dir --prefix --registry --store-dir --reporter'),
    inert: words('--help -h --lockfile-only'),
  },
  bun: {
    programs: /^bun$/,
    actions: { install: words('add a'), lock: words('install i') },
    valued: words('--cwd --registry --cache-dir --backend'),
    inert: words('--dry-run --help -h'),
  },
  gem: {
    programs: /^gem$/,
    actions: { install: ['install'] },
    valued: words('-v --version -i --install-dir -n --bindir -s --source -p --http-proxy -P --trust-policy --platform'),
    inert: words('--explain --help -h'),
  },
  go: {
    programs: /^go$/,
    actions: { install: words('install get') },
    valued: words('-ldflags -tags -o -gcflags -asmflags -mod -modfile -p -C'),
    inert: ['-n'],
  },
  cargo: {
    programs: /^cargo$/,
    actions: { install: ['install'] },
    valued: words(
      '--version --vers --path --git --branch --tag --rev --root --features -F --target --target-dir --registry --index ' +
        '--profile -j --jobs --config',
    ),
    inert: words('--list --help -h --dry-run'),
  },
};

function words(text: string): readonly string[] {
  return text.split(' ');
}

import type { Fix } from '../../core/rule';
import type { Edit, Span } from '../../core/text';
import type { Mount, RunInstruction } from '../../formats/dockerfile/model';
import { codeWordOf, isShell, scriptOf } from '../../formats/shell/nested';
import { readArguments } from '../../formats/shell/options';
import type { ShellCommand } from '../../formats/shell/syntax';
import { isEffective, type PackageCall, packageCalls } from './package-calls';
import type { PackageFamily } from './package-managers';
import { addOption, appendCommand, isOnlyCommand, removeCommand, removeInstruction } from './shell-edit';

/** What one package manager leaves behind in one `RUN`. */
export interface PackageCache {
  readonly family: PackageFamily;
  /** The first installation, from the program to its subcommand. */
  readonly at: Span;
  /** `apt-get`, `apk` and so on, as written. */
  readonly program: string;
  /** What is left. */
  readonly what: string;
  readonly fix: Fix | undefined;
}

interface Cache {
  /** Options with which nothing stays, or not here. */
  readonly harmless: readonly string[];
  /** What a `rm` names that removes the cache. */
  readonly paths: RegExp;
  /** Folders of which one must be mounted for the cache to stay outside of the image. */
  readonly folders: readonly string[];
  /** Whose home the folder is in depends on the user: what its path holds then. */
  readonly home?: RegExp;
  readonly what: string;
  /** The option to add, or the command to run in the end. */
  readonly remedy: { readonly option: string } | { readonly command: (program: string) => string };
}

const CACHES: Readonly<Partial<Record<PackageFamily, Cache>>> = {
  apt: {
    harmless: [],
    paths: /apt|lists|\/var\/lib\/?\*?$|\/var\/\*$/i,
    folders: ['/var/lib/apt/lists'],
    what: 'the package lists of `apt-get update`',
    remedy: { command: () => 'rm -rf /var/lib/apt/lists/*' },
  },
  apk: {
    harmless: ['--no-cache', '-p', '--root', '--cache-dir'],
    paths: /apk|\/var\/cache\/?\*?$/,
    folders: ['/var/cache/apk', '/etc/apk/cache'],
    what: 'the package index of apk',
    remedy: { option: '--no-cache' },
  },
  dnf: {
    harmless: ['--installroot', '-C', '--cacheonly'],
    paths: /yum|dnf|\/var\/cache\/?\*?$/,
    folders: ['/var/cache/yum', '/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/tdnf'],
    what: 'the package metadata',
    remedy: { command: (program) => `${program} clean all` },
  },
  zypper: {
    harmless: ['-R', '--root', '--installroot'],
    paths: /zypp|\/var\/cache\/?\*?$/,
    folders: ['/var/cache/zypp'],
    what: 'the package metadata',
    remedy: { command: () => 'zypper clean --all' },
  },
  pip: {
    harmless: ['--no-cache-dir', '--no-cache', '--cache-dir', '--no-index'],
    paths: /pip|\.cache|\/root\/?\*?$/,
    folders: ['/root/.cache/pip'],
    home: /pip|\.cache/,
    what: 'what pip downloaded',
    remedy: { option: '--no-cache-dir' },
  },
  conda: {
    harmless: [],
    paths: /conda|mamba|pkgs/,
    folders: ['/opt/conda/pkgs'],
    home: /conda|mamba|pkgs/,
    what: 'the packages and indexes that conda downloaded',
    remedy: { command: (program) => `${program} clean --all --yes` },
  },
  npm: {
    harmless: ['--cache'],
    paths: /npm|\/root\/?\*?$/,
    folders: ['/root/.npm'],
    home: /npm/,
    what: 'what npm downloaded',
    remedy: { command: () => 'npm cache clean --force' },
  },
  yarn: {
    harmless: ['--cache-folder', '--offline', '--immutable', '--immutable-cache'],
    paths: /yarn|\.cache/,
    folders: ['/usr/local/share/.cache'],
    home: /yarn|\.cache/,
    what: 'what yarn downloaded',
    remedy: { command: () => 'yarn cache clean' },
  },
};
const FAMILIES = Object.entries(CACHES) as [PackageFamily, Cache][];
const INSTALLS: ReadonlySet<unknown> = new Set(['install', 'upgrade', 'distribution', 'lock']);

/** What package managers leave behind in a `RUN` that nothing in it removes; nothing where something in it might. */
export function* packageCaches(run: RunInstruction, escapeCharacter: string): Iterable<PackageCache> {
  const all = packageCalls(run.command).filter(({ command }) => command.within?.as !== 'substitution');
  if (all.length === 0 || run.command.commands.some(mayCleanUp)) return;
  for (const [family, cache] of FAMILIES) {
    const calls = all.filter((call) => call.family === family && call.program !== 'uv' && call.program !== 'pipx');
    if (calls.length === 0 || isRemoved(calls, run, cache) || isMounted(run.mounts, cache)) continue;
    const installs = calls.filter((call) => leavesCache(call, cache));
    const [first] = installs;
    const refresh = calls.find(({ action }) => action === 'refresh');
    if (family === 'apk' && !first && refresh) {
      yield {
        family,
        at: refresh.head,
        program: 'apk update',
        what: 'the package index',
        fix: withoutRefresh(run, refresh, []),
      };
    }
    if (!first || (family === 'apt' && !refresh)) continue;
    const { program, head: at } = first;
    const fix =
      family === 'apk' && refresh
        ? withoutRefresh(run, refresh, installs)
        : remedyOf(run, installs, cache, escapeCharacter);
    yield { family, at, program, what: cache.what, fix };
  }
}

function remedyOf(
  run: RunInstruction,
  installs: readonly PackageCall[],
  { remedy }: Cache,
  escapeCharacter: string,
): Fix | undefined {
  if ('option' in remedy) {
    return {
      title: `Add ${remedy.option}`,
      kind: 'safe',
      edits: installs.map((call) => optionEdit(call, remedy.option)),
    };
  }
  const last = installs.at(-1);
  const edit = last && appendCommand(run, last.command.list, remedy.command(last.program), escapeCharacter);
  return edit && { title: 'Clean up in the same RUN', kind: 'safe', edits: [edit] };
}

/** Leaves `apk update` out, since `apk add --no-cache` fetches the index for itself. */
function withoutRefresh(run: RunInstruction, refresh: PackageCall, installs: readonly PackageCall[]): Fix | undefined {
  const { command } = refresh;
  const removal = isOnlyCommand(run, command)
    ? removeInstruction(run.span)
    : removeCommand(command, run.command.commands);
  if (!removal) return undefined;
  // A script that nobody sees may need the index.
  if (installs.length === 0) return { title: 'Remove apk update', kind: 'suggested', edits: [removal] };
  const edits = [removal, ...installs.map((call) => optionEdit(call, '--no-cache'))];
  return { title: 'Use apk add --no-cache alone', kind: 'safe', edits };
}

function optionEdit({ subcommand, programWord }: PackageCall, option: string): Edit {
  return addOption(subcommand ?? programWord, option);
}

/** Whether a `RUN` installs with a package manager of the system, and whether it fetches the lists for that itself. */
export function listUse(
  { command }: RunInstruction,
  family: 'apt' | 'apk',
): { readonly install: PackageCall | undefined; readonly refresh: PackageCall | undefined } {
  const calls = packageCalls(command).filter((call) => call.family === family);
  const refresh = calls.find(({ action }) => action === 'refresh');
  const install = calls.find(
    (call) =>
      INSTALLS.has(call.action) &&
      isEffective(call) &&
      !call.given.mayHoldMore &&
      (family === 'apt' || !call.given.has('--no-cache', '-U', '--update-cache', '--update')),
  );
  return { install, refresh };
}

/** Whether a `RUN` removes the lists that it, or one before it, fetched. */
export function removesLists(run: RunInstruction, family: 'apt' | 'apk'): boolean {
  const cache = CACHES[family];
  const calls = packageCalls(run.command).filter((call) => call.family === family);
  return cache !== undefined && isRemoved(calls, run, cache);
}

/** Whether a `RUN` runs what nobody knows, and what may fetch lists or remove them. */
export function runsUnknown({ command: { commands } }: RunInstruction): boolean {
  return commands.some(
    (command) =>
      mayCleanUp(command) || (isShell(command.name) && !scriptOf(command)) || command.name === 'add-apt-repository',
  );
}

function leavesCache(call: PackageCall, { harmless }: Cache): boolean {
  const { given, action } = call;
  return INSTALLS.has(action) && isEffective(call) && !given.mayHoldMore && !given.has(...harmless);
}

function isRemoved(calls: readonly PackageCall[], { command }: RunInstruction, { paths }: Cache): boolean {
  return (
    calls.some(({ action }) => action === 'clean') ||
    command.commands.some(
      ({ name, words }) =>
        (name === 'rm' || name === 'find') && words.some(({ raw }) => paths.test(raw.replace(/["']/g, ''))),
    )
  );
}

/** Whether a mount keeps the cache outside of the image, or might. */
export function isMounted(mounts: readonly Mount[], { folders, home }: Pick<Cache, 'folders' | 'home'>): boolean {
  return mounts.some(({ type, settings }) => {
    if (!settings || type === undefined) return true;
    const path = settings.get('target') ?? settings.get('dst') ?? settings.get('destination') ?? '';
    const target = path.endsWith('/') ? path.slice(0, -1) : path;
    if (type !== 'cache' && type !== 'tmpfs') return false;
    return home?.test(target) || folders.some((folder) => `${folder}/`.startsWith(`${target}/`));
  });
}

/** Whether a command is a script or function that nobody knows, and may remove anything. */
function mayCleanUp(command: ShellCommand): boolean {
  if (command.within?.as === 'substitution') return false;
  const { name, words } = command;
  const [program] = words;
  if (!program) return false;
  if (name === undefined || /clean|purge/i.test(name) || name.endsWith('.sh')) return true;
  if (isShell(name) || name === 'source' || name === '.') {
    const code = codeWordOf(command);
    return code !== undefined && !readArguments(command).has('-c');
  }
  return (program.value?.includes('/') ?? false) && !/^\/(?:usr\/(?:local\/)?)?s?bin\//.test(program.value ?? '');
}

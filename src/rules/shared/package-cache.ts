import type { Edit, Span } from '../../core/text';
import type { Mount, RunInstruction } from '../../formats/dockerfile/model';
import { codeWordOf, isShell } from '../../formats/shell/nested';
import { type Arguments, readArguments } from '../../formats/shell/options';
import type { ShellCommand } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';
import { VALUED_OPTIONS } from './package-options';
import { addOption, appendCommand } from './shell-edit';

/** What one package manager leaves behind in one `RUN`. */
export interface PackageCache {
  /** `apt-get`, `apk` and so on, as written. */
  readonly program: string;
  readonly family: Family;
  /** The first installation, from the program to its subcommand. */
  readonly at: Span;
  /** What is left. */
  readonly what: string;
  readonly fix: { readonly title: string; readonly edits: readonly Edit[] };
}

type Family = 'apt' | 'apk' | 'dnf' | 'zypper' | 'pip';

interface Manager {
  readonly programs: RegExp;
  readonly installs: readonly string[];
  /** Subcommands that remove the cache. */
  readonly cleans: readonly string[];
  /** Options whose value is the next word. */
  readonly valued: readonly string[];
  /** Options with which nothing stays, or not here. */
  readonly harmless: readonly string[];
  /** What a `rm` names that removes the cache. */
  readonly paths: RegExp;
  /** Folders of which one must be mounted for the cache to stay outside of the image. */
  readonly folders: readonly string[];
  readonly what: string;
  /** The option to add, or the command to run in the end. */
  readonly remedy: { readonly option: string } | { readonly command: (program: string) => string };
}

const MANAGERS: Readonly<Record<Family, Manager>> = {
  apt: {
    programs: /^(?:apt|apt-get|aptitude)$/,
    installs: ['install', 'upgrade', 'dist-upgrade', 'full-upgrade', 'build-dep'],
    cleans: ['distclean', 'dist-clean'],
    valued: VALUED_OPTIONS.apt,
    harmless: ['-s', '--simulate', '--dry-run', '--print-uris'],
    paths: /apt|lists|\/var\/lib\/?\*?$|\/var\/\*$/i,
    folders: ['/var/lib/apt/lists'],
    what: 'the package lists of `apt-get update`',
    remedy: { command: () => 'rm -rf /var/lib/apt/lists/*' },
  },
  apk: {
    programs: /^apk$/,
    installs: ['add', 'upgrade'],
    cleans: ['cache'],
    valued: VALUED_OPTIONS.apk,
    harmless: ['--no-cache', '-p', '--root', '--cache-dir', '-s', '--simulate'],
    paths: /apk|\/var\/cache\/?\*?$/,
    folders: ['/var/cache/apk', '/etc/apk/cache'],
    what: 'the package index of apk',
    remedy: { option: '--no-cache' },
  },
  dnf: {
    programs: /^(?:dnf|dnf5|microdnf|tdnf|yum)$/,
    installs: ['install', 'reinstall', 'localinstall', 'groupinstall', 'update', 'upgrade'],
    cleans: ['clean'],
    valued: VALUED_OPTIONS.dnf,
    harmless: ['--installroot', '-C', '--cacheonly', '--downloadonly'],
    paths: /yum|dnf|\/var\/cache\/?\*?$/,
    folders: ['/var/cache/yum', '/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/tdnf'],
    what: 'the package metadata',
    remedy: { command: (program) => `${program} clean all` },
  },
  zypper: {
    programs: /^zypper$/,
    installs: ['install', 'in', 'update', 'up', 'dist-upgrade', 'dup', 'patch'],
    cleans: ['clean', 'cc'],
    valued: VALUED_OPTIONS.zypper,
    harmless: ['-R', '--root', '--installroot', '-D', '--dry-run'],
    paths: /zypp|\/var\/cache\/?\*?$/,
    folders: ['/var/cache/zypp'],
    what: 'the package metadata',
    remedy: { command: () => 'zypper clean --all' },
  },
  pip: {
    programs: /^pip(?:[23](?:\.\d+)?)?$/,
    installs: ['install'],
    cleans: ['cache'],
    valued: VALUED_OPTIONS.pip,
    harmless: ['--no-cache-dir', '--cache-dir', '--no-index', '--dry-run', '--help'],
    paths: /pip|\.cache|\/root\/?\*?$/,
    folders: ['/root/.cache/pip'],
    what: 'what pip downloaded',
    remedy: { option: '--no-cache-dir' },
  },
};

/** What package managers leave behind in a `RUN` that nothing in it removes; nothing where something in it might. */
export function* packageCaches(run: RunInstruction, escapeCharacter: string): Iterable<PackageCache> {
  const commands = run.command.commands.filter(({ within }) => within?.as !== 'substitution');
  if (commands.some(mayCleanUp)) return;
  for (const family of Object.keys(MANAGERS) as Family[]) {
    const manager = MANAGERS[family];
    const calls = commands.flatMap((command) => callOf(command, manager) ?? []);
    const installs = calls.filter((call) => isInstall(call, manager));
    const [first] = installs;
    const last = installs.at(-1);
    if (!first || !last || isRemoved(calls, commands, manager) || isMounted(run.mounts, family, manager)) continue;
    if (family === 'apt' && !calls.some(({ subcommand }) => subcommand.value === 'update')) continue;
    const { remedy } = manager;
    const edits =
      'option' in remedy
        ? installs.map(({ subcommand }) => addOption(subcommand, remedy.option))
        : [appendCommand(run, last.command.list, remedy.command(last.program), escapeCharacter)];
    yield {
      program: first.program,
      family,
      at: { ...first.start.span, end: first.subcommand.span.end },
      what: manager.what,
      fix: { title: 'option' in remedy ? `Add ${remedy.option}` : 'Clean up in the same RUN', edits },
    };
  }
}

/** Where a `RUN` fetches apt's lists and leaves them, without installing anything; undefined where something in it may remove them. */
export function listsLeft({ command, mounts }: RunInstruction): Span | undefined {
  const commands = command.commands.filter(({ within }) => within?.as !== 'substitution');
  const calls = commands.flatMap((each) => callOf(each, MANAGERS.apt) ?? []);
  const update = calls.find(({ subcommand }) => subcommand.value === 'update');
  if (!update || calls.some((call) => isInstall(call, MANAGERS.apt)) || commands.some(mayCleanUp)) return undefined;
  if (isRemoved(calls, commands, MANAGERS.apt) || isMounted(mounts, 'apt', MANAGERS.apt)) return undefined;
  return { ...update.start.span, end: update.subcommand.span.end };
}

/** Whether a `RUN` installs with apt, and whether it fetches the lists for that itself. */
export function aptUse({ command }: RunInstruction): { readonly installs: boolean; readonly updates: boolean } {
  const calls = command.commands.flatMap((each) => callOf(each, MANAGERS.apt) ?? []);
  return {
    installs: calls.some((call) => isInstall(call, MANAGERS.apt)),
    updates: calls.some(({ subcommand }) => subcommand.value === 'update'),
  };
}

/** One call of a package manager. */
interface Call {
  readonly command: ShellCommand;
  readonly program: string;
  readonly start: ShellWord;
  readonly subcommand: ShellWord;
  readonly given: Arguments;
}

function callOf(command: ShellCommand, { programs, valued }: Manager): Call | undefined {
  const { words } = command;
  // `python -m pip` is pip.
  const isModule = /^python[\d.]*$/.test(command.name ?? '') && words[1]?.value === '-m';
  const own = isModule ? words.slice(2) : words;
  const program = isModule ? own[0]?.value : command.name;
  const [start] = own;
  if (!start || program === undefined || !programs.test(program)) return undefined;
  const given = readArguments({ words: own }, valued);
  const [subcommand] = given.operands;
  return subcommand && { command, program, start, subcommand, given };
}

function isInstall({ subcommand, given }: Call, { installs, harmless }: Manager): boolean {
  return installs.includes(subcommand.value ?? '') && !given.mayHoldMore && !given.has(...harmless);
}

function isRemoved(calls: readonly Call[], commands: readonly ShellCommand[], { cleans, paths }: Manager): boolean {
  return (
    calls.some(({ subcommand }) => cleans.includes(subcommand.value ?? '')) ||
    commands.some(
      ({ name, words }) =>
        (name === 'rm' || name === 'find') && words.some(({ raw }) => paths.test(raw.replace(/["']/g, ''))),
    )
  );
}

/** Whether a mount keeps the cache outside of the image, or might. */
function isMounted(mounts: readonly Mount[], family: Family, { folders }: Manager): boolean {
  return mounts.some(({ type, settings }) => {
    if (!settings || type === undefined) return true;
    const path = settings.get('target') ?? settings.get('dst') ?? settings.get('destination') ?? '';
    const target = path.endsWith('/') ? path.slice(0, -1) : path;
    if (type !== 'cache' && type !== 'tmpfs') return false;
    // Whose home it is depends on the user.
    if (family === 'pip') return /pip|\.cache/.test(target) || '/root'.startsWith(target);
    return folders.some((folder) => `${folder}/`.startsWith(`${target}/`));
  });
}

/** Whether a command is a script or function that nobody knows, and may remove anything. */
function mayCleanUp(command: ShellCommand): boolean {
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

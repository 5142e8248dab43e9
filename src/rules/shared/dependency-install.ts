import { join } from '../../core/path';
import type { Project } from '../../core/project';
import { readArguments } from '../../formats/shell/options';
import type { ShellCommand } from '../../formats/shell/syntax';
import { isEffective, packageCall } from './package-calls';

/** The files that an installation of dependencies needs. */
export interface Manifests {
  /** In the folder that is built, without folders of their own; the one that names the dependencies comes first. */
  readonly files: readonly string[];
  /** Whether the installation needs nothing else, as far as can be told. */
  readonly isAll: boolean;
}

/** What is installed by a list of dependencies: the command as people write it, and what it needs in a folder. */
export interface DependencyInstall {
  readonly shown: string;
  /** Undefined where the folder holds no such list, or where the list refers to other files of the project. */
  manifests(folder: string, project: Project): Manifests | undefined;
}

/** A command as an installation of what files in the project list; undefined for any other. */
export function dependencyInstall(command: ShellCommand): DependencyInstall | undefined {
  const { name } = command;
  const call = packageCall(command);
  if (call && /^(?:npm|yarn|pnpm|bun)$/.test(call.family)) {
    const isLocal = !call.given.has('-g', '--global', '--prefix', '-C', '--cwd', '--dir') && call.packages.length === 0;
    const isInstall = call.action === 'lock' || (call.family === 'npm' && call.action === 'install');
    if (!isLocal || !isInstall || !isEffective(call)) return undefined;
    return { shown: shownOf(command), manifests: nodeManifests };
  }
  if (call?.family === 'pip' && call.action === 'install') return pipInstall(command);
  const words = command.words.slice(1).flatMap(({ value }) => value ?? []);
  const known = OTHERS.find(({ program, subcommand }) => program === name && words.join(' ').startsWith(subcommand));
  if (!known) return undefined;
  return {
    shown: `${known.program} ${known.subcommand}`,
    manifests: (folder, project) =>
      listed(
        known,
        known.needs.every((option) => words.includes(option)),
        folder,
        project,
      ),
  };
}

function shownOf({ words }: ShellCommand): string {
  return words
    .slice(0, 2)
    .flatMap(({ value }) => value ?? [])
    .join(' ');
}

interface Tool {
  readonly program: string;
  readonly subcommand: string;
  /** Those that exist are copied; the first one has to. */
  readonly files: readonly string[];
  /** Options without which the project's own sources are wanted too. */
  readonly needs: readonly string[];
  /** In the first file: refers to other files of the project. */
  readonly refers: RegExp;
}

const OTHERS: readonly Tool[] = [
  {
    program: 'poetry',
    subcommand: 'install',
    files: ['pyproject.toml', 'poetry.lock', 'poetry.toml'],
    needs: ['--no-root'],
    refers: /\bpath *=/,
  },
  {
    program: 'pipenv',
    subcommand: 'install',
    files: ['Pipfile', 'Pipfile.lock'],
    needs: [],
    refers: /\bpath *=|editable/,
  },
  {
    program: 'pipenv',
    subcommand: 'sync',
    files: ['Pipfile', 'Pipfile.lock'],
    needs: [],
    refers: /\bpath *=|editable/,
  },
  {
    program: 'uv',
    subcommand: 'sync',
    files: ['pyproject.toml', 'uv.lock', '.python-version'],
    needs: ['--no-install-project'],
    refers: /\bpath *=|workspace/,
  },
  {
    program: 'bundle',
    subcommand: 'install',
    files: ['Gemfile', 'Gemfile.lock', '.ruby-version'],
    needs: [],
    refers: /^[ \t]*(?:gemspec|eval_gemfile|plugin|instance_eval)|\bpath\b|File\.|require_relative/m,
  },
  { program: 'go', subcommand: 'mod download', files: ['go.mod', 'go.sum'], needs: [], refers: /=>[ \t]*\.{1,2}\// },
  {
    program: 'composer',
    subcommand: 'install',
    files: ['composer.json', 'composer.lock'],
    needs: ['--no-scripts', '--no-autoloader'],
    refers: /"type": *"path"/,
  },
  {
    program: 'mix',
    subcommand: 'deps.get',
    files: ['mix.exs', 'mix.lock'],
    needs: [],
    refers: /\bpath:|apps_path|File\.|Code\./,
  },
  {
    program: 'mvn',
    subcommand: 'dependency:',
    files: ['pom.xml'],
    needs: [],
    refers: /<modules>|<relativePath>|<systemPath>/,
  },
];

function listed({ files, refers }: Tool, isAll: boolean, folder: string, project: Project): Manifests | undefined {
  const [first = ''] = files;
  const text = textIn(folder, first, project);
  if (text === undefined || refers.test(text)) return undefined;
  return { files: present(files, folder, project), isAll };
}

/** Files beside `package.json` that npm and its like read. */
const NODE_FILES = [
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  '.npmrc',
  '.yarnrc',
  '.yarnrc.yml',
  '.nvmrc',
];

function nodeManifests(folder: string, project: Project): Manifests | undefined {
  const text = textIn(folder, 'package.json', project);
  const names = project.list(folder).map(({ name }) => name);
  if (
    text === undefined ||
    names.some((name) => /^(?:pnpm-workspace\.ya?ml|lerna\.json|rush\.json|\.pnp\.cjs)$/.test(name))
  )
    return undefined;
  // Scripts of the project run with the installation, and what lies in the project is a dependency of it.
  if (
    /"(?:workspaces|(?:pre|post)?install|prepare|prepublish|patchedDependencies)"[ \t]*:|"(?:file|link|portal|workspace):/.test(
      text,
    )
  )
    return undefined;
  const isAll = !/prisma/.test(text) && !names.includes('.yarn') && !names.includes('patches');
  return { files: present(NODE_FILES, folder, project), isAll };
}

function pipInstall(command: ShellCommand): DependencyInstall | undefined {
  const { words } = command;
  const files = words.flatMap(({ value }, index) => {
    const isRequirement = value === '-r' || value === '--requirement';
    return isRequirement
      ? (words[index + 1]?.value ?? [])
      : (/^(?:-r|--requirement=)(.+)$/.exec(value ?? '')?.[1] ?? []);
  });
  const { operands } = readArguments(command, [
    '-r',
    '--requirement',
    '-c',
    '--constraint',
    '-i',
    '--index-url',
    '--extra-index-url',
    '-t',
    '--target',
  ]);
  const isLocal = operands.some(({ value }) => value === undefined || /^(?:\.|\/)/.test(value));
  const paths = files.map((file) => file.replace(/^(?:\.\/)+/, ''));
  if (paths.length === 0 || isLocal || paths.some((path) => path.includes('/'))) return undefined;
  return {
    shown: `pip install -r ${paths[0]}`,
    manifests: (folder, project) => {
      const texts = paths.map((path) => textIn(folder, path, project));
      const isPlain = texts.every(
        (text) =>
          text !== undefined &&
          !/^[ \t]*(?:-[erc]|--(?:editable|requirement|constraint)\b|\.{1,2}\/|\.$|file:)|@ *file:/m.test(text),
      );
      return isPlain ? { files: paths, isAll: true } : undefined;
    },
  };
}

function present(files: readonly string[], folder: string, project: Project): string[] {
  const names = new Set(project.list(folder).flatMap(({ name, kind }) => (kind === 'file' ? [name] : [])));
  return files.filter((file) => names.has(file));
}

function textIn(folder: string, name: string, project: Project): string | undefined {
  const path = join(folder, name);
  return path === undefined || present([name], folder, project).length === 0 ? undefined : project.read(path)?.text;
}

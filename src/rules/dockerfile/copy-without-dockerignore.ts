import { ancestors } from '../../core/path';
import type { Entry, Project } from '../../core/project';
import { type Finding, rule } from '../../core/rule';
import { insert, type SourceFile } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import { ignorePath } from '../../formats/dockerfile/context';
import { leftOutBy, readIgnoreFile } from '../../formats/dockerfile/ignore-file';
import type { Instruction, Stage } from '../../formats/dockerfile/model';
import type { Value } from '../../formats/dockerfile/value';
import { packageCalls } from '../shared/package-calls';
import { runsOf } from '../shared/run-instructions';
import { isIgnoredByGit } from '../shared/secrets/git-ignored';
import { copiesOfAll } from '../shared/whole-context';

/** What shows that a folder holds a kind of project, and what such a project has no use for in an image. */
const KINDS: readonly { readonly shownBy: RegExp; readonly ignore: readonly string[] }[] = [
  { shownBy: /^package\.json$/, ignore: ['**/node_modules', '**/npm-debug.log*'] },
  {
    shownBy: /^(?:requirements.*\.txt|pyproject\.toml|setup\.py|Pipfile)$/,
    ignore: ['**/__pycache__', '**/*.pyc', '.venv', 'venv', '.pytest_cache'],
  },
  { shownBy: /^(?:Cargo\.toml|pom\.xml)$/, ignore: ['target', '*/target'] },
  { shownBy: /^(?:build|settings)\.gradle(?:\.kts)?$/, ignore: ['build', '*/build', '.gradle'] },
  { shownBy: /\.(?:sln|slnx|csproj|fsproj|vbproj)$/, ignore: ['**/bin', '**/obj', '.vs'] },
  { shownBy: /^composer\.json$/, ignore: ['vendor'] },
  { shownBy: /^Gemfile$/, ignore: ['.bundle', 'vendor/bundle', 'log/*', 'tmp/*'] },
  { shownBy: /^mix\.exs$/, ignore: ['_build', 'deps'] },
];

/** Keys belong in no image. */
const KEYS = ['**/*.key', '**/id_rsa', '**/id_ed25519'];

export default rule({
  id: 'dockerfile/copy-without-dockerignore',
  title: 'Whole folder copied, nothing left out',
  why: [
    'Without a `.dockerignore` the copy takes all that lies in the folder: `.git` with its whole history, `.env` files and keys that git ignores, the modules and build output of this machine. Whoever pulls the image can read it.',
    'A `.dockerignore` that is there is read: it should leave out the `.env` that git leaves out, the history in `.git`, and `node_modules`, which would take the place of the modules that the build has installed.',
    'It also costs time. Every build sends all of that to the builder, and each commit changes `.git`, so that no step after the copy ever comes from the cache.',
  ],
  severity: 'warning',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://docs.docker.com/build/concepts/context/#dockerignore-files'],
  bad: [
    {
      files: {
        Dockerfile: 'FROM node:24\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY «.» .\n',
        'package.json': '{}\n',
      },
      fixed: {
        Dockerfile: 'FROM node:24\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\n',
        'package.json': '{}\n',
        '.dockerignore':
          '.git\n.env\n.env.*\n!.env.example\n**/*.key\n**/id_rsa\n**/id_ed25519\n**/node_modules\n**/npm-debug.log*\n',
      },
    },
    {
      title: 'a folder within the project; what the Dockerfile copies by name stays',
      files: {
        'api/Dockerfile':
          'FROM eclipse-temurin:25-jre AS build\nADD «./» /src/\n\nFROM eclipse-temurin:25-jre\nCOPY target/api.jar /\n',
        'api/pom.xml': '<project/>\n',
        'api/target/api.jar': '',
      },
      fixed: {
        'api/Dockerfile':
          'FROM eclipse-temurin:25-jre AS build\nADD ./ /src/\n\nFROM eclipse-temurin:25-jre\nCOPY target/api.jar /\n',
        'api/pom.xml': '<project/>\n',
        'api/target/api.jar': '',
        'api/.dockerignore': '.git\n.env\n.env.*\n!.env.example\n**/*.key\n**/id_rsa\n**/id_ed25519\n',
      },
    },
    {
      title: 'nobody knows which folder is built; none of them has one',
      files: { 'docker/Dockerfile': 'FROM node:24\nCOPY «.» .\n', 'package.json': '{}\n' },
    },
    {
      title:
        'there is one, but it lets through what matters; modules of this machine take the place of those just installed',
      files: {
        Dockerfile: 'FROM node:24\nCOPY package.json ./\nRUN npm install\nCOPY «.» .\n',
        '.dockerignore': '# for the build\ndist\n*.md',
        'package.json': '{}\n',
        '.env': 'DB_PASSWORD=tulip-Harbour-41\n',
        '.gitignore': '.env\n',
      },
      fixed: {
        Dockerfile: 'FROM node:24\nCOPY package.json ./\nRUN npm install\nCOPY . .\n',
        '.dockerignore': '# for the build\ndist\n*.md\n.env\nnode_modules\n',
        'package.json': '{}\n',
        '.env': 'DB_PASSWORD=tulip-Harbour-41\n',
        '.gitignore': '.env\n',
      },
    },
    {
      title: 'a `.env` that is kept in git may be needed',
      files: {
        Dockerfile: 'FROM python:3.14\nCOPY «*» /app/\n',
        '.env': 'LANG=C\n',
        '.gitignore': 'venv\n',
        'requirements.txt': '\n',
      },
      fixed: {
        Dockerfile: 'FROM python:3.14\nCOPY * /app/\n',
        '.env': 'LANG=C\n',
        '.gitignore': 'venv\n',
        'requirements.txt': '\n',
        '.dockerignore':
          '.git\n.env.local\n.env.*.local\n**/*.key\n**/id_rsa\n**/id_ed25519\n**/__pycache__\n**/*.pyc\n.venv\nvenv\n.pytest_cache\n',
      },
    },
  ],
  good: [
    {
      title: 'a folder above may be the one that is built',
      files: {
        'api/Dockerfile': 'FROM node:24\nCOPY . .\n',
        'api/package.json': '{}\n',
        '.dockerignore': '.git\n',
      },
    },
    {
      title: 'there is one',
      files: { Dockerfile: 'FROM node:24\nCOPY . .\n', 'package.json': '{}\n', '.dockerignore': '.git\n' },
    },
    {
      title: 'it leaves out all but what is named, and git is asked for the version',
      files: {
        Dockerfile: 'FROM node:24\nCOPY . .\nRUN npm ci && git describe > version\n',
        '.dockerignore': '*\n!src\n!.git\n!package*.json\n',
        'package.json': '{}\n',
        '.git/HEAD': '\n',
        '.env': 'A=1\n',
        '.gitignore': '.env\n',
      },
    },
    {
      title: 'what a stage that is not shipped sees stays behind',
      files: {
        Dockerfile: 'FROM node:24 AS build\nCOPY . .\nRUN npm ci\n\nFROM node:24\nCOPY --from=build /dist /dist\n',
        '.dockerignore': '**/node_modules\n',
        'package.json': '{}\n',
        '.env': 'A=1\n',
        '.gitignore': '.env\n',
      },
    },
    {
      title: 'it may stand beside the Dockerfile, under its name',
      files: { Dockerfile: 'FROM node:24\nCOPY . .\n', 'package.json': '{}\n', 'Dockerfile.dockerignore': '.git\n' },
    },
    {
      title: 'only what is named',
      files: { Dockerfile: 'FROM node:24\nCOPY src package.json ./\n', 'package.json': '{}\n', 'src/a.js': '\n' },
    },
    {
      title: 'from another stage',
      files: { Dockerfile: 'FROM node:24 AS build\n\nFROM node:24\nCOPY --from=build . .\n', 'package.json': '{}\n' },
    },
    {
      title: 'a folder of static pages holds nothing else',
      files: { 'site/Dockerfile': 'FROM nginx:1.30\nCOPY . /usr/share/nginx/html\n', 'site/index.html': '\n' },
    },
    {
      title: 'what it names is made elsewhere, and so is the folder that is built',
      files: { 'docker/Dockerfile': 'FROM node:24\nCOPY shop.tgz .\nCOPY . .\n', 'package.json': '{}\n' },
    },
  ],
  *check(build, { project }) {
    const { file, stages, context } = build;
    const at = firstCopyOfAll(stages);
    const { folder } = context;
    if (!at) return;
    if (context.ignoreFile) {
      yield* leaks(build, context.ignoreFile, project);
      return;
    }
    // Where a folder above has one, that may be what is built.
    if (ancestors(file.path).some((each) => project.read(ignorePath(each)))) return;
    const named = namedSources(stages.flatMap(({ instructions }) => instructions));
    if (folder === undefined) {
      // Whichever of the folders above is built, it has none; what is named and nowhere to be found is made elsewhere.
      if (named.size === 0 && !ancestors(file.path).some((each) => hasContainerIgnore(each, project)))
        yield { at: at.span, message: 'Without a .dockerignore this copies all that lies in the folder that is built' };
      return;
    }
    if (hasContainerIgnore(folder, project)) return;
    const ignore = toIgnore(folder, project.list(folder), named, project);
    if (ignore.length === 0) return;
    const path = ignorePath(folder);
    yield {
      at: at.span,
      message: `Without a .dockerignore this copies all of ${folder === '' ? 'the project' : `\`${folder}\``}, what git ignores included`,
      fix: {
        title: `Create ${path}`,
        edits: [insert(project.newFile(path), 0, ignore.map((line) => `${line}\n`).join(''))],
      },
    };
  },
});

function firstCopyOfAll(stages: readonly Stage[]): Value | undefined {
  for (const { instructions } of stages) {
    for (const instruction of instructions) {
      const [first] = copiesOfAll(instruction);
      if (first) return first;
    }
  }
  return undefined;
}

/** Podman's name for it. */
function hasContainerIgnore(folder: string, project: Project): boolean {
  return project.list(folder).some(({ name }) => name === '.containerignore');
}

/** The first parts of the paths that are copied by name. */
function namedSources(instructions: readonly Instruction[]): ReadonlySet<string> {
  return new Set(
    instructions.flatMap((instruction) =>
      (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && !instruction.from
        ? instruction.sources.flatMap(
            ({ text }) => text?.split('/').filter((part) => part !== '' && part !== '.') ?? [],
          )
        : [],
    ),
  );
}

/** The lines of a `.dockerignore` for a folder; none where it holds nothing that should stay out of an image. */
function toIgnore(folder: string, entries: readonly Entry[], named: ReadonlySet<string>, project: Project): string[] {
  const names = entries.map(({ name }) => name);
  const kinds = KINDS.filter(({ shownBy }) => names.some((name) => shownBy.test(name)));
  const isWorthIt = kinds.length > 0 || names.some((name) => name === '.git' || isSecretSettings(name));
  if (!isWorthIt && folder !== '') return [];
  const lines = ['.git', ...settings(folder, names, project), ...KEYS, ...kinds.flatMap(({ ignore }) => ignore)];
  return lines.filter((line) => !named.has(line.replace(/^\*+\//, '').split('/', 1)[0] ?? line));
}

/** What an ignore file lets through that should stay outside. */
function* leaks({ file, stages, context }: DockerBuild, ignoreFile: SourceFile, project: Project): Generator<Finding> {
  const { folder } = context;
  const isInForce = folder !== undefined && [ignorePath(folder), `${file.path}.dockerignore`].includes(ignoreFile.path);
  const copying = stages.filter(({ instructions }) => instructions.some((each) => copiesOfAll(each).length > 0));
  const shipped = copying.find(({ isShipped }) => isShipped);
  const stage = shipped ?? copying[0];
  const source = stage?.instructions.flatMap(copiesOfAll)[0];
  if (!isInForce || !source || hasContainerIgnore(folder, project)) return;
  const entries = project.list(folder);
  const named = namedSources(stages.flatMap(({ instructions }) => instructions));
  const patterns = readIgnoreFile(ignoreFile);
  const settings = entries.filter(
    ({ name, kind }) => kind === 'file' && isSecretSettings(name) && isIgnoredByGit(pathIn(folder, name), project),
  );
  const wanted = [
    ...(shipped ? settings.map(({ name }) => name) : []),
    ...(shipped && entries.some(({ name }) => name === '.git') && !stages.some(usesGit) ? ['.git'] : []),
    ...(entries.some(({ name }) => name === 'package.json') && stages.some(installsModules) ? ['node_modules'] : []),
  ].filter((name) => !named.has(name) && !leftOutBy(patterns, name));
  if (wanted.length === 0) return;
  const { text, eol } = ignoreFile;
  const start = text === '' || text.endsWith('\n') ? '' : eol;
  yield {
    at: source.span,
    message: `${ignoreFile.path.slice(ignoreFile.path.lastIndexOf('/') + 1)} lets ${wanted.slice(0, 3).join(', ')} through, which this copies; add ${wanted.length === 1 ? 'it' : 'them'} there`,
    severity: settings.some(({ name }) => wanted.includes(name)) ? undefined : 'info',
    fix: {
      title: `Leave out ${wanted.slice(0, 3).join(', ')}`,
      edits: [insert(ignoreFile, text.length, `${start}${wanted.map((name) => `${name}${eol}`).join('')}`)],
    },
  };
}

function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Whether a command of a stage may read the history: git itself, or Go, which writes the commit into programs. */
function usesGit(stage: Stage): boolean {
  return [...runsOf(stage)].some(
    ({ command }) =>
      command.commands.length === 0 ||
      command.commands.some(
        ({ name }) => name === undefined || /^(?:git|go|make|goreleaser|hatch|python[\d.]*|pip[\d.]*|uv)$/.test(name),
      ),
  );
}

function installsModules(stage: Stage): boolean {
  return [...runsOf(stage)].some(({ command }) =>
    packageCalls(command).some(
      ({ family, action, packages }) =>
        /^(?:npm|yarn|pnpm|bun)$/.test(family) &&
        (action === 'lock' || (action === 'install' && packages.length === 0)),
    ),
  );
}

function isSecretSettings(name: string): boolean {
  return /^\.env(?:\.|$)/.test(name) && !/example|sample|template|dist|default/.test(name);
}

/** A `.env` that git doesn't ignore is part of the sources, and a build may read it. */
function settings(folder: string, names: readonly string[], project: Project): readonly string[] {
  const isKept =
    names.some((name) => isSecretSettings(name) && !name.endsWith('.local')) &&
    !isIgnoredByGit(pathIn(folder, '.env'), project);
  return isKept ? ['.env.local', '.env.*.local'] : ['.env', '.env.*', '!.env.example'];
}

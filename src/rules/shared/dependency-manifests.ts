import type { Project } from '../../core/project';

/** What a file in the root of a repository says of the ecosystem that its dependencies come from. */
interface Manifest {
  readonly ecosystem: string;
  readonly name: RegExp;
  /** Whether the text names dependencies at all; without it each such file does. */
  readonly text?: RegExp;
}

const MANIFESTS: readonly Manifest[] = [
  {
    ecosystem: 'npm',
    name: /^package\.json$/,
    text: /"(?:dependencies|devDependencies|optionalDependencies)"\s{0,20}:\s{0,20}\{\s{0,200}"/,
  },
  { ecosystem: 'gomod', name: /^go\.mod$/, text: /^require\b/m },
  {
    ecosystem: 'cargo',
    name: /^Cargo\.toml$/,
    text: /^\[(?:[\w.'"()=-]{1,60}\.)?(?:dev-|build-)?dependencies\]|^\[workspace\.dependencies\]/m,
  },
  { ecosystem: 'pip', name: /^requirements\.txt$/, text: /^[\w[]/m },
  { ecosystem: 'bundler', name: /^Gemfile$/, text: /^\s{0,20}gem\b/m },
  { ecosystem: 'composer', name: /^composer\.json$/, text: /"require(?:-dev)?"/ },
  { ecosystem: 'maven', name: /^pom\.xml$/, text: /<dependency>/ },
  { ecosystem: 'mix', name: /^mix\.exs$/ },
  { ecosystem: 'pub', name: /^pubspec\.yaml$/ },
  { ecosystem: 'docker', name: /^Dockerfile$/ },
];

/** An ecosystem whose dependencies a repository names, and the file that says so. */
interface Found {
  readonly ecosystem: string;
  readonly path: string;
}

/** The ecosystems of the manifests in the root of a repository, that of its workflows included, ordered by name. */
export function ecosystemsIn(root: string, project: Project): readonly Found[] {
  const inside = (name: string) => (root === '' ? name : `${root}/${name}`);
  const entries = project.list(root).filter(({ kind }) => kind === 'file');
  const names = new Set(entries.map(({ name }) => name));
  const found = entries.flatMap(({ name }): Found[] => {
    const manifest = MANIFESTS.find((each) => each.name.test(name));
    if (!manifest) return [];
    if (manifest.text && !manifest.text.test(project.read(inside(name))?.text ?? '')) return [];
    const isBun = manifest.ecosystem === 'npm' && (names.has('bun.lock') || names.has('bun.lockb'));
    return [{ ecosystem: isBun ? 'bun' : manifest.ecosystem, path: inside(name) }];
  });
  const workflows = inside('.github/workflows');
  const workflow = project.list(workflows).find(({ name, kind }) => {
    const isOne = kind === 'file' && /\.ya?ml$/.test(name);
    return isOne && /\buses:[ \t]{1,9}["']?[\w-]+\//.test(project.read(`${workflows}/${name}`)?.text ?? '');
  });
  if (workflow) found.push({ ecosystem: 'github-actions', path: `${workflows}/${workflow.name}` });
  return found.sort((a, b) => (a.ecosystem < b.ecosystem ? -1 : 1));
}

/** The entry of a dependabot.yml for the root of a repository. */
export function updateOf(ecosystem: string): { readonly [key: string]: string | { readonly interval: string } } {
  return { 'package-ecosystem': ecosystem, directory: '/', schedule: { interval: 'weekly' } };
}

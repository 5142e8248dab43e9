import { ancestors, basename, dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import type { SourceFile } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import { findSecrets } from './secrets/find';

/** A file that is known, or likely, to hold a secret. */
export interface SecretFile {
  /** What it is, as a sentence begins: `The private key`. */
  readonly what: string;
  /** Whether its text was read and holds a secret; otherwise its name says so. */
  readonly isRead: boolean;
  /** Whether a program needs it while it runs, and not just a command of the build. */
  readonly isForRuntime: boolean;
}

interface Kind {
  readonly what: string;
  /** Of the path in lower case. */
  readonly names: RegExp;
  /** What a text with a secret holds; `any` finds secrets by their form and name. Without it, the name is enough. */
  readonly content?: RegExp | 'any';
  /** The name alone says nothing. */
  readonly mustBeRead?: boolean;
  /** What is copied and removed again was secret, though the name alone says nothing. */
  readonly isTelling?: boolean;
  readonly isForRuntime?: boolean;
}

const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY/;
const NO_SECRET =
  /\.pub$|(?:^|[._-])(?:examples?|samples?|templates?|tmpl|tpl|dist|defaults?|schema|public|pub)(?:[._-]|$)/;

const KINDS: readonly Kind[] = [
  { what: 'The private key', names: /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:[._-][\w-]+)?$/, content: PRIVATE_KEY },
  {
    what: 'The private key',
    names: /(?:^|[/._-])(?:priv(?:ate)?[._-]?key|privkey|private|key)\.pem$/,
    content: PRIVATE_KEY,
    isForRuntime: true,
  },
  {
    what: 'The private key',
    names: /(?:^|[/._-])(?:server|tls|ssl|private|client|ca|domain|localhost|nginx|https?|cert(?:ificate)?|jwt)\.key$/,
    content: PRIVATE_KEY,
    isForRuntime: true,
  },
  { what: 'The private key', names: /\.(?:pem|key|crt)$/, content: PRIVATE_KEY, mustBeRead: true, isForRuntime: true },
  { what: 'The key store', names: /\.(?:p12|pfx|jks|keystore)$/, isForRuntime: true },
  { what: 'The master key', names: /(?:^|\/)config\/(?:master|credentials\/\w+)\.key$/, isForRuntime: true },
  { what: 'The environment', names: /(?:^|\/)\.env(?:\.[\w-]+)*$/, content: 'any', isForRuntime: true },
  { what: 'The environment', names: /(?:^|\/)[\w-]+\.env$/, content: 'any', mustBeRead: true, isForRuntime: true },
  {
    what: 'The file of credentials',
    names:
      /(?:^|\/)(?:[._]netrc|\.git-credentials|\.pgpass|\.vault-token|\.dockercfg|\.aws\/credentials|\.docker\/config\.json|\.kube\/config|kubeconfig(?:\.ya?ml)?)$/,
  },
  {
    what: 'The service account',
    names:
      /(?:^|[/_-])(?:service[_-]?account(?:[_-]key)?|gcp[_-]key|gcloud[_-]service[_-]key|google[_-](?:application[_-])?credentials|firebase-adminsdk[\w-]{0,80})\.json$/,
    content: /"private_key"/,
    isForRuntime: true,
  },
  {
    what: 'The service account',
    names: /\.json$/,
    content: /"private_key": *"-----BEGIN/,
    mustBeRead: true,
    isForRuntime: true,
  },
  {
    what: 'The token for packages',
    names: /(?:^|\/)\.npmrc$/,
    content: /_(?:authToken|auth|password)[ \t]*=[ \t]*["']?[^\s"'$]/,
    mustBeRead: true,
    isTelling: true,
  },
  {
    what: 'The token for packages',
    names: /(?:^|\/)\.yarnrc\.ya?ml$/,
    content: /npmAuth(?:Token|Ident):[ \t]*["']?[^\s"'$]/,
    mustBeRead: true,
    isTelling: true,
  },
  {
    what: 'The password for packages',
    names: /(?:^|\/)(?:\.pypirc|pip\.conf|nuget\.config|auth\.json|settings\.xml|gradle\.properties)$/,
    content: 'any',
    mustBeRead: true,
    isTelling: true,
  },
];

/** Folders of which some files are secret and others are not. */
const FOLDERS: readonly { readonly name: RegExp; readonly what: string; readonly holds: RegExp }[] = [
  { name: /(?:^|\/)\.ssh$/, what: 'The folder of keys', holds: /^id_(?:rsa|dsa|ecdsa|ed25519)$|\.pem$/ },
  { name: /(?:^|\/)\.aws$/, what: 'The folder of credentials', holds: /^credentials$/ },
  { name: /(?:^|\/)\.gnupg$/, what: 'The folder of keys', holds: /^(?:private-keys-v1\.d|secring\.gpg)$/ },
];

/** What tools write; no service account is called so. */
const KNOWN_JSON = /(?:^|\/)(?:package(?:-lock)?|composer|tsconfig(?:\.\w{1,20})?|angular|nx|turbo|deno)\.json$/;

const ANY_NAME = new RegExp(
  [...KINDS.map(({ names }) => names), ...FOLDERS.map(({ name }) => name)].map(({ source }) => source).join('|'),
);

/**
 * What is secret in a file of the build context, by its text where it can be read and by its name otherwise; undefined
 * where nothing is known to be. `isRemoved`: somebody takes it away again.
 */
export function secretFile(
  path: string,
  isRemoved: boolean,
  build: DockerBuild,
  project: Project,
  today: string,
): SecretFile | undefined {
  if (KNOWN_JSON.test(path)) return undefined;
  // Most paths are told by how they are written; a folder may end in other ways than its name.
  if (!/[/.]$/.test(path) && !ANY_NAME.test(path.toLowerCase())) return undefined;
  const clean = join(path) ?? path;
  const name = clean.toLowerCase();
  if (NO_SECRET.test(basename(name))) return undefined;
  const folder = FOLDERS.find((each) => each.name.test(name));
  if (folder) return secretFolder(folder, clean, build, project);
  const file = fileOf(clean, build, project);
  for (const { what, names, content, mustBeRead, isTelling, isForRuntime = false } of KINDS) {
    if (!names.test(name)) continue;
    if (file && content !== undefined) {
      if (holds(file, content, project, today)) return { what, isRead: true, isForRuntime };
      return undefined;
    }
    if (!mustBeRead || (isTelling && isRemoved && !file)) return { what, isRead: false, isForRuntime };
  }
  return undefined;
}

/** What is secret by the name of a file that is made within the image. */
export function secretByName(path: string): Omit<SecretFile, 'isRead'> | undefined {
  const name = path.toLowerCase();
  if (NO_SECRET.test(basename(name))) return undefined;
  const kind = KINDS.find(({ names, mustBeRead, isTelling }) => names.test(name) && (!mustBeRead || isTelling));
  return kind && { what: kind.what, isForRuntime: kind.isForRuntime ?? false };
}

function holds(file: SourceFile, content: RegExp | 'any', project: Project, today: string): boolean {
  if (content !== 'any') return content.test(file.text);
  const document = project.open('secrets', file.path);
  return document !== undefined && findSecrets(document, today).length > 0;
}

function secretFolder(
  { what, holds: secret }: (typeof FOLDERS)[number],
  path: string,
  build: DockerBuild,
  project: Project,
): SecretFile | undefined {
  const entries = foldersOf(build).flatMap((folder) => {
    const at = join(folder, path);
    return at === undefined ? [] : project.list(at);
  });
  const isEmpty = entries.length === 0;
  return isEmpty || entries.some(({ name }) => secret.test(name))
    ? { what, isRead: !isEmpty, isForRuntime: false }
    : undefined;
}

/** The folder that is built, or those that may be. */
function foldersOf({ file, context }: DockerBuild): readonly string[] {
  return context.folder === undefined ? ancestors(file.path) : [context.folder];
}

function fileOf(path: string, build: DockerBuild, project: Project): SourceFile | undefined {
  for (const folder of foldersOf(build)) {
    const at = join(folder, path);
    const isThere =
      at !== undefined && project.list(dirname(at)).some(({ name, kind }) => kind === 'file' && name === basename(at));
    const file = isThere ? project.read(at) : undefined;
    if (file) return file;
  }
  return undefined;
}

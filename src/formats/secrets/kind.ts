import { basename } from '../../core/path';

/**
 * How a text is read for literals under names. `markdown`: its fenced blocks, each as its language. `passwords`: a line
 * for each, as psql has them. `closed`: not at all, since a program wrote it or since it is prose; only what is known by
 * its form is looked for there.
 */
export type TextKind =
  | 'yaml'
  | 'hcl'
  | 'json'
  | 'toml'
  | 'dotenv'
  | 'settings'
  | 'dockerfile'
  | 'shell'
  | 'powershell'
  | 'code'
  | 'markup'
  | 'markdown'
  | 'passwords'
  | 'closed';

const BY_EXTENSION: Readonly<Record<string, TextKind>> = {
  ...all('yaml', 'yaml yml'),
  ...all('hcl', 'tf tofu tfvars hcl nomad'),
  ...all('json', 'json jsonc json5 tfstate webmanifest dockercfg dockerconfigjson'),
  ...all('dotenv', 'env envrc'),
  ...all('toml', 'toml'),
  ...all('settings', 'properties ini cfg conf cnf npmrc pypirc yarnrc gitconfig s3cfg service netrc cf rc'),
  ...all('dockerfile', 'dockerfile containerfile'),
  ...all('shell', 'sh bash zsh ksh fish profile bashrc zshrc bats cmd bat mk make'),
  ...all(
    'code',
    'py js mjs cjs jsx ts mts cts tsx go java kt kts scala groovy gradle rb php cs vb fs swift m h c cc cpp hpp rs lua pl pm ' +
      'ex exs erl clj dart r jl hs vue svelte nix bicep jenkinsfile cue jsonnet libsonnet star bzl pp rake jsp aspx cshtml ejs',
  ),
  ...all('powershell', 'ps1 psm1 psd1'),
  ...all('markup', 'xml config csproj props targets plist xaml'),
  ...all('markdown', 'md mdx markdown'),
  ...all(
    'closed',
    'rst adoc txt html htm tex svg css scss less lock sum map ipynb csv tsv sql patch diff po pot snap log ' +
      'pem crt cer key pub asc graphql proto feature',
  ),
};

const BY_NAME: Readonly<Record<string, TextKind>> = {
  ...all('yaml', 'kubeconfig user-data'),
  ...all('passwords', '.pgpass pgpass.conf'),
  ...all('dockerfile', 'dockerfile containerfile'),
  ...all('shell', 'makefile gnumakefile justfile'),
  ...all('code', 'jenkinsfile vagrantfile rakefile gemfile tiltfile fastfile podfile'),
  ...all(
    'closed',
    'package-lock.json npm-shrinkwrap.json pnpm-lock.yaml composer.lock flake.lock packages.lock.json license copying ' +
      'changelog codeowners owners maintainers',
  ),
};

/** What else the blocks of Markdown call a language. */
const LANGUAGES: Readonly<Record<string, TextKind>> = {
  ...all('shell', 'shell console shell-session terminal makefile'),
  ...all('code', 'python javascript typescript golang ruby csharp c# kotlin rust node perl'),
  ...all('hcl', 'terraform'),
  ...all('dockerfile', 'docker'),
  ...all('powershell', 'powershell pwsh'),
  ...all('dotenv', 'dotenv'),
};

const GENERATED =
  /(?:^|\/)(?:node_modules|vendor|third_party|bower_components|\.yarn|site-packages)\/|[.-]min\.(?:js|css|mjs)$|\.(?:bundle|chunk)\.js$|\.generated\.|_pb2?\.|\.pb\.go$/;

function all(kind: TextKind, names: string): Record<string, TextKind> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}

/** How a file is read, by its path; `text` tells what no person wrote. */
export function kindOf(path: string, text: string): TextKind {
  if (GENERATED.test(path) || looksGenerated(text)) return 'closed';
  const name = basename(path).toLowerCase();
  const known = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
  if (known) return known;
  if (/^\.env(?:\.|$)|\.env\.[\w-]+$/.test(name)) return 'dotenv';
  if (/^(?:docker|container)file[.-]/.test(name)) return 'dockerfile';
  // What a template makes is what counts: `config.yml.j2`, `app.conf.tmpl`.
  const stem = name.replace(/\.(?:j2|jinja2?|tmpl|tpl|tftpl|erb|template|dist|in|bak|old|orig|example|sample)$/, '');
  if (!name.includes('.')) {
    const program = /^#![^\r\n]{0,60}\b(python|node|ruby|perl|php|bash|zsh|ksh|dash|sh)\b/.exec(text)?.[1];
    if (program !== undefined) return /sh$/.test(program) ? 'shell' : 'code';
  }
  if (stem === 'config') return path.endsWith('.kube/config') ? 'yaml' : 'settings';
  const extension = stem.slice(stem.lastIndexOf('.') + 1);
  return (Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined) ?? 'settings';
}

/** How a block of Markdown is read that says its language; undefined where nothing is known of it, or nothing read. */
export function kindOfLanguage(language: string): TextKind | undefined {
  const name = language.toLowerCase();
  const kind = Object.hasOwn(LANGUAGES, name)
    ? LANGUAGES[name]
    : Object.hasOwn(BY_EXTENSION, name) && BY_EXTENSION[name];
  return kind && kind !== 'closed' && kind !== 'markdown' ? kind : undefined;
}

/** Bundles and dumps have few line ends for their size. */
function looksGenerated(text: string): boolean {
  if (text.length < 20_000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines++;
    if (lines * 400 > text.length) return false;
  }
  return true;
}

import { basename } from '../../core/path';

/**
 * How a text is read for literals under names. `closed`: not at all, since a program wrote it or since it is prose;
 * only what is known by its form is looked for there.
 */
export type TextKind =
  | 'yaml'
  | 'hcl'
  | 'json'
  | 'dotenv'
  | 'settings'
  | 'dockerfile'
  | 'shell'
  | 'code'
  | 'markup'
  | 'closed';

const BY_EXTENSION: Readonly<Record<string, TextKind>> = {
  ...all('yaml', 'yaml yml'),
  ...all('hcl', 'tf tofu tfvars hcl nomad'),
  ...all('json', 'json jsonc json5 tfstate webmanifest dockercfg dockerconfigjson'),
  ...all('dotenv', 'env envrc'),
  ...all('settings', 'properties ini cfg conf cnf toml npmrc pypirc yarnrc gitconfig s3cfg service netrc cf rc'),
  ...all('dockerfile', 'dockerfile containerfile'),
  ...all('shell', 'sh bash zsh ksh fish profile bashrc zshrc bats cmd bat mk make'),
  ...all(
    'code',
    'py js mjs cjs jsx ts mts cts tsx go java kt kts scala groovy gradle rb php cs vb fs swift m h c cc cpp hpp rs lua pl pm ' +
      'ex exs erl clj dart r jl hs vue svelte nix bicep ps1 psm1 psd1 jenkinsfile cue jsonnet libsonnet star bzl pp rake jsp aspx cshtml ejs',
  ),
  ...all('markup', 'xml config csproj props targets plist xaml'),
  ...all(
    'closed',
    'md mdx markdown rst adoc txt html htm tex svg css scss less lock sum map ipynb csv tsv sql patch diff po pot snap log ' +
      'pem crt cer key pub asc graphql proto feature',
  ),
};

const BY_NAME: Readonly<Record<string, TextKind>> = {
  ...all('dockerfile', 'dockerfile containerfile'),
  ...all('shell', 'makefile gnumakefile justfile'),
  ...all('code', 'jenkinsfile vagrantfile rakefile gemfile tiltfile fastfile podfile'),
  ...all(
    'closed',
    'package-lock.json npm-shrinkwrap.json pnpm-lock.yaml composer.lock flake.lock packages.lock.json license copying ' +
      'changelog codeowners owners maintainers',
  ),
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
  const known = BY_NAME[name];
  if (known) return known;
  if (/^\.env(?:\.|$)|\.env\.[\w-]+$/.test(name)) return 'dotenv';
  if (/^(?:docker|container)file[.-]/.test(name)) return 'dockerfile';
  // What a template makes is what counts: `config.yml.j2`, `app.conf.tmpl`.
  const stem = name.replace(/\.(?:j2|jinja2?|tmpl|tpl|tftpl|erb|template|dist|in|bak|old|orig|example|sample)$/, '');
  const extension = stem.slice(stem.lastIndexOf('.') + 1);
  return BY_EXTENSION[extension] ?? 'settings';
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

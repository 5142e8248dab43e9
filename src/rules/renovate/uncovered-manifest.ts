import { basename, dirname } from '../../core/path';
import type { Project } from '../../core/project';
import { rule } from '../../core/rule';
import { items, scalar, seq } from '../../formats/yaml/access';
import { appendItem } from '../../formats/yaml/edit';
import { ecosystemsIn } from '../shared/dependency-manifests';

export default rule({
  id: 'renovate/uncovered-manifest',
  title: 'Dependencies that Renovate is told to leave out',
  why: [
    'As soon as there is a list of `enabledManagers`, Renovate updates what these find, and nothing else. What was added later, most often the actions of workflows or the base image, stays at the version of that day unless somebody thinks of it.',
    'Only manifests in the root of the repository are looked at. What a `dependabot.yml` names is taken care of; where a custom manager is enabled, it may find the rest, so that nothing is said.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.renovatebot.com/configuration-options/#enabledmanagers',
    'https://docs.renovatebot.com/modules/manager/',
  ],
  bad: [
    {
      files: {
        'renovate.json': '{\n  "extends": ["config:recommended"],\n  «"enabledManagers"»: ["npm"]\n}\n',
        'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }\n',
        Dockerfile: 'FROM node:24\n',
      },
      fixed: {
        'renovate.json': '{\n  "extends": ["config:recommended"],\n  "enabledManagers": ["npm", "dockerfile"]\n}\n',
        'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }\n',
        Dockerfile: 'FROM node:24\n',
      },
    },
    {
      title: 'several, one a line',
      files: {
        '.github/renovate.json': '{\n  «"enabledManagers"»: [\n    "terraform"\n  ]\n}\n',
        'go.mod': 'module example.com/shop\n\nrequire example.com/a v1.0.0\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n',
      },
      fixed: {
        '.github/renovate.json':
          '{\n  "enabledManagers": [\n    "terraform",\n    "github-actions",\n    "gomod"\n  ]\n}\n',
        'go.mod': 'module example.com/shop\n\nrequire example.com/a v1.0.0\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n',
      },
    },
    {
      title: 'Dependabot looks after the actions, and nobody after the image',
      files: {
        '.renovaterc': '{ «"enabledManagers"»: ["npm"] }\n',
        Dockerfile: 'FROM node:24\n',
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: "github-actions"\n    directory: /\n    schedule:\n      interval: weekly\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n',
      },
      fixed: {
        '.renovaterc': '{ "enabledManagers": ["npm", "dockerfile"] }\n',
        Dockerfile: 'FROM node:24\n',
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: "github-actions"\n    directory: /\n    schedule:\n      interval: weekly\n',
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n',
      },
    },
  ],
  good: [
    {
      title: 'without a list all managers are enabled',
      files: { 'renovate.json': '{ "extends": ["config:recommended"] }\n', Dockerfile: 'FROM node:24\n' },
    },
    {
      title: 'nothing is left out',
      files: {
        'renovate.json': '{ "enabledManagers": ["dockerfile", "npm"] }\n',
        'package.json': '{ "dependencies": { "left-pad": "1.3.0" } }\n',
        Dockerfile: 'FROM node:24\n',
      },
    },
    {
      title: 'a custom manager may find it',
      files: {
        'renovate.json':
          '{ "enabledManagers": ["custom.regex"], "customManagers": [{ "customType": "regex", "managerFilePatterns": ["/Dockerfile/"], "matchStrings": ["v(?<currentValue>.*)"] }] }\n',
        Dockerfile: 'FROM node:24\n',
      },
    },
    {
      title: 'Renovate is switched off',
      files: { 'renovate.json': '{ "enabled": false, "enabledManagers": ["npm"] }\n', Dockerfile: 'FROM node:24\n' },
    },
    {
      title: 'a manifest without dependencies',
      files: {
        'renovate.json': '{ "enabledManagers": ["dockerfile"] }\n',
        'package.json': '{ "private": true, "scripts": { "test": "make test" } }\n',
      },
    },
    {
      title: 'comments, which JSON does not have',
      files: { 'renovate.json': '{\n  // for now\n  "enabledManagers": ["npm"]\n}\n', Dockerfile: 'FROM node:24\n' },
    },
  ],
  *check({ root, file }, { project }) {
    const pair = root?.pair('enabledManagers');
    const list = seq(root?.get('enabledManagers'));
    if (!pair || !list || list.entries.length === 0 || scalar(root?.get('enabled'))?.text === 'false') return;
    const enabled = items(list).map((item) => scalar(item)?.text ?? '');
    if (enabled.some((name) => name === '' || /^(?:regex$|custom\.)/.test(name))) return;
    const repository = rootOf(file.path);
    const elsewhere = ecosystemsOfDependabot(repository, project);
    const missing = ecosystemsIn(repository, project).filter(
      ({ ecosystem }) => !elsewhere.has(ecosystem) && !managersOf(ecosystem).some((name) => enabled.includes(name)),
    );
    if (missing.length === 0) return;
    const names = missing.flatMap(({ ecosystem }) => managersOf(ecosystem).slice(0, 1));
    yield {
      at: pair.key,
      message: `Nobody updates what ${missing.map(({ path }) => path).join(' and ')} ${missing.length > 1 ? 'name' : 'names'}; add ${names.join(', ')}`,
      fix: { title: `Add ${names.join(', ')}`, edits: names.map((name) => appendItem(list, name)) },
    };
  },
});

/** Renovate's own names, where they differ from those of Dependabot; the usual one first. */
const MANAGERS: Readonly<Record<string, readonly string[]>> = {
  bun: ['bun', 'npm'],
  docker: ['dockerfile'],
  pip: ['pip_requirements'],
};

function managersOf(ecosystem: string): readonly string[] {
  return MANAGERS[ecosystem] ?? [ecosystem];
}

function rootOf(path: string): string {
  const folder = dirname(path);
  const root = /^\.git(?:hub|lab)$/.test(basename(folder)) ? dirname(folder) : folder;
  return root === '.' ? '' : root;
}

function ecosystemsOfDependabot(repository: string, project: Project): ReadonlySet<string> {
  const folder = repository === '' ? '.github' : `${repository}/.github`;
  const text = ['yml', 'yaml'].map((end) => project.read(`${folder}/dependabot.${end}`)?.text ?? '').join('\n');
  const named = text.matchAll(/\bpackage-ecosystem["']?:[ \t]{0,9}["']?([\w-]{1,40})/g);
  return new Set(Array.from(named, ([, name = '']) => name));
}

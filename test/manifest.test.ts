import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json';
import words from '../package.nls.json';

const { contributes } = manifest;
const properties: Readonly<Record<string, Record<string, unknown>>> = contributes.configuration.properties;

/** Languages of VS Code itself, and those of extensions whose files we have something for. */
const KNOWN_LANGUAGES = ['dockerfile', 'dockercompose', 'yaml', 'github-actions-workflow', 'azure-pipelines'];

/** Every `%key%` in the manifest, once. */
function usedKeys(): string[] {
  const text = readFileSync('package.json', 'utf8');
  return [...new Set([...text.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? ''))];
}

test('every %key% has words, and no words are left over', () => {
  expect(usedKeys().sort()).toEqual(Object.keys(words).sort());
  expect(Object.values(words).filter((text) => text.trim() === '')).toEqual([]);
});

describe('commands', () => {
  const source = readFileSync('src/client/commands.ts', 'utf8');

  test.each(contributes.commands)(
    '$command has a title, our category, and is registered',
    ({ command, title, category }) => {
      expect(title).toMatch(/^%command\.\w+%$/);
      expect(category).toBe('%displayName%');
      expect(source).toContain(`'${command}': `);
    },
  );

  test('none is registered that the manifest does not know', () => {
    const registered = [...source.matchAll(/'(infraReview\.\w+)': /g)].map(([, id]) => id);
    expect(registered.sort()).toEqual(contributes.commands.map(({ command }) => command).sort());
  });
});

test.each(Object.entries(properties))('the setting %s has a default and words', (name, property) => {
  expect(name).toMatch(/^infraReview\./);
  expect(property).toHaveProperty('default');
  expect(property.markdownDescription ?? property.description).toMatch(/^%setting\.[\w.]+%$/);
  expect(property.scope).toMatch(/^(?:resource|window)$/);
  if (Array.isArray(property.enum)) expect(property.enum).toContain(property.default);
  if (Array.isArray(property.enumDescriptions))
    expect(property.enumDescriptions).toHaveLength(Array.isArray(property.enum) ? property.enum.length : 0);
});

test('every file that is named is there', () => {
  const paths = [
    manifest.icon,
    ...contributes.languages.flatMap(({ configuration }) => configuration ?? []),
    ...contributes.grammars.map(({ path }) => path),
    ...contributes.snippets.map(({ path }) => path),
    ...contributes.yamlValidation.map(({ url }) => url),
  ];
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test('every file of snippets is contributed, to languages that exist', () => {
  const contributed = new Set(contributes.snippets.map(({ path }) => path.replace('./snippets/', '')));
  expect([...contributed].sort()).toEqual(readdirSync('snippets').sort());
  const languages = [...KNOWN_LANGUAGES, ...contributes.languages.map(({ id }) => id)];
  expect(contributes.snippets.filter(({ language }) => !languages.includes(language))).toEqual([]);
});

test('every grammar is of a language that is contributed, or an injection', () => {
  const languages = contributes.languages.map(({ id }) => id);
  for (const grammar of contributes.grammars) {
    const { scopeName }: { scopeName: string } = JSON.parse(readFileSync(grammar.path, 'utf8'));
    expect(scopeName).toBe(grammar.scopeName);
    if ('language' in grammar) expect(languages).toContain(grammar.language);
    else expect(grammar.injectTo).not.toEqual([]);
  }
});

test('it starts for documents only, never at once', () => {
  for (const event of manifest.activationEvents) expect(event).toMatch(/^onLanguage:[\w-]+$/);
  for (const { language } of contributes.snippets)
    expect(manifest.activationEvents).toContain(`onLanguage:${language}`);
});

test('the lowest VS Code is the one whose types are compiled against', () => {
  expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode']}`);
});

test('no module type: the web extension host reads it and would refuse the bundle', () => {
  expect(manifest).not.toHaveProperty('type');
});

test('the version is that of the change log', () => {
  expect(readFileSync('CHANGELOG.md', 'utf8')).toContain(`## ${manifest.version}`);
});

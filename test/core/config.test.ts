import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configFor, configProblems, isSideShow } from '../../src/core/config';
import { levelEdit } from '../../src/core/config-edit';
import { readConfigFile } from '../../src/core/config-file';
import { applyEdits } from '../../src/core/fix';
import type { Project } from '../../src/core/project';
import { SourceFile, textOf } from '../../src/core/text';
import { allRules } from '../../src/rules/catalog';

function projectOf(files: Record<string, string>): Project {
  const sources = new Map(Object.entries(files).map(([path, text]) => [path, new SourceFile(path, text)]));
  return {
    read: (path) => sources.get(path),
    list: () => [],
    open: () => undefined,
    newFile: (path) => new SourceFile(path, ''),
  };
}

const rule = { id: 'x/y', severity: 'error' as const };

describe('layers', () => {
  const files = {
    'infra-review.yaml': 'rules: {x/y: warning}\nignore: [vendor/]\nteam: {requiredTags: [owner]}\n',
    'a/infra-review.yaml':
      'rules:\n  x/y: [info, {deep: true}]\noverrides:\n  - files: ["*.dev.yaml"]\n    rules: {x/y: off}\n',
    'b/infra-review.yaml': 'root: true\n',
  };
  const level = (path: string) => configFor(path, projectOf(files)).level(rule);

  test('a rule that is asked for by name needs no preset, but can be turned off', () => {
    const quiet = { id: 'x/z', severity: 'info' as const, preset: 'all' as const };
    const asked = new Set(['x/y', 'x/z']);
    expect(configFor('main.tf', projectOf({})).level(quiet)).toBe('off');
    expect(configFor('main.tf', projectOf({}), undefined, asked).level(quiet)).toBe('info');
    expect(configFor('a/x.dev.yaml', projectOf(files), undefined, asked).level(rule)).toBe('off');
  });

  test('the nearest wins', () => {
    expect([level('main.tf'), level('a/main.tf'), level('a/x.dev.yaml'), level('b/main.tf')]).toEqual([
      'warning',
      'info',
      'off',
      'error',
    ]);
  });
  test('options come from the nearest that gives them', () => {
    expect(configFor('a/main.tf', projectOf(files)).options(rule)).toEqual({ deep: true });
  });
  test('ignore is relative to its folder', () => {
    expect(configFor('vendor/x/main.tf', projectOf(files)).isIgnored).toBe(true);
    expect(configFor('b/vendor/main.tf', projectOf(files)).isIgnored).toBe(false);
  });
  test('team facts are inherited until root: true', () => {
    expect(configFor('a/main.tf', projectOf(files)).team.requiredTags).toEqual(['owner']);
    expect(configFor('b/main.tf', projectOf(files)).team.requiredTags).toEqual([]);
  });
});

describe('presets', () => {
  const at = (text: string, path = 'main.tf') => configFor(path, projectOf({ 'infra-review.yaml': text }));
  test('strict asks for tags', () => {
    expect(at('extends: strict').team.requiredTags).toEqual(['environment', 'team', 'cost-center']);
  });
  test('a rule of `all` is off until asked for', () => {
    const optIn = { ...rule, preset: 'all' as const };
    expect([at('').level(optIn), at('extends: strict').level(optIn), at('extends: all').level(optIn)]).toEqual([
      'off',
      'off',
      'error',
    ]);
  });
  test('examples and tests are judged a step milder, unless a level is set', () => {
    expect(at('', 'examples/main.tf').level(rule)).toBe('warning');
    expect(at('rules: {x/y: error}', 'examples/main.tf').level(rule)).toBe('error');
  });
  test('advice on what is in service is for nothing else, unless a level is set', () => {
    const advice = { ...rule, isForService: true as const };
    expect(at('', 'main.tf').level(advice)).toBe('error');
    expect(at('extends: all', 'examples/main.tf').level(advice)).toBe('off');
    expect(at('rules: {x/y: info}', 'examples/main.tf').level(advice)).toBe('info');
  });
});

test.each([
  ['examples/a/Dockerfile', true],
  ['src/test/Dockerfile', true],
  ['Dockerfile.dev', true],
  ['.devcontainer/Dockerfile', true],
  ['docker-compose.override.yml', true],
  ['compose.local.yaml', true],
  ['contest/Dockerfile', false],
  ['development-guide/Dockerfile', false],
  ['latest.yaml', false],
])('%s is for examples, tests or development: %s', (path, expected) => {
  expect(isSideShow(path)).toBe(expected);
});

describe('mistakes', async () => {
  const rules = await allRules();
  const problems = (text: string) =>
    configProblems(new SourceFile('infra-review.yaml', text), rules).map(
      ({ at, message }) => `${textOf(at)}: ${message}`,
    );

  test.each([
    ['rulez: {}', 'rulez: unknown key `rulez`; did you mean `rules`?'],
    [
      'rules: {review/sintax-error: off}',
      'review/sintax-error: unknown rule `review/sintax-error`; did you mean `review/syntax-error`?',
    ],
    ['rules: {review/syntax-error: fatal}', 'fatal: must be one of off, info, warning, error'],
    ['extends: stict', 'stict: must be one of recommended, strict, all'],
    ['rules: {review/syntax-error: [error, {a: 1}]}', 'a: review/syntax-error has no options'],
    ['team: {requiredTag: [a]}', 'requiredTag: unknown key `requiredTag`; did you mean `requiredTags`?'],
    ['overrides: [{rules: {}}]', '{rules: {}}: say which files it is for: `files: ["**/*.dev.yaml"]`'],
    ['rules: {syntax-error: off}', 'syntax-error: unknown rule `syntax-error`; did you mean `review/syntax-error`?'],
    [
      'rules: {review/syntax-error: [error, warning]}',
      'warning: give a level, or a list of a level and a map of options',
    ],
    ['root: true\nroot: true', 'r: Map keys must be unique'],
    ['rules:\n\troot: true', ': Tabs are not allowed as indentation'],
    ['root: true\n---\n', '---: must be one document, without `---` in it'],
    ['- a', '- a: must be a map of keys and values'],
  ])('%s', (text, expected) => {
    expect(problems(text).map((problem) => problem.trim())).toContainEqual(expected);
  });

  test('a right one has none', () => {
    expect(problems('root: true\nextends: strict\nrules:\n  review/syntax-error: off\nignore:\n  - vendor/\n')).toEqual(
      [],
    );
    expect(problems('')).toEqual([]);
  });

  test('an alias stands for what it names', () => {
    const text = 'rules: &all\n  review/syntax-error: off\noverrides:\n  - files: [a]\n    rules: *all\n';
    expect(problems(text)).toEqual([]);
    const { overrides } = readConfigFile(new SourceFile('c', text));
    expect(overrides[0]?.rules.map(({ id }) => id)).toEqual(['review/syntax-error']);
    expect(problems('rules: *nothing')).not.toEqual([]);
  });

  test.each([`rules: ${'['.repeat(100_000)}`, '{a: '.repeat(100_000), '- '.repeat(100_000), '? '.repeat(100_000)])(
    'nesting exhausts nothing',
    (text) => {
      expect(problems(text).join()).toMatch(/nested too deeply/);
    },
  );

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'rules:extnd {}[]-\n&*!|>#"\'') }),
        (text) => void readConfigFile(new SourceFile('c', text)),
      ),
    );
  });
});

test.each([
  ['', 'rules:\n  x/y: off\n'],
  ['extends: strict', 'extends: strict\nrules:\n  x/y: off\n'],
  ['rules:\n    # first\n    a/b: info\n', 'rules:\n    # first\n    x/y: off\n    a/b: info\n'],
  ['rules:\n  x/y: error # why\n', 'rules:\n  x/y: off # why\n'],
  ['rules:\nroot: true\n', 'rules:\n  x/y: off\nroot: true\n'],
])('turning a rule off in %j', (before, after) => {
  const file = new SourceFile('infra-review.yaml', before);
  const edit = levelEdit(file, 'x/y', 'off');
  expect(edit && applyEdits(before, [edit])).toBe(after);
});

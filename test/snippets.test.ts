import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { fillTabStops } from '../src/core/fix';
import type { FileReview } from '../src/core/review';
import actionVersions from '../src/data/action-versions.json';
import { endOfSupport } from '../src/rules/shared/end-of-life';
import { parseImage } from '../src/rules/shared/image';
import { sessionOf, TODAY } from './support/project';
import { expanded, type NamedSnippet, REPOSITORY, snippets, surroundings } from './support/snippets';

interface Place {
  /** Where a snippet is inserted. */
  readonly path: string;
  /** What the file is taken for then. */
  readonly format: string;
  /** What else lies in the repository, by path. */
  readonly beside?: Readonly<Record<string, string>>;
}

const places: Readonly<Record<string, Place>> = {
  dockerfile: { path: 'Dockerfile', format: 'dockerfile' },
  compose: { path: 'compose.yaml', format: 'compose' },
  kubernetes: { path: 'manifests/web.yaml', format: 'kubernetes' },
  'github-actions': { path: '.github/workflows/pipeline.yaml', format: 'github-actions', beside: REPOSITORY },
  'gitlab-ci': { path: '.gitlab-ci.yml', format: 'gitlab-ci', beside: REPOSITORY },
  'azure-pipelines': { path: 'azure-pipelines.yml', format: 'azure-pipelines', beside: REPOSITORY },
  terraform: { path: 'main.tf', format: 'terraform' },
};

/** Digests change with every build of an image: only a registry knows today's. */
const NOT_FOR_SNIPPETS: ReadonlySet<string> = new Set(['dockerfile/unpinned-digest']);

test('every file of snippets has a place', () => {
  expect(readdirSync('snippets').sort()).toEqual(
    Object.keys(places)
      .map((name) => `${name}.json`)
      .sort(),
  );
});

test('no two snippets have one prefix', () => {
  const prefixes = snippets.map(({ prefix }) => prefix);
  expect(prefixes.filter((prefix, index) => prefixes.indexOf(prefix) !== index)).toEqual([]);
});

describe.each(snippets.map((snippet) => [snippet.prefix, snippet] as const))('%s', (prefix, snippet) => {
  const place = places[snippet.file];
  let review: FileReview | undefined;
  let strict: FileReview | undefined;
  let text = '';

  beforeAll(async () => {
    text = expanded(snippet);
    const path = surroundings[prefix]?.path ?? place?.path ?? '';
    const files = { ...place?.beside, ...surroundings[prefix]?.files, [path]: text };
    review = await sessionOf(files, { config: 'extends: all\n' }).review(path);
    strict = await sessionOf(files, { config: 'extends: strict\n' }).review(path);
  });

  test('is named and described', () => {
    expect(prefix).toMatch(/^infra-[a-z0-9-]+$/);
    expect(snippet.title.length).toBeLessThan(60);
    expect(snippet.description).toMatch(/^[A-Z].{30,200}\.$/);
  });

  test('its tab stops are numbered without gaps and each has one meaning', () => {
    const body = snippet.body.join('\n');
    const stops = [...body.matchAll(/(?<!\\)\$\{?(\d+)/g)].map(([, number]) => Number(number));
    const numbers = [...new Set(stops)].sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index));
    const meanings = new Map<string, Set<string>>();
    for (const [whole, number = ''] of body.matchAll(/(?<!\\)\$\{(\d+)[:|][^}]*\}/g))
      meanings.set(number, (meanings.get(number) ?? new Set()).add(whole));
    expect([...meanings.values()].filter(({ size }) => size > 1)).toEqual([]);
    // One that we could not read would be left as it is written.
    expect(fillTabStops(body)).not.toMatch(/\$\{?\d/);
  });

  test('has only ends of lines that an editor can set', () => {
    for (const line of snippet.body) expect(line).not.toMatch(/[\r\n\t]|[ \t]$/);
  });

  test('is taken for its format and has no finding of any kind', () => {
    expect([review, strict].flatMap((each) => each?.crashes)).toEqual([]);
    expect(review?.verdicts.map(({ format }) => format)).toContain(place?.format);
    expect(review?.units.flatMap(({ documents }) => documents.flatMap(({ problems }) => problems))).toEqual([]);
    const said = [review, strict]
      .flatMap((each) => each?.findings ?? [])
      .filter(({ rule }) => !NOT_FOR_SNIPPETS.has(rule));
    expect(
      said.map(({ rule, at, message }) => `${rule} at line ${at.file.lineAt(at.start) + 1}: ${message}\n${text}`),
    ).toEqual([]);
  });
});

/** A snippet in which the choice of the given number is made everywhere, the last one where there are fewer. */
function withChoice(snippet: NamedSnippet, number: number): NamedSnippet {
  const body = snippet.body.map((line) =>
    line.replace(/(\$\{\d+)\|([^|]*)\|\}/g, (_, stop: string, words: string) => {
      const each = words.split(',');
      return `${stop}:${each[Math.min(number, each.length - 1)] ?? ''}}`;
    }),
  );
  return { ...snippet, body };
}

/** Elsewhere some choices only go with others. */
const withChoices = snippets.filter(
  ({ file, body }) => places[file]?.beside && body.some((line) => /\$\{\d+\|/.test(line)),
);

test.each(withChoices.map((snippet) => [snippet.prefix, snippet] as const))(
  '%s has no finding whatever is chosen',
  async (prefix, snippet) => {
    const place = places[snippet.file];
    const path = surroundings[prefix]?.path ?? place?.path ?? '';
    for (const number of [1, 2]) {
      const files = {
        ...place?.beside,
        ...surroundings[prefix]?.files,
        [path]: expanded(withChoice(snippet, number)),
      };
      const { findings, verdicts } = await sessionOf(files, { config: 'extends: all\n' }).review(path);
      expect(verdicts.map(({ format }) => format)).toContain(place?.format);
      const said = findings.filter(({ rule }) => !NOT_FOR_SNIPPETS.has(rule));
      expect(said.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    }
  },
);

/** Actions of which our table knows no versions. */
const NOT_IN_TABLE: ReadonlySet<string> = new Set(['aquasecurity/trivy-action']);

test('every action is pinned to the commit of the version beside it', () => {
  const table = new Map(
    Object.entries<{ readonly versions: Readonly<Record<string, string>> }>(actionVersions.actions).map(
      ([name, { versions }]) => [name.toLowerCase(), versions],
    ),
  );
  const uses = snippets.flatMap(({ body }) => body.filter((line) => /\buses: (?!\.\/)/.test(line)));
  expect(uses.length).toBeGreaterThan(100);
  for (const line of uses) {
    const [, action = '', commit, version = ''] =
      /uses: ([\w-]+\/[\w-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$/.exec(line) ?? [];
    expect(commit, line).toBeDefined();
    if (!NOT_IN_TABLE.has(action)) expect(commit, line).toBe(table.get(action)?.[version]);
  }
});

/** A line with each of its choices made. */
function choices(line: string): string[] {
  const choice = /\$\{\d+\|([^|]*)\|\}/.exec(line);
  if (!choice) return [fillTabStops(line)];
  return (choice[1] ?? '').split(',').flatMap((word) => choices(line.replace(choice[0], word)));
}

/** The images that a line names: those of a Dockerfile, a service, a job, and what a script runs. */
const IMAGE = /^(?:FROM(?: --\S+)*| *image:| *- (?=docker:)| *name:(?= \S+:\d)|.*(?= aquasec\/trivy:)) ?(\S+)/;

const HOSTED_AGENT = /^(?:ubuntu|windows|macos)-\d+/;

function imageOf(line: string): string | undefined {
  const written = IMAGE.exec(line)?.[1];
  return written === undefined || written.includes('$') || HOSTED_AGENT.test(written) ? undefined : written;
}

test('every image that can be chosen is fixed and still supported', () => {
  const written = snippets
    .flatMap(({ body }) => body)
    .flatMap(choices)
    .flatMap((line) => imageOf(line) ?? []);
  expect(written.filter((image) => image.startsWith('docker:'))).not.toEqual([]);
  expect(written.filter((image) => image.startsWith('aquasec/trivy:')).length).toBeGreaterThan(10);
  for (const name of new Set(written)) {
    const image = parseImage(name);
    expect(image?.tag, name).toBeDefined();
    expect(image && endOfSupport(image, TODAY), name).toBeUndefined();
  }
});

/** The part of a pipeline that deploys to an environment, as if that were called ENV, without what is meant to differ. */
function deployTo(environment: string, host: string, text: string): string[] {
  const start = new RegExp(`^ *(?:deploy-${environment}:|${environment}:|- stage: ${environment})$`, 'im').exec(text);
  const after = text.slice(start?.index ?? text.length);
  const end = /\n\n|$/.exec(after)?.index ?? after.length;
  return after
    .slice(0, end)
    .trimEnd()
    .replaceAll(host, 'HOST')
    .replaceAll(new RegExp(environment, 'gi'), 'ENV')
    .split('\n')
    .filter((line) => !/^ *(?:needs:|dependsOn:|when: manual|#)/.test(line));
}

test('staging and production are deployed to in the same way', () => {
  const pairs = snippets
    .map((snippet) => ({ prefix: snippet.prefix, text: expanded(snippet) }))
    .map(({ prefix, text }) => ({
      prefix,
      staging: deployTo('staging', 'staging.example.com', text),
      production: deployTo('production', 'www.example.com', text),
    }))
    .filter(({ staging, production }) => staging.length > 3 && production.length > 3);
  expect(pairs.length).toBeGreaterThan(18);
  for (const { prefix, staging, production } of pairs) expect(production, prefix).toEqual(staging);
});

test('scripts of several lines in Azure stop at the first failure', () => {
  const texts = snippets.filter(({ file }) => file === 'azure-pipelines').map((snippet) => expanded(snippet));
  const scripts = texts.flatMap((text) => [
    ...text.matchAll(/^( *)(?:- )?(?:inlineScript|script|bash): \|\n((?:\1 +.*\n)+)/gm),
  ]);
  expect(scripts.length).toBeGreaterThan(40);
  for (const [, , script = ''] of scripts)
    if (script.trim().includes('\n')) expect(script.trim()).toMatch(/^set -euo pipefail\n/);
});

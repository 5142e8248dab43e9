import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { fillTabStops } from '../src/core/fix';
import type { FileReview } from '../src/core/review';
import actionVersions from '../src/data/action-versions.json';
import { endOfSupport } from '../src/rules/shared/end-of-life';
import { parseImage } from '../src/rules/shared/image';
import { reviewAll, TODAY } from './support/project';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** Where a snippet of each file is inserted, and what the file is taken for then. */
const places: Readonly<Record<string, { readonly path: string; readonly format: string }>> = {
  dockerfile: { path: 'Dockerfile', format: 'dockerfile' },
  compose: { path: 'compose.yaml', format: 'compose' },
  kubernetes: { path: 'manifests/web.yaml', format: 'kubernetes' },
  'github-actions': { path: '.github/workflows/pipeline.yaml', format: 'github-actions' },
  terraform: { path: 'main.tf', format: 'terraform' },
};

interface Surroundings {
  readonly before: string;
  /** How far the snippet is indented. */
  readonly indent: string;
  readonly after?: string;
}

/** A stage that a snippet is put into, and that runs as a user without rights. */
function stage(image: string, after: string): Surroundings {
  const before = `FROM ${image} AS build\nWORKDIR /app\nCOPY package.json package-lock.json .npmrc ./\n`;
  return { before, indent: '', after };
}

const NODE = 'node:24-trixie-slim';
const RUN = 'USER 1000:1000\nCMD ["node", "server.js"]\n';
const SERVE = `EXPOSE 8080\n${RUN}`;
const START = 'CMD ["/app/server"]\n';

/** What stands around the snippets that are no file of their own. */
const surroundings: Readonly<Record<string, Surroundings>> = {
  'infra-dockerfile-cache': stage(NODE, RUN),
  'infra-dockerfile-cache-apt': stage(NODE, RUN),
  'infra-dockerfile-secret': stage(NODE, RUN),
  'infra-dockerfile-secret-file': stage(NODE, RUN),
  'infra-dockerfile-ssh': stage(NODE, RUN),
  'infra-dockerfile-healthcheck': stage('node:24-alpine', SERVE),
  'infra-dockerfile-healthcheck-curl': stage('node:24-trixie', SERVE),
  'infra-dockerfile-healthcheck-runtime': stage(NODE, SERVE),
  'infra-dockerfile-healthcheck-tcp': stage(NODE, SERVE),
  'infra-dockerfile-healthcheck-exec': stage('alpine:3.24', `EXPOSE 8080\nUSER 1000:1000\n${START}`),
  'infra-dockerfile-user-alpine': stage('alpine:3.24', START),
  'infra-dockerfile-user-debian': stage('debian:trixie-slim', START),
  'infra-dockerfile-user-distroless': {
    before: 'FROM rust:1.98-trixie AS build\nWORKDIR /src\n\nFROM gcr.io/distroless/cc-debian13:nonroot\n',
    indent: '',
    after: START,
  },
  'infra-compose-service': { before: 'services:\n', indent: '  ' },
  'infra-compose-healthcheck': {
    before: `services:
  web:
    image: ghcr.io/example/web:1.0.0
    restart: unless-stopped
    user: "10001:10001"
    read_only: true
    cap_drop: [ALL]
    security_opt: [no-new-privileges:true]
    deploy:
      resources:
        limits:
          cpus: "0.50"
          memory: 256M
    logging:
      driver: local
      options:
        max-size: 10m
`,
    indent: '    ',
  },
};

/** Digests change with every build of an image: only a registry knows today's. */
const NOT_FOR_SNIPPETS: ReadonlySet<string> = new Set(['dockerfile/unpinned-digest']);

const snippets = readdirSync('snippets').flatMap((file) => {
  const name = file.replace(/\.json$/, '');
  const parsed: Record<string, Snippet> = JSON.parse(readFileSync(`snippets/${file}`, 'utf8'));
  return Object.entries(parsed).map(([title, snippet]) => ({ file: name, title, ...snippet }));
});

function expanded({ prefix, body }: Snippet): string {
  const text = fillTabStops(body.join('\n'));
  const around = surroundings[prefix];
  if (!around) return text;
  const inserted = text.replace(/^(?=.)/gm, around.indent);
  return `${around.before}${inserted}${around.after ?? ''}`;
}

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
    const files = { [place?.path ?? '']: text };
    [review] = await reviewAll(files, { config: 'extends: all\n' });
    [strict] = await reviewAll(files, { config: 'extends: strict\n' });
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
  });

  test('has only ends of lines that an editor can set', () => {
    for (const line of snippet.body) expect(line).not.toMatch(/[\r\n\t]|[ \t]$/);
  });

  test('is taken for its format and has no finding of any kind', () => {
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

test('every action is pinned to the commit of the version beside it', () => {
  const table: Readonly<Record<string, { readonly versions: Readonly<Record<string, string>> }>> =
    actionVersions.actions;
  const uses = snippets.flatMap(({ body }) => body.filter((line) => /\buses:/.test(line)));
  expect(uses.length).toBeGreaterThan(10);
  let known = 0;
  for (const line of uses) {
    const [, action = '', commit, version = ''] =
      /uses: ([\w-]+\/[\w-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$/.exec(line) ?? [];
    expect(commit, line).toBeDefined();
    const released = table[action]?.versions[version];
    if (released === undefined) continue;
    known++;
    expect(commit, line).toBe(released);
  }
  expect(known).toBeGreaterThan(uses.length / 2);
});

/** A line with each of its choices made. */
function choices(line: string): string[] {
  const choice = /\$\{\d+\|([^|]*)\|\}/.exec(line);
  if (!choice) return [fillTabStops(line)];
  return (choice[1] ?? '').split(',').flatMap((word) => choices(line.replace(choice[0], word)));
}

test('every image that can be chosen is still supported', () => {
  const lines = snippets.flatMap(({ body }) => body.filter((line) => /^FROM |^ *image: /.test(line)));
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines.flatMap(choices)) {
    const written = /^(?:FROM(?: --\S+)*| *image:) (\S+)/.exec(line)?.[1] ?? '';
    const image = parseImage(written);
    expect(image?.tag, line).toBeDefined();
    expect(image && endOfSupport(image, TODAY), line).toBeUndefined();
  }
});

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/core/fix';
import { peers } from '../../src/peers';
import { allRules } from '../../src/rules/catalog';
import { type Files, findingsOf, reviewAll } from '../support/project';

const SECRET = 'tulip-Harbour-41';

/** The rules that still speak, of those asked for. */
async function left(files: Files, ...only: string[]): Promise<string[]> {
  return (await findingsOf(files, { only })).map(({ rule }) => rule);
}

interface Case {
  readonly files: Files;
  readonly rule: string;
}

const docker = (text: string, more: Files = {}, rule = 'dockerfile/latest-tag'): Case => ({
  files: { Dockerfile: text, ...more },
  rule,
});
const compose = (text: string, rule = 'compose/latest-tag'): Case => ({ files: { 'compose.yaml': text }, rule });
const workflow = (text: string, more: Files = {}): Case => ({
  files: { '.github/workflows/ci.yml': text, ...more },
  rule: 'github-actions/script-injection',
});
const job = (run: string, above = '') =>
  `on: issues\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n${above}      - run: ${run}\n`;
const TITLE = `echo "$\{{ github.event.issue.title }}"`;
const env = (line: string, more: Files = {}): Case => ({
  files: { 'settings.env': `${line}\n`, ...more },
  rule: 'secrets/hardcoded-secret',
});
const group = (inside: string, above = '') =>
  `${above}resource "aws_security_group" "a" {\n${inside}  ingress {\n    from_port   = 22\n    to_port     = 22\n    protocol    = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n`;
const terraform = (text: string): Case => ({ files: { 'main.tf': text }, rule: 'terraform/open-ingress' });
const sha1 = createHash('sha1').update(SECRET).digest('hex');
const baseline = (hash: string) => ({
  '.secrets.baseline': JSON.stringify({
    results: { 'settings.env': [{ type: 'Secret Keyword', hashed_secret: hash, line_number: 9 }] },
  }),
});

describe('silenced', () => {
  const cases: Record<string, Case> = {
    'hadolint, above the instruction': docker('FROM node:24\n# hadolint ignore=DL3006,DL3007\nFROM node:latest\n'),
    'hadolint, for the whole file': docker('# hadolint global ignore=DL3007\nFROM node:24\nFROM node:latest\n'),
    'hadolint, by its configuration': docker('FROM node:latest\n', { '.hadolint.yaml': 'ignored:\n  - DL3007\n' }),
    'BuildKit, by a directive': docker(
      '# syntax=docker/dockerfile:1\n# check=skip=JSONArgsRecommended,StageNameCasing;error=true\nFROM node:24\nCMD node server.js\n',
      {},
      'dockerfile/shell-form-command',
    ),
    'BuildKit, all': docker('# check=skip=all\nFROM node:24\nCMD node a.js\n', {}, 'dockerfile/shell-form-command'),
    'Checkov, anywhere in a Dockerfile': docker('FROM node:latest\nUSER node\n#checkov:skip=CKV_DOCKER_7:a demo\n'),
    'Checkov, in a Terraform block': terraform(group('  #checkov:skip=CKV_AWS_24:a bastion\n')),
    'Checkov, by its configuration': docker('FROM node:latest\n', { '.checkov.yml': 'skip-check: [CKV_DOCKER_7]\n' }),
    'Trivy, above': docker('FROM node:24\n#trivy:ignore:DS001\nFROM node:latest\n'),
    'Trivy, in its longest form, until a day': docker('# trivy:ignore:AVD-DS-0001:exp:2199-01-01\nFROM node:latest\n'),
    'Trivy, by its list': docker('FROM node:latest\n', { '.trivyignore': '# base\nAVD-DS-0001\n' }),
    'Trivy, above a Terraform block': terraform(group('', '# trivy:ignore:AVD-AWS-0107\n')),
    'KICS, a line': docker('FROM node:24\n# kics-scan ignore-line\nFROM node:latest\n'),
    'KICS, a block': compose(
      'services:\n  # kics-scan ignore-block\n  db:\n    image: a/b:1\n    privileged: true\n',
      'compose/privileged-service',
    ),
    'KICS, a query': docker(
      '# kics-scan disable=b03a748a-542d-44f4-bb86-9199ab4fd2d5\nFROM node:24\nEXPOSE 80\nCMD ["node", "server.js"]\n',
      {},
      'dockerfile/missing-healthcheck',
    ),
    'dclint, on the line': compose(
      'services:\n  a:\n    image: nginx # dclint disable-line service-image-require-explicit-tag\n',
    ),
    'dclint, above': compose('services:\n  a:\n    # dclint disable-line\n    image: nginx\n'),
    'dclint, the file': compose(
      '# dclint disable service-image-require-explicit-tag\nservices:\n  a:\n    image: nginx\n',
    ),
    'zizmor, on the line': workflow(job(`${TITLE} # zizmor: ignore[template-injection] a demo`)),
    'zizmor, by its configuration': workflow(job(TITLE), {
      '.github/zizmor.yml': 'rules:\n  template-injection:\n    ignore:\n      - ci.yml:6\n',
    }),
    'poutine, above': workflow(job(TITLE, '      # poutine:ignore injection\n')),
    'poutine, by its configuration': workflow(job(TITLE), {
      '.poutine.yml': 'skip:\n  - rule: injection\n    path: .github/workflows/ci.yml\n',
    }),
    'Semgrep, all': docker('FROM node:24\n# nosemgrep\nFROM node:latest\n'),
    'Semgrep, a rule by its whole path': docker(
      'FROM node:24\n# nosemgrep: dockerfile.best.avoid-latest-version\nFROM node:latest\n',
    ),
    gitleaks: env(`DB_PASSWORD=${SECRET} # gitleaks:allow`),
    'gitleaks, by its list': env(`DB_PASSWORD=${SECRET}`, {
      '.gitleaksignore': 'abc123:settings.env:generic-api-key:1\n',
    }),
    'detect-secrets': env(`DB_PASSWORD=${SECRET} # pragma: allowlist secret`),
    'detect-secrets, the line below': env(`# pragma: allowlist nextline secret\nDB_PASSWORD=${SECRET}`),
    'detect-secrets, by its baseline, wherever the line has gone': env(`DB_PASSWORD=${SECRET}`, baseline(sha1)),
    TruffleHog: env(`DB_PASSWORD=${SECRET} # trufflehog:ignore`),
    ggshield: env(`DB_PASSWORD=${SECRET} # ggignore`),
    'Bandit and gosec': env(`DB_PASSWORD=${SECRET} # nosec`),
  };
  test.each(Object.entries(cases))('%s', async (_, { files, rule }) => {
    const reviews = await reviewAll(files, { only: [rule] });
    const silenced = reviews.flatMap(({ findings }) => findings.filter(({ suppressedBy }) => suppressedBy?.tool));
    expect(silenced.map((finding) => finding.rule)).toContain(rule);
    expect(await left(files, rule)).toEqual([]);
  });
});

describe('not silenced', () => {
  const cases: Record<string, Case> = {
    'another check of hadolint': docker('# hadolint ignore=DL3008\nFROM node:latest\n'),
    'a directive after the first instruction': docker(
      'FROM node:24\n# check=skip=JSONArgsRecommended\nCMD node a.js\n',
      {},
      'dockerfile/shell-form-command',
    ),
    'another block of Terraform': terraform(`resource "aws_vpc" "v" {\n  #checkov:skip=CKV_AWS_24:no\n}\n${group('')}`),
    'an ignore of Trivy that has run out': docker('# trivy:ignore:DS-0001:exp:2020-01-01\nFROM node:latest\n'),
    'the line above one that KICS ignores': docker('FROM node:latest\n# kics-scan ignore-line\nFROM node:24\n'),
    'the service beside a block that KICS ignores': compose(
      'services:\n  # kics-scan ignore-block\n  db:\n    image: a/b:1\n  web:\n    image: a/c:1\n    privileged: true\n',
      'compose/privileged-service',
    ),
    'another workflow in the configuration of zizmor': workflow(job(TITLE), {
      '.github/zizmor.yml': 'rules:\n  template-injection:\n    ignore: [release.yml]\n',
    }),
    'an entry of poutine that asks for more': workflow(job(TITLE), {
      '.poutine.yml': 'skip:\n  - rule: injection\n    job: deploy\n',
    }),
    'a mark in a text, not in a comment': docker(
      'FROM node:24\nLABEL a="# hadolint ignore=DL3007"\nFROM node:latest\n',
    ),
    'another secret than the one in the baseline': env(`DB_PASSWORD=${SECRET}x`, baseline(sha1)),
    'a secret that was looked at and is real': env(`DB_PASSWORD=${SECRET}`, {
      '.secrets.baseline': JSON.stringify({
        results: { 'settings.env': [{ type: 'Secret Keyword', hashed_secret: sha1, is_secret: true }] },
      }),
    }),
    'a list of gitleaks for another file': env(`DB_PASSWORD=${SECRET}`, {
      '.gitleaksignore': 'other.env:generic-api-key:1\n',
    }),
    'a configuration that is no YAML': docker('FROM node:latest\n', { '.hadolint.yaml': '{{ ignored }}: [DL3007\n' }),
    'gosec, of a secret that Bandit was told of': env(`DB_PASSWORD=${SECRET} # nosec B999`),
  };
  test.each(Object.entries(cases))('%s', async (_, { files, rule }) => {
    expect(await left(files, rule)).toContain(rule);
  });
});

test('every comment that is written silences what it was written for', async () => {
  const samples = [
    docker('FROM node:24\nFROM node:latest\n'),
    docker('FROM node:24\nCMD node server.js\n', {}, 'dockerfile/shell-form-command'),
    docker(
      '# syntax=docker/dockerfile:1\n# check=error=true\nFROM node:24\nCMD node a.js\n',
      {},
      'dockerfile/shell-form-command',
    ),
    compose('services:\n  a:\n    image: nginx\n'),
    workflow(job(TITLE)),
    terraform(group('')),
    env(`DB_PASSWORD=${SECRET}`),
  ];
  const written = new Set<string>();
  for (const { files, rule } of samples) {
    const [finding] = await findingsOf(files, { only: [rule] });
    const equivalents = (await allRules()).find(({ id }) => id === rule)?.equivalents ?? [];
    if (!finding) throw new Error(`${rule} is silent`);
    const path = finding.at.file.path;
    for (const { tool, write } of peers) {
      const ids = equivalents.filter((id) => id.startsWith(`${tool}:`)).map((id) => id.slice(tool.length + 1));
      const edit = ids.length > 0 ? write?.(finding, ids.slice(0, 6), '#', 'say why') : undefined;
      if (!edit) continue;
      if (path === 'Dockerfile' && edit.text.startsWith(' ')) continue;
      const after = { ...files, [path]: applyEdits(files[path] ?? '', [edit]) };
      expect([tool, await left(after, rule)]).toEqual([tool, []]);
      written.add(tool);
    }
  }
  expect([...written].sort()).toEqual(
    peers
      .filter(({ tool, write }) => write && tool !== 'tflint')
      .map(({ tool }) => tool)
      .sort(),
  );
});

test('each tool that rules name and that can silence in place is known', async () => {
  const named = new Set(
    (await allRules()).flatMap(({ equivalents = [] }) => equivalents.map((id) => id.split(':')[0])),
  );
  for (const { tool } of peers) expect(['tflint', ...named]).toContain(tool);
});

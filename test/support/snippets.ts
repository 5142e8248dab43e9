import { readdirSync, readFileSync } from 'node:fs';
import { fillTabStops } from '../../src/core/fix';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

export interface NamedSnippet extends Snippet {
  /** The file of snippets, without its ending. */
  readonly file: string;
  readonly title: string;
}

export const snippets: readonly NamedSnippet[] = readdirSync('snippets').flatMap((file) => {
  const name = file.replace(/\.json$/, '');
  const parsed: Record<string, Snippet> = JSON.parse(readFileSync(`snippets/${file}`, 'utf8'));
  return Object.entries(parsed).map(([title, snippet]) => ({ file: name, title, ...snippet }));
});

/** A snippet with its tab stops filled. */
function textOf(file: string, prefix: string): string {
  const found = snippets.find((snippet) => snippet.file === file && snippet.prefix === prefix);
  return fillTabStops(found?.body.join('\n') ?? '');
}

interface Surroundings {
  readonly before: string;
  /** How far the snippet is indented. */
  readonly indent: string;
  readonly after?: string;
  /** Where it is put, unless it is where all of its file are. */
  readonly path?: string;
  /** What else lies in the repository, by path. */
  readonly files?: Readonly<Record<string, string>>;
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

/** Beside a pipeline: files without which some rules say nothing. */
export const REPOSITORY: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "web", "scripts": { "lint": "biome check", "test": "vitest run" } }\n',
  'package-lock.json': '{ "name": "web", "lockfileVersion": 3 }\n',
  'requirements.txt': 'pytest==9.0.1\n',
  'uv.lock': 'version = 1\n',
  'go.mod': 'module example.com/web\n\ngo 1.26\n',
  'go.sum': '',
  'pom.xml': '<project />\n',
  'packages.lock.json': '{ "version": 1 }\n',
  Dockerfile: 'FROM node:24-slim\n',
  '.github/dependabot.yml': `version: 2
updates:
  - package-ecosystem: github-actions
    directory: /
    schedule:
      interval: weekly
  - package-ecosystem: docker
    directory: /
    schedule:
      interval: weekly
`,
};

/** A workflow that tests, builds, scans and tells of failures, to which a job is added. */
const WORKFLOW = `name: Pipeline
on:
  push:
    branches: [main]
permissions: {}
concurrency:
  group: pipeline
  cancel-in-progress: false
env:
  IMAGE: ghcr.io/example/web
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    steps:
      - run: make test
  build:
    needs: test
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    outputs:
      digest: \${{ steps.push.outputs.digest }}
    steps:
      - id: push
        run: make image
  scan:
    needs: build
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    steps:
      - run: make scan
`;

const NOTIFY = `  notify:
    needs: [test, build, scan]
    if: failure()
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - run: curl --fail --data @failed.json "$SLACK_WEBHOOK_URL"
`;

const WORKFLOW_JOB: Surroundings = { before: `${WORKFLOW}${NOTIFY}`, indent: '  ' };

/** A pipeline that tests, to which a job is added. */
const PIPELINE = `workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
stages: [test, build, deploy]
default:
  interruptible: true
check:
  stage: test
  timeout: 15 minutes
  image: alpine:3.24
  script:
    - make test
build:
  stage: build
  timeout: 15 minutes
  image: alpine:3.24
  script:
    - make image
  artifacts:
    expire_in: 1 day
    reports:
      dotenv: build.env
`;

const PIPELINE_JOB: Surroundings = { before: PIPELINE, indent: '' };

/** A pipeline that tests and builds, to which a stage is added. */
const STAGES = `trigger:
  branches:
    include: [main]
lockBehavior: sequential
pool:
  vmImage: ubuntu-24.04
stages:
  - stage: Build
    jobs:
      - job: image
        steps:
          - script: make test
          - script: make image
            name: push
`;

const STAGE: Surroundings = { before: STAGES, indent: '  ' };
const STEP: Surroundings = { before: STAGES, indent: '          ' };

/** What stands around the snippets that are no file of their own. */
export const surroundings: Readonly<Record<string, Surroundings>> = {
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
  'infra-gitlab-oidc-aws': PIPELINE_JOB,
  'infra-gitlab-oidc-azure': PIPELINE_JOB,
  'infra-gitlab-oidc-google': PIPELINE_JOB,
  'infra-gitlab-matrix': PIPELINE_JOB,
  'infra-gitlab-environment': PIPELINE_JOB,
  'infra-gitlab-canary': PIPELINE_JOB,
  'infra-gitlab-blue-green': PIPELINE_JOB,
  'infra-gitlab-rollback': PIPELINE_JOB,
  'infra-gitlab-review': PIPELINE_JOB,
  'infra-gitlab-release': {
    before: PIPELINE.replace('    - if: $CI_COMMIT_BRANCH', '    - if: $CI_COMMIT_TAG\n    - if: $CI_COMMIT_BRANCH'),
    indent: '',
  },
  'infra-gitlab-cache': {
    before: `${PIPELINE}npm:\n  stage: test\n  timeout: 15 minutes\n  image: node:24-slim\n  script:\n    - npm ci\n`,
    indent: '  ',
  },
  'infra-gitlab-concurrency': {
    before: `${PIPELINE}production:\n  stage: deploy\n  timeout: 15 minutes\n  image: alpine:3.24\n  environment: production\n  rules:\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n  script:\n    - helm upgrade web charts/web --wait\n`,
    indent: '  ',
  },
  'infra-gitlab-include': {
    before: '',
    indent: '',
    after: PIPELINE,
    files: { '.gitlab/ci/test.yml': 'unit:\n  stage: test\n  image: alpine:3.24\n  script:\n    - make unit\n' },
  },
  'infra-gitlab-component': { before: '', indent: '', path: 'templates/deploy.yml' },
  'infra-gitlab-component-use': { before: '', indent: '', after: PIPELINE },
  'infra-azure-oidc-aws': STEP,
  'infra-azure-oidc-azure': STEP,
  'infra-azure-oidc-google': STEP,
  'infra-azure-cache': STEP,
  'infra-azure-environment': STAGE,
  'infra-azure-canary': STAGE,
  'infra-azure-blue-green': STAGE,
  'infra-azure-matrix': { before: 'trigger: [main]\njobs:\n', indent: '  ' },
  'infra-azure-concurrency': { before: '', indent: '', after: STAGES.replace('lockBehavior: sequential\n', '') },
  'infra-azure-template': { before: '', indent: '', path: 'templates/deploy.yml' },
  'infra-azure-template-use': {
    ...STAGE,
    files: { 'templates/deploy.yml': textOf('azure-pipelines', 'infra-azure-template') },
  },
  'infra-azure-template-repository': { before: '', indent: '', after: STAGES },
  'infra-workflow-oidc-aws': WORKFLOW_JOB,
  'infra-workflow-oidc-azure': WORKFLOW_JOB,
  'infra-workflow-oidc-google': WORKFLOW_JOB,
  'infra-workflow-matrix': {
    before: WORKFLOW.replace('  test:', '  check:').replace('needs: test', 'needs: check'),
    indent: '  ',
  },
  'infra-workflow-environment': WORKFLOW_JOB,
  'infra-workflow-canary': WORKFLOW_JOB,
  'infra-workflow-blue-green': WORKFLOW_JOB,
  'infra-workflow-call': {
    ...WORKFLOW_JOB,
    files: { '.github/workflows/deploy.yaml': textOf('github-actions', 'infra-workflow-reusable') },
  },
  'infra-workflow-notify': { before: WORKFLOW, indent: '  ' },
  'infra-workflow-cache': { before: WORKFLOW, indent: '      ' },
  'infra-workflow-concurrency': {
    before: 'on:\n  push:\n    branches: [main]\n  pull_request:\npermissions: {}\n',
    indent: '',
    after: 'jobs:\n  check:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 15\n    steps:\n      - run: make test\n',
  },
};

/** What an editor makes of a snippet where it belongs, with all of its tab stops filled. */
export function expanded({ prefix, body }: Snippet): string {
  const text = fillTabStops(body.join('\n'));
  const around = surroundings[prefix];
  if (!around) return text;
  const inserted = text.replace(/^(?=.)/gm, around.indent);
  return `${around.before}${inserted}${around.after ?? ''}`;
}

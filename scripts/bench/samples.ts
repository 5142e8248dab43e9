import type { Documents, FormatId } from '../../src/core/format';
import { allLines, shellOf as bitbucketShell } from '../../src/formats/bitbucket/parts';
import { scriptsIn } from '../../src/formats/circleci/script';
import { shellOf } from '../../src/formats/gitlab-ci/script';
import { shellOf as jenkinsShell, scriptsBelow } from '../../src/formats/jenkins/script';
import { at, items } from '../../src/formats/yaml';

export interface Sample<Id extends FormatId> {
  readonly path: string;
  /** A text of about so many lines. */
  readonly text: (lines: number) => string;
  /** Where a person types: after this text, in the middle of the file. */
  readonly typedAfter: string;
  /** Reads what the parser leaves for when it is needed, as far as a review always needs it. */
  readonly readRest?: (document: Documents[Id]) => void;
}

const repeated = (head: string, block: (i: number) => string) => {
  const size = block(0).split('\n').length - 1;
  return (lines: number) => head + Array.from({ length: Math.ceil(lines / size) }, (_, i) => block(i)).join('');
};

/** One file for each format, like those people write, of any length. */
export const samples: { readonly [Id in FormatId]: Sample<Id> } = {
  dockerfile: {
    path: 'Dockerfile',
    typedAfter: 'COPY package',
    readRest: ({ stages }) => {
      for (const { instructions } of stages) {
        for (const instruction of instructions) if ('command' in instruction) void instruction.command?.commands;
      }
    },
    text: repeated(
      '',
      (i) => `FROM node:24.11.1-alpine3.22 AS stage${i}
WORKDIR /srv/app
ENV NODE_ENV=production PORT=${3000 + (i % 100)}
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev \\
    && npm cache clean --force \\
    && rm -rf /tmp/*
COPY --chown=node:node src ./src
USER node
CMD ["node", "src/server.js"]
`,
    ),
  },
  compose: {
    path: 'compose.yaml',
    typedAfter: 'LOG_LEVEL: in',
    text: repeated(
      'services:\n',
      (i) => `  web${i}:
    image: ghcr.io/example/web:1.${i}.0
    restart: unless-stopped
    environment:
      LOG_LEVEL: info
      DATABASE_URL: \${DATABASE_URL}
    ports:
      - "127.0.0.1:${8000 + (i % 1000)}:8080"
    healthcheck:
      test: ["CMD", "wget", "-qO-", "http://localhost:8080/healthz"]
      interval: 30s
    deploy:
      resources:
        limits:
          memory: 256M
`,
    ),
  },
  kubernetes: {
    path: 'k8s/app.yaml',
    typedAfter: 'path: /read',
    text: repeated(
      '',
      (i) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${i}
spec:
  replicas: 2
  selector:
    matchLabels: {app: web-${i}}
  template:
    metadata:
      labels: {app: web-${i}}
    spec:
      containers:
        - name: web
          image: ghcr.io/example/web:1.${i}.0
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 256Mi}
          readinessProbe:
            httpGet: {path: /ready, port: 8080}
          livenessProbe:
            httpGet: {path: /live, port: 8080}
---
`,
    ),
  },
  dependabot: {
    path: '.github/dependabot.yml',
    typedAfter: 'prefix: dep',
    text: repeated(
      'version: 2\nupdates:\n',
      (i) => `  - package-ecosystem: npm
    directory: /packages/web${i}
    schedule:
      interval: weekly
    commit-message:
      prefix: deps
    groups:
      all:
        patterns: ['*']
`,
    ),
  },
  renovate: {
    path: 'renovate.json',
    typedAfter: '"groupName": "packages',
    text: (lines) => {
      const rules = Array.from(
        { length: Math.ceil(lines / 5) },
        (_, i) => `    {
      "matchFileNames": ["packages/web${i}/**"],
      "groupName": "packages of web${i}",
      "schedule": ["before 6am on monday"]
    }`,
      );
      return `{\n  "extends": ["config:recommended"],\n  "packageRules": [\n${rules.join(',\n')}\n  ]\n}\n`;
    },
  },
  bitbucket: {
    path: 'bitbucket-pipelines.yml',
    typedAfter: 'npm run bu',
    readRest: ({ config }) => {
      for (const { command } of allLines(config)) if (command) void bitbucketShell(command);
    },
    text: repeated(
      'image: node:24\n\npipelines:\n  default:\n',
      (i) => `    - step:
        name: Step ${i}
        max-time: 20
        caches:
          - node
        script:
          - npm ci
          - npm run build -- --number ${i}
          - echo "done $BITBUCKET_COMMIT" >> summary
`,
    ),
  },
  circleci: {
    path: '.circleci/config.yml',
    typedAfter: 'npm run bu',
    readRest: ({ config }) => {
      for (const { shell } of scriptsIn(config)) void shell;
    },
    text: repeated(
      'version: 2.1\n\norbs:\n  node: circleci/node@7.1.0\n\njobs:\n',
      (i) => `  job${i}:
    docker:
      - image: cimg/node:24.1
    steps:
      - checkout
      - restore_cache:
          key: npm-{{ checksum "package-lock.json" }}
      - run:
          name: Build ${i}
          command: |
            npm ci
            npm run build -- --branch << pipeline.number >>
`,
    ),
  },
  jenkins: {
    path: 'Jenkinsfile',
    typedAfter: 'make bu',
    readRest: ({ pipeline }) => {
      for (const script of scriptsBelow(pipeline?.block)) void jenkinsShell(script);
    },
    text: (lines) =>
      `${repeated(
        "pipeline {\n  agent any\n  options { timeout(time: 1, unit: 'HOURS') }\n  stages {\n",
        (i) => `    stage('Stage ${i}') {
      when { branch 'main' }
      steps {
        sh 'make build NUMBER=${i}'
        sh """
          echo "\${env.BUILD_NUMBER} of ${i}"
        """
        archiveArtifacts artifacts: 'dist/**', fingerprint: true
      }
    }
`,
      )(lines)}  }\n}\n`,
  },
  'azure-pipelines': {
    path: 'azure-pipelines.yml',
    typedAfter: 'npm run te',
    text: repeated(
      'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nstages:\n',
      (i) => `  - stage: stage${i}
    condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
    jobs:
      - deployment: web${i}
        environment: production
        strategy:
          runOnce:
            deploy:
              steps:
                - checkout: self
                - \${{ if eq(parameters.test, true) }}:
                    - bash: |
                        npm ci
                        npm run test -- --run "$(Build.BuildId)"
                      displayName: Test
                - task: AzureWebApp@1
                  inputs:
                    appName: web${i}
`,
    ),
  },
  'github-actions': {
    path: '.github/workflows/ci.yml',
    typedAfter: 'npm run te',
    text: repeated(
      'name: ci\non: [push]\npermissions:\n  contents: read\njobs:\n',
      (i) => `  job${i}:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v5
      - name: Test
        env:
          TITLE: \${{ github.event.head_commit.message }}
        run: |
          npm ci
          npm run test -- --title "$TITLE"
          echo "done \${{ github.sha }}" >> "$GITHUB_STEP_SUMMARY"
`,
    ),
  },
  'gitlab-ci': {
    path: '.gitlab-ci.yml',
    typedAfter: 'npm run te',
    readRest: ({ root }) => {
      for (const { value } of root?.pairs ?? [])
        for (const item of items(at(value, 'script'))) if (item.kind === 'scalar') shellOf(item);
    },
    text: repeated(
      'stages: [build, test]\n\ndefault:\n  image: node:24\n\n.base:\n  rules:\n    - if: $CI_COMMIT_BRANCH\n\n',
      (i) => `job${i}:
  extends: .base
  stage: ${i % 2 === 0 ? 'build' : 'test'}
  needs: []
  variables:
    LEVEL: info
  script:
    - npm ci
    - npm run test -- --title "$CI_COMMIT_TITLE"
    - |
      echo "done $CI_COMMIT_SHA" >> summary
  artifacts:
    paths: [dist]
    expire_in: 1 week

`,
    ),
  },
  terraform: {
    path: 'infra/main.tf',
    typedAfter: 'bucket = "example-lo',
    text: repeated(
      'provider "aws" {\n  region = var.region\n  default_tags {\n    tags = local.tags\n  }\n}\n\nlocals {\n  tags = { team = "shop" }\n}\n\n',
      (i) => `resource "aws_s3_bucket" "logs_${i}" {
  bucket = "example-logs-${i}"
  tags   = merge(local.tags, { Name = "logs-${i}", tier = var.tier })
}

resource "aws_security_group" "web_${i}" {
  name = "web-\${var.environment}-${i}"

  dynamic "ingress" {
    for_each = [for port in var.ports : port if port > 1024]
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["10.0.0.0/8"]
    }
  }
}

`,
    ),
  },
  secrets: {
    path: 'config/settings.env',
    typedAfter: 'LOG_LEVEL_',
    text: repeated(
      '',
      (i) =>
        `LOG_LEVEL_${i}=info\nSERVICE_URL_${i}=https://service-${i}.example.com/api\nTOKEN_${i}=\${TOKEN_${i}}\nFEATURE_${i}=true\n`,
    ),
  },
};

import { expect, test } from 'vitest';
import { SourceFile } from '../../../src/core/text';
import { detectGitlab } from '../../../src/formats/gitlab-ci/detect';

const JOB = 'build:\n  stage: build\n  script: make\n';

test.each([
  ['.gitlab-ci.yml', JOB],
  ['.gitlab-ci.yml', ''],
  ['.gitlab-ci.yml', 'build:\n  scr'],
  ['ci/Deploy.gitlab-ci.yml', 'include: a.yml\n'],
  ['.gitlab-ci.production.yml', JOB],
  ['.gitlab/ci/rules.yml', '.rules:\n  rules:\n    - when: never\n'],
  ['.gitlab-ci/variables.yml', 'variables:\n  A: b\n'],
  ['ci/build.yml', JOB],
  ['templates/scan.yml', `spec:\n  inputs:\n    a:\n---\n${JOB}`],
])('%s is one', (path, text) => {
  expect(detectGitlab(new SourceFile(path, text))).toBeDefined();
});

test.each([
  ['ci/list.yml', '- a\n- b\n'],
  ['.gitlab-ci.yml', '- a\n'],
  ['gitlab-ci-exporter.yml', 'log:\n  level: info\ngitlab:\n  url: https://example.com\n'],
  ['.gitlab/ci/values.yml', 'replicas: 2\nimage:\n  tag: a\n'],
  ['.github/workflows/ci.yml', 'on: push\njobs:\n  build:\n    runs-on: x\n    steps:\n      - run: make\n'],
  ['recipe/meta.yaml', 'package:\n  name: a\nbuild:\n  script: make\nrequirements:\n  host: [a]\n'],
  ['.travis.yml', 'language: node_js\nscript: make\n'],
  ['compose.yaml', 'services:\n  web:\n    image: a\n'],
  ['bitbucket-pipelines.yml', 'pipelines:\n  default:\n    - step:\n        script: [make]\n'],
  ['deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template: {}\n'],
])('%s is none', (path, text) => {
  expect(detectGitlab(new SourceFile(path, text))).toBeUndefined();
});

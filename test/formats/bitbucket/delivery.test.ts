import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Project } from '../../../src/core/project';
import { SourceFile } from '../../../src/core/text';
import { bitbucket } from '../../../src/formats/bitbucket';
import { allLines, imagesOf } from '../../../src/formats/bitbucket/parts';

const PATH = 'bitbucket-pipelines.yml';
const modelOf = (text: string) => bitbucket.model([bitbucket.parse(new SourceFile(PATH, text))], {} as Project);

const TEXT = `image: node:24
options: { max-time: 20 }
definitions:
  services:
    db: { image: "postgres:18" }
  steps:
    - step: &test
        name: Test
        caches: [node]
        script: [npm ci, npm test]
pipelines:
  default:
    - step: *test
  branches:
    "{main,rel/*}":
      - parallel:
          - step: *test
          - step:
              name: Lint
              image: { name: "python:3.14" }
              script: [ruff check]
      - stage:
          name: Ship
          deployment: staging
          steps:
            - step: { name: Build, script: [make] }
            - step:
                name: Deploy
                script:
                  - pipe: atlassian/aws-ecs-deploy:2.0.0
                    variables: { A: b }
      - step:
          name: Production
          deployment: production
          trigger: manual
          script: [kubectl apply -f k8s/]
  custom:
    again:
      - variables: [{ name: A }]
      - step: { script: [make again] }
`;

describe('pipelines', () => {
  const [first, main, again] = modelOf(TEXT).deliveries;
  const job = (id: string) => main?.jobs.find((each) => each.id === id);

  test('what waits for what', () => {
    expect(main?.jobs.map(({ id, needs }) => [id, needs])).toEqual([
      ['Test', []],
      ['Lint', []],
      ['Build', ['Test', 'Lint']],
      ['Deploy', ['Build']],
      ['Production', ['Deploy']],
    ]);
  });

  test('what starts them', () => {
    expect(first?.triggers?.map(({ kind, branches }) => [kind, branches])).toEqual([['push', 'any']]);
    expect(main?.triggers?.map(({ branches }) => branches)).toEqual([['main', 'rel/*']]);
    expect(again?.triggers?.map(({ kind }) => kind)).toEqual(['manual']);
    expect(job('Production')?.startedBy?.map(({ kind }) => kind)).toEqual(['manual']);
  });

  test('what they do, and where', () => {
    expect(job('Test')).toMatchObject({ hasTimeout: true, isCached: true, isGated: false });
    expect(job('Deploy')?.environment).toMatchObject({ name: 'staging', isProduction: false });
    expect(job('Deploy')?.activities[0]).toMatchObject({ kind: 'deploys', isPreview: true });
    expect(job('Production')).toMatchObject({ isGated: true, isGuarded: true });
    expect(again?.jobs.map(({ id }) => id)).toEqual(['step 1']);
  });

  test('images and lines, each place once', () => {
    const { config } = modelOf(TEXT);
    expect(config && imagesOf(config).map(({ text }) => text)).toEqual(['node:24', 'python:3.14', 'postgres:18']);
    expect(allLines(config).filter(({ command }) => command?.text === 'npm ci')).toHaveLength(1);
  });
});

test('cut off and mangled texts are met calmly', () => {
  const noise = fc.constantFrom('', ' ', '\n', '\t', '- ', ': ', '{', ']', '<<: ', '&a ', '*test', '\uFEFF', '"', '😀');
  fc.assert(
    fc.property(fc.nat(TEXT.length), fc.nat(9), noise, fc.boolean(), (at, gone, text, isCrlf) => {
      const mangled = TEXT.slice(0, at) + text + TEXT.slice(at + gone);
      const { deliveries } = modelOf(isCrlf ? mangled.replaceAll('\n', '\r\n') : mangled);
      for (const { jobs, file } of deliveries)
        for (const { head } of jobs) expect(head.start >= 0 && head.end <= file.text.length).toBe(true);
    }),
    { numRuns: 200 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Project } from '../../../src/core/project';
import { SourceFile } from '../../../src/core/text';
import { circleci } from '../../../src/formats/circleci';
import { detectCircle } from '../../../src/formats/circleci/detect';
import { placeholdersIn } from '../../../src/formats/circleci/parameters';
import { allSteps, sourceOf } from '../../../src/formats/circleci/script';

const PATH = '.circleci/config.yml';
const modelOf = (text: string) => circleci.model([circleci.parse(new SourceFile(PATH, text))], {} as Project);

const TEXT = `version: 2.1
commands:
  check:
    parameters: { what: { type: string } }
    steps:
      - run: npm test -- << parameters.what >>
jobs:
  test:
    docker: [{ image: "cimg/node:24.1" }]
    steps:
      - checkout
      - check: { what: all }
      - when:
          condition: << pipeline.parameters.more >>
          steps:
            - run: { name: More, command: npm run lint }
  ship:
    docker: [{ image: "cimg/node:24.1" }]
    steps:
      - run: |
          cat \\<<EOF > a
          x
          EOF
          kubectl apply -f k8s/
workflows:
  all:
    jobs:
      - test
      - hold: { type: approval, requires: [test] }
      - ship:
          requires: [hold]
          filters: { branches: { only: [main, /rel.*/] }, tags: { only: /v.*/ } }
      - ship:
          name: ship-again
          requires: [ship]
  nightly:
    triggers:
      - schedule: { cron: "0 0 * * *", filters: { branches: { only: main } } }
    jobs: [test]
`;

describe('workflows', () => {
  const [all, nightly] = modelOf(TEXT).deliveries;
  const job = (id: string) => all?.jobs.find((each) => each.id === id);

  test('what waits for what', () => {
    expect(all?.jobs.map(({ id, needs }) => [id, needs])).toEqual([
      ['test', []],
      ['hold', ['test']],
      ['ship', ['hold']],
      ['ship-again', ['ship']],
    ]);
  });

  test('what starts them', () => {
    const starts = (id: string) => job(id)?.startedBy?.map(({ kind, branches }) => [kind, branches]);
    expect(starts('test')).toEqual([['push', 'any']]);
    expect(starts('ship')).toEqual([
      ['push', ['main', '/rel.*/']],
      ['tag', 'any'],
    ]);
    // What it requires runs for these branches only.
    expect(starts('ship-again')?.[0]).toEqual(['push', ['main', '/rel.*/']]);
    expect(nightly?.triggers?.map(({ kind }) => kind)).toEqual(['schedule']);
  });

  test('what they do, by way of commands too', () => {
    expect(job('test')?.activities.map(({ kind }) => kind)).toContain('tests');
    expect(job('test')?.isOpaque).toBe(false);
    expect(job('ship')?.activities.some(({ kind, certainty }) => kind === 'deploys' && certainty === 'certain')).toBe(
      true,
    );
    expect(job('hold')?.isGated).toBe(true);
    expect(all?.siblings()).toEqual([nightly]);
  });

  test('a context may be open to some only; a serial group guards', () => {
    const [first] = modelOf(
      'version: 2.1\njobs:\n  a:\n    steps: [checkout]\nworkflows:\n  w:\n    jobs:\n      - a:\n          context: x\n          serial-group: y\n',
    ).deliveries;
    expect(first?.jobs[0]).toMatchObject({ isGated: undefined, isGuarded: true });
  });
});

test('placeholders are masked for the shell, here-documents are not', () => {
  expect(placeholdersIn('a << parameters.b >> <<pipeline.git.tag>> \\<<c>> << d').map(({ name }) => name)).toEqual([
    'parameters.b',
    'pipeline.git.tag',
  ]);
  const { config } = modelOf(TEXT);
  const scripts = (config ? allSteps(config) : []).flatMap(({ script }) => (script ? sourceOf(script).text : []));
  expect(scripts[0]).toMatch(/^npm test -- \$\{x+\}$/);
  expect(scripts[2]).toContain('cat  <<EOF');
});

test.each([
  [PATH, TEXT, true],
  ['shop/.circleci/continue/deploy.yml', 'jobs: {}\n', true],
  [PATH, '', false],
  [PATH, 'apiVersion: v1\njobs: {}\n', false],
  ['config.yml', TEXT, false],
  ['.circleci/values.yml', 'replicas: 2\n', false],
])('%s', (path, text, expected) => {
  expect(detectCircle(new SourceFile(path, text)) !== undefined).toBe(expected);
});

test('cut off and mangled texts are met calmly', () => {
  const noise = fc.constantFrom('', ' ', '\n', '\t', '- ', ': ', '{', ']', '<<', '&a ', '*a', '\uFEFF', '"', '😀');
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

import { describe, expect, test } from 'vitest';
import { conditionIn } from '../../../src/formats/gitlab-ci/condition';
import { fitsPattern, holds, occasion } from '../../../src/formats/gitlab-ci/occasion';
import { occasionsOf, outcomeOf } from '../../../src/formats/gitlab-ci/started-by';
import { jobOf, modelOf } from './loading';

describe('conditions', () => {
  const push = occasion('push', 'topic', 'main');
  const request = occasion('merge-request', 'topic', 'main');
  test.each([
    ['$CI_COMMIT_BRANCH == "topic"', true, false],
    ['$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', false, false],
    ['$CI_PIPELINE_SOURCE == "merge_request_event"', false, true],
    ['$CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS', true, false],
    ['$CI_COMMIT_TAG == null', true, true],
    ['$CI_COMMIT_TAG', false, false],
    ['($A == "b" || $CI_COMMIT_BRANCH) && $CI', true, undefined],
    ['$A == "b" && $CI_COMMIT_TAG', false, false],
    ['$CI_COMMIT_BRANCH =~ /^top/', true, false],
    ['$CI_COMMIT_BRANCH !~ /^(main|master)$/', true, true],
    ['$CI_COMMIT_BRANCH =~ /^t[o]/', undefined, false],
    ['$UNKNOWN', undefined, undefined],
  ])('%s', (text, onPush, onRequest) => {
    const condition = conditionIn(text);
    expect(condition && holds(condition, push)).toBe(onPush);
    expect(condition && holds(condition, request)).toBe(onRequest);
  });

  test.each(['$A = "b"', 'CI_COMMIT_TAG', '$A ==', '($A', '"open', '$A == /open', '$A $B', '('.repeat(200)])(
    '%s is none',
    (text) => {
      expect(conditionIn(text)).toBeUndefined();
    },
  );

  test.each([
    ['main', '^main$', true],
    ['main-2', '^main$', false],
    ['release/1', '^release\\/', true],
    ['release/1', '^release\\/.*$', true],
    ['topic', '^release\\/.*$', false],
    ['topic', 'pi', true],
    ['v1', '^v\\d+$', undefined],
    ['topic', '^v\\d+$', false],
    ['topic', 'a|b', undefined],
    ['to', '^top*$', undefined],
  ])('%s and /%s/', (name, pattern, expected) => {
    expect(fitsPattern(name, pattern, '')).toBe(expected);
  });
});

describe('jobs', () => {
  const outcomes = (job: string, head = '') => {
    const model = modelOf(`${head}job:\n  script: make\n${job}`);
    const { someBranch, branches, tag, request } = occasionsOf(model.pipeline);
    const [main] = branches;
    const of = (at: typeof tag | undefined) => at && outcomeOf(jobOf(model, 'job'), at).runs;
    return { topic: of(someBranch), main: of(main), tag: of(tag), request: of(request) };
  };

  test('without conditions they run for branches and tags', () => {
    expect(outcomes('')).toEqual({ topic: true, main: true, tag: true, request: false });
  });

  test('rules', () => {
    expect(outcomes('  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n')).toEqual({
      topic: false,
      main: true,
      tag: false,
      request: false,
    });
    expect(outcomes('  rules:\n    - if: $CI_COMMIT_TAG\n      when: never\n    - when: always\n')).toEqual({
      topic: true,
      main: true,
      tag: false,
      request: true,
    });
    expect(outcomes('  rules:\n    - changes: [a]\n')).toEqual({
      topic: undefined,
      main: undefined,
      tag: undefined,
      request: undefined,
    });
  });

  test('only and except', () => {
    expect(outcomes('  only: [main]\n')).toEqual({ topic: false, main: true, tag: undefined, request: false });
    expect(outcomes('  only: [merge_requests, tags]\n')).toEqual({
      topic: false,
      main: false,
      tag: true,
      request: true,
    });
    expect(outcomes('  except: [tags, /^some-/]\n')).toEqual({ topic: false, main: true, tag: false, request: false });
    expect(outcomes('  only:\n    refs: [branches]\n    variables: [$X]\n')).toEqual({
      topic: undefined,
      main: undefined,
      tag: false,
      request: false,
    });
  });

  test('the workflow has the first word', () => {
    const workflow = 'workflow:\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n\n';
    expect(outcomes('', workflow)).toEqual({ topic: false, main: true, tag: false, request: false });
  });
});

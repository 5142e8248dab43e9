import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../../src/core/text';
import { parseDockerfile, runtimeChain } from '../../../src/formats/dockerfile/parse';
import { inOrder, pathInImage, workingFolder } from '../../../src/rules/shared/image-path';

describe('a path in the image', () => {
  test.each([
    ['/etc//nginx/./conf.d/', '/app', '/etc/nginx/conf.d'],
    ['./src', '/app', '/app/src'],
    ['../etc', '/app', '/etc'],
    ['../../..', '/app', '/'],
    ['src', '?', '?/src'],
    ['.', '?', '?'],
    ['..', '?/app', '?'],
    ['../src', '?/app', '?/src'],
    ['../src', '?', undefined],
    ['~/.netrc', '?', '/root/.netrc'],
    ['$HOME/.netrc', undefined, '/root/.netrc'],
    ['/etc', undefined, '/etc'],
    ['etc', undefined, undefined],
  ])('%s in %s is %s', (path, folder, expected) => expect(pathInImage(path, folder)).toBe(expected));
});

test.each([
  ['FROM node\n', '?'],
  ['FROM node\nWORKDIR app\n', '?/app'],
  ['FROM node\nWORKDIR /srv\nWORKDIR app\n', '/srv/app'],
  ['FROM node\nWORKDIR $X\n', undefined],
  ['FROM node\nWORKDIR $X\nWORKDIR /app\n', '/app'],
  ['FROM node AS a\nWORKDIR /a\nFROM a\nWORKDIR b\n', '/a/b'],
])('the working folder of %j is %s', (text, expected) => {
  const { finalStage } = parseDockerfile(new SourceFile('Dockerfile', text));
  expect(workingFolder(inOrder(runtimeChain(finalStage)))).toBe(expected);
});

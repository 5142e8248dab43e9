import { describe, expect, it } from 'vitest';
import { SourceFile } from '../../../src/core/text';
import { dockerfile } from '../../../src/formats/dockerfile';

const isTaken = (path: string, text = 'FROM a\n') =>
  dockerfile.mayBe(path) && dockerfile.detect(new SourceFile(path, text)) !== undefined;

describe('a Dockerfile', () => {
  it.each([
    'Dockerfile',
    'api/Dockerfile.dev',
    'Dockerfile-php8.4',
    'web.Dockerfile',
    'web.dockerfile',
    'Containerfile',
    'Containerfile.arm64',
    'dockerfile.prod',
  ])('is %s', (path) => expect(isTaken(path)).toBe(true));

  it.each([
    'Dockerfile.md',
    'Dockerfile.dockerignore',
    '.dockerignore',
    'Dockerfile.template',
    'Dockerfile.j2',
    'Dockerfile-linux.template',
    'Dockerfile.yaml',
    'mydockerfile',
    'Dockerfiles',
    'docker/file',
  ])('is not %s', (path) => expect(isTaken(path)).toBe(false));

  it('with a suffix holds a FROM', () => {
    expect(isTaken('Dockerfile.notes', 'what to do\n')).toBe(false);
    expect(isTaken('Dockerfile', '')).toBe(true);
  });

  it.each(['{{ if x }}\nFROM a\n', 'FROM a\n{%- if x %}\nRUN b\n', '<% if x %>\nFROM a\n', '#include "base"\nRUN b\n'])(
    'is no template: %j',
    (text) => expect(isTaken('Dockerfile', text)).toBe(false),
  );

  it('may hold template syntax within its lines', () => {
    expect(isTaken('Dockerfile', 'FROM a\nRUN docker inspect --format "{{.Id}}" x\n# include this\n')).toBe(true);
  });
});

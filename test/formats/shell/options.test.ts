import { describe, expect, it } from 'vitest';
import { SourceFile } from '../../../src/core/text';
import { readArguments } from '../../../src/formats/shell/options';
import { parseShell } from '../../../src/formats/shell/parse';

function argumentsOf(text: string, valued?: readonly string[]) {
  const file = new SourceFile('x', text);
  const [command] = parseShell({ text, locate: (start, end) => file.span(start, end) }).commands;
  if (!command) throw new Error('no command');
  return readArguments(command, valued);
}

const operands = (text: string, valued?: readonly string[]) =>
  argumentsOf(text, valued).operands.map(({ value }) => value ?? '?');

describe('readArguments', () => {
  it.each([
    ['apt-get -y install curl', true],
    ['apt-get install curl -qqy', true],
    ['apt-get install --yes', true],
    ['apt-get install --yes=true', true],
    ['apt-get install -q curl', false],
    ['apt-get install -oAPT::Retry=y', false],
    ['apt-get install -- -y', false],
    ['apt-get install "-y"', true],
  ])('%s', (text, expected) => {
    expect(argumentsOf(text, ['-o']).has('-y', '--yes')).toBe(expected);
  });

  it('leaves the values of options out of the operands', () => {
    expect(operands('apt-get -o A=b -t sid install x=$V', ['-o', '-t'])).toEqual(['install', '?']);
    expect(operands('tar -xzf a.tgz -C /x b', ['-f', '-C'])).toEqual(['b']);
    expect(operands('cat - -- -x')).toEqual(['-', '-x']);
  });

  it('gives values', () => {
    const found = argumentsOf('curl -fsSLo out --retry=3 --url $u', ['-o', '--url']);
    expect(found.value('-o', '--output')).toBe('out');
    expect(found.value('--retry')).toBe('3');
    expect(found.value('--url')).toBeUndefined();
    expect(found.has('--url')).toBe(true);
    expect(found.word('-L')?.value).toBe('-fsSLo');
  });

  it('knows that an unknown word may hold options', () => {
    expect(argumentsOf('apt-get install $FLAGS x').mayHoldMore).toBe(true);
    expect(argumentsOf('apt-get install x=$V').mayHoldMore).toBe(false);
  });
});

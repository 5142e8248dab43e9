import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/core/text';
import { runtimeChain } from '../../../src/formats/dockerfile/parse';
import { only, read } from './reading';

describe('lines', () => {
  it('are joined over continuations, blank lines and comments', () => {
    const run = only(read('FROM a\nRUN a \\\n\n# note\n  \\\n  b\\\nc \\ \n d\nUSER x\n'), 'RUN');
    expect(run.command.commands.map(({ words }) => words.map(({ value }) => value))).toEqual([['a', 'bc', 'd']]);
    expect(textOf(run.span)).toBe('RUN a \\\n\n# note\n  \\\n  b\\\nc \\ \n d');
  });

  it('take the escape character from its directive', () => {
    const { stages, escapeCharacter } = read('# escape=`\nFROM a\nSHELL ["sh", "-c"]\nRUN a `\n b\n');
    expect(escapeCharacter).toBe('`');
    expect(stages[0]?.instructions).toHaveLength(2);
  });

  it('end directives at the first other comment', () => {
    const { directives, escapeCharacter } = read('# syntax=docker/dockerfile:1\n# note\n# escape=`\nFROM a\n');
    expect(directives.map(({ name, value }) => [name, value.text, textOf(value.span)])).toEqual([
      ['syntax', 'docker/dockerfile:1', 'docker/dockerfile:1'],
    ]);
    expect(escapeCharacter).toBe('\\');
  });

  it('may end with \\r\\n', () => {
    const run = only(read('FROM a\r\nRUN a \\\r\n  b\r\n'), 'RUN');
    expect(run.command.commands.map(({ words }) => words.map(({ value }) => value))).toEqual([['a', 'b']]);
  });

  it.each([
    ['one command', 'RUN <<EOF\na\nb\nEOF', ['a', 'b']],
    ['tabs', 'RUN <<-EOF\n\ta\n\tEOF', ['a']],
    ['beside a command', "RUN cat <<'A' <<B > x && y\n1\nA\n2\nB", ['cat', 'y']],
    ['for a shell', 'RUN sh <<EOF\na\nEOF', ['sh', 'a']],
    ['with an interpreter that is no shell', 'RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF', []],
    ['with a shell', 'RUN <<EOF\n#!/bin/bash -e\na\nEOF', ['a']],
    ['that never ends', 'RUN <<EOF\na\nUSER x', ['a', 'USER']],
    ['\\r\\n', 'RUN <<EOF\r\na\r\nb\r\nEOF', ['a', 'b']],
    ['<<< is none', 'RUN a <<< "x"', ['a']],
  ])('here-documents: %s', (_, text, names) => {
    const run = only(read(`FROM a\n${text}`), 'RUN');
    expect(run.command.commands.map(({ name }) => name)).toEqual(names);
    expect(textOf(run.span)).toBe(text);
  });
});

describe('variables', () => {
  it.each([
    ['node:$V', 'node:20'],
    ['node:${V}', 'node:20'],
    ['node:${NONE:-18}', 'node:18'],
    ['node:${NONE-18}', 'node:18'],
    ['node:${V:-18}', 'node:20'],
    ['node${V:+:x}', 'node:x'],
    ['node${NONE:+:x}', 'node'],
    ['node:${EMPTY:-18}', 'node:18'],
    ['node:${EMPTY-18}', 'node:'],
    ['"node:$V"', 'node:20'],
    ['node:${NONE:-${V:-x}}', 'node:20'],
    ['node:$NONE', undefined],
    ['node:$OTHER', undefined],
    ['node:${OTHER:-18}', undefined],
    ['node:${V#2}', undefined],
    ['node:$TARGETARCH', undefined],
    ['node:\\$V', 'node:$V'],
  ])('%s is %s', (image, expected) => {
    const [stage] = read(`ARG V=20 NONE TARGETARCH\nARG EMPTY=""\nFROM ${image}\n`).stages;
    expect(stage?.from.image?.text).toBe(expected);
    expect(stage?.from.image && textOf(stage.from.image.span)).toBe(image);
  });

  it('are those that stand before', () => {
    const { finalStage } = read(
      'ARG A=1\nFROM a AS x\nARG A\nENV B=$A C=$B\nENV D=$B\nFROM x\nUSER $B$D\nWORKDIR /$C\n',
    );
    const [user, workdir] = finalStage?.instructions ?? [];
    expect(user?.keyword === 'USER' && user.user.text).toBe('11');
    expect(workdir?.keyword === 'WORKDIR' && workdir.path.text).toBeUndefined();
  });

  it('of the environment win over arguments', () => {
    expect(only(read('FROM a\nENV A=1\nARG A=2\nUSER $A\n'), 'USER').user.text).toBe('1');
  });

  it('lead to where their value is written', () => {
    const [stage] = read('ARG V=16\nARG TAG=${V}-alpine\nFROM node:${TAG}\n').stages;
    const image = stage?.from.image;
    expect(image?.text).toBe('node:16-alpine');
    const place = (start: number, end: number) => image && textOf(image.locate(start, end));
    expect(place(0, 4)).toBe('node');
    expect(place(5, 7)).toBe('16');
    expect(place(7, 14)).toBe('-alpine');
    expect(place(5, 14)).toBe('${V}-alpine');
    expect(place(0, 14)).toBe('node:${TAG}');
  });

  it('that double each time become unknown, not long', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `ENV A${i + 1}=$A${i}$A${i}\n`).join('');
    const { user } = only(read(`FROM a\nENV A0=xxxx\n${lines}USER $A60\n`), 'USER');
    expect(user.text).toBeUndefined();
  });
});

describe('stages', () => {
  const { stages, finalStage } = read(
    'FROM a AS Base\nRUN a\nFROM base AS build\nRUN b\nFROM other AS tools\nFROM base\nCOPY --from=build /x /y\n',
  );

  it('know what they are built from', () => {
    expect(stages.map(({ base, alias }) => [alias?.text, base?.alias?.text])).toEqual([
      ['Base', undefined],
      ['build', 'Base'],
      ['tools', undefined],
      [undefined, 'Base'],
    ]);
    expect(runtimeChain(finalStage).map(({ index }) => index)).toEqual([3, 0]);
    expect(stages.map(({ isShipped }) => isShipped)).toEqual([true, false, false, true]);
  });
});

describe('instructions', () => {
  it('RUN', () => {
    const run = only(read('FROM a\nRUN --network=none --mount=type=cache,target=/x --mount=target=/y a\n'), 'RUN');
    expect(run.flags.map(({ name, value }) => [name, value?.text])).toEqual([
      ['network', 'none'],
      ['mount', 'type=cache,target=/x'],
      ['mount', 'target=/y'],
    ]);
    expect(run.mounts.map(({ type, settings }) => [type, settings?.get('target')])).toEqual([
      ['cache', '/x'],
      ['bind', '/y'],
    ]);
    expect(run.command.commands.map(({ name }) => name)).toEqual(['a']);
  });

  it('RUN in exec form with a shell', () => {
    const { command } = only(read('FROM a\nRUN ["/bin/bash", "-ec", "a \\"b\\" && c"]\n'), 'RUN');
    expect(command.form).toBe('exec');
    expect(command.words.map(({ text }) => text)).toEqual(['/bin/bash', '-ec', 'a "b" && c']);
    expect(command.commands.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(command.commands[0]?.words.map(({ span }) => textOf(span))).toEqual(['a', '\\"b\\"']);
  });

  it.each([
    ['["a", "b"]', 'exec'],
    ['[]', 'exec'],
    ["['a', 'b']", 'shell'],
    ['["a" "b"]', 'shell'],
    ['["a", 1]', 'shell'],
    ['["a"] b', 'shell'],
    ['[ -f x ] && y', 'shell'],
  ])('CMD %s is in %s form', (text, form) => {
    expect(only(read(`FROM a\nCMD ${text}\n`), 'CMD').command.form).toBe(form);
  });

  it.each([
    ['a b c', ['a', 'b'], 'c'],
    ['--chown=x:y --link a .', ['a'], '.'],
    ['["a b", "c"]', ['a b'], 'c'],
    ['a', [], 'a'],
    ['<<EOF a /x\nEOF', ['a'], '/x'],
  ])('COPY %s', (text, sources, destination) => {
    const copy = only(read(`FROM a\nCOPY ${text}\n`), 'COPY');
    expect(copy.sources.map((each) => each.text)).toEqual(sources);
    expect(copy.destination?.text).toBe(destination);
  });

  it.each([
    [
      'ENV A=1 B="2 3" C=4\\ 5',
      [
        ['A', '1'],
        ['B', '2 3'],
        ['C', '4 5'],
      ],
    ],
    ['ENV A b c', [['A', 'b c']]],
    ['ENV A', [['A', undefined]]],
    ['LABEL "a b"=\'$c\'', [['a b', '$c']]],
    [
      'ARG A B=1 C=',
      [
        ['A', undefined],
        ['B', '1'],
        ['C', ''],
      ],
    ],
  ])('%s', (text, expected) => {
    const instruction = read(`FROM a\n${text}\n`).finalStage?.instructions[0];
    const pairs = instruction && 'pairs' in instruction ? instruction.pairs : [];
    expect(pairs.map(({ name, value }) => [name.text, value?.text])).toEqual(expected);
  });

  it('HEALTHCHECK', () => {
    expect(only(read('FROM a\nHEALTHCHECK NONE\n'), 'HEALTHCHECK').command).toBeUndefined();
    const check = only(read('FROM a\nHEALTHCHECK --retries=3 CMD a || exit 1\n'), 'HEALTHCHECK');
    expect(check.command?.commands.map(({ name }) => name)).toEqual(['a', 'exit']);
  });

  it('ONBUILD holds its trigger', () => {
    const { trigger } = only(read('FROM a\nONBUILD COPY --from=x a b\n'), 'ONBUILD');
    expect(trigger?.keyword).toBe('COPY');
    expect(trigger?.keyword === 'COPY' && trigger.from?.text).toBe('x');
    expect(only(read('FROM a\nONBUILD ONBUILD RUN a\n'), 'ONBUILD').trigger).toBeUndefined();
  });

  it('what is none is a problem, but not for another frontend', () => {
    expect(read('FROM a\nRUNN b\n').problems.map(({ at, message }) => [textOf(at), message])).toEqual([
      ['RUNN', 'There is no instruction RUNN'],
    ]);
    expect(read('# syntax=someone/frontend\nFROM a\nINCLUDE y\n').problems).toEqual([]);
  });
});

describe('shells that read no POSIX scripts', () => {
  it.each([
    ['FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN a\n', 0],
    ['FROM --platform=windows/amd64 a\nRUN a\n', 0],
    ['FROM golang:1-nanoserver\nRUN a\n', 0],
    ['# escape=`\nFROM a\nRUN a\n', 0],
    ['FROM a\nSHELL ["pwsh", "-Command"]\nRUN a\n', 0],
    ['FROM a AS b\nSHELL ["pwsh"]\nFROM b\nRUN a\n', 0],
    ['FROM a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a\n', 1],
    ['FROM --platform=linux/amd64 a\nRUN a\n', 1],
  ])('%j', (text, commands) => {
    expect(only(read(text), 'RUN').command.commands).toHaveLength(commands);
  });
});

it('statementAt gives the whole instruction', () => {
  const text = 'FROM a\n\n# note\nRUN a \\\n  b\nUSER c\n';
  const { statementAt } = read(text);
  const at = (needle: string) =>
    textOf(statementAt?.(text.indexOf(needle)) ?? { file: read('').file, start: 0, end: 0 });
  expect(at('  b')).toBe('RUN a \\\n  b');
  expect(at('FROM')).toBe('FROM a');
  expect(at('# note')).toBe('# note');
  expect(at('c\n')).toBe('USER c');
});

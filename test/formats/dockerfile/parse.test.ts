import { describe, expect, it } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { parseDockerfile, runtimeChain, stageNamed } from '../../../src/formats/dockerfile/parse';
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

describe('variables in commands', () => {
  const commandsOf = (head: string, run: string) =>
    only(read(`${head}\nRUN ${run}\n`), 'RUN').command.commands.map(({ words }) =>
      words.map(({ value, isExpanded }) => (value === undefined ? '?' : isExpanded ? `<${value}>` : value)).join(' '),
    );

  it.each([
    ['an argument with a default', 'FROM a\nARG V=1', 'b ==$V "${V}"', ['b <==1> <1>']],
    ['what is given from before the first stage', 'ARG V=1\nFROM a\nARG V', 'b $V', ['b <1>']],
    ['what is not declared in the stage', 'ARG V=1\nFROM a', 'b $V', ['b ?']],
    ['the environment of the stage beneath', 'FROM a AS x\nENV V=1\nFROM x', 'b $V', ['b <1>']],
    ['the environment before arguments', 'FROM a\nENV V=1\nARG V=2', 'b $V', ['b <1>']],
    ['an argument that is to be given', 'FROM a\nARG V\nARG W=', 'b $V $W', ['b ? ?']],
    ['a platform', 'FROM a\nARG TARGETARCH', 'b $TARGETARCH', ['b ?']],
    ['the program', 'FROM a\nENV V=/opt/b', '$V/c d', ['</opt/b/c> d']],
    ['several words', 'FROM a\nENV V="c  d e"', 'b $V', ['b <c> <d> <e>']],
    ['one word in quotes', 'FROM a\nENV V="c d"', 'b "$V" x$V', ['b <c d> ?']],
    ['no word at all', 'FROM a\nENV V=', 'b $V "$V"', ['b <>']],
    ['a default beside it', 'FROM a\nENV V=1 W=', 'b ${V:-2} ${W:-2} ${V+2} ${V#1} ${#V} ${N:-2}', ['b <1> ? ? ? ? ?']],
    ['what the script sets', 'FROM a\nENV V=1 W=2', 'W=3; b $V $W', [' ', 'b <1> ?']],
    ['what a loop sets', 'FROM a\nENV V=1', 'for V in 2; do b $V; done', ['b ?']],
    ['what a command may set', 'FROM a\nENV V=1', 'read V && b $V', ['read V', 'b ?']],
    ['what a file may set', 'FROM a\nENV V=1', '. /x && b $V', ['. /x', 'b ?']],
    ['single quotes', 'FROM a\nENV V=1', "b '$V' \\$V", ['b $V $V']],
    [
      'scripts within',
      'FROM a\nENV V=1',
      `sh -c 'b $V' && sh -c "c $V"`,
      ['sh -c b $V', 'b <1>', 'sh -c <c 1>', 'c 1'],
    ],
    ['exec form', 'FROM a\nENV V=1', '["sh", "-c", "b $V", "$V"]', ['sh -c b $V $V', 'b <1>']],
  ])('%s', (_, head, run, expected) => {
    expect(commandsOf(head, run)).toEqual(expected.map((each) => each.trim()));
  });

  it('are those above the command, whenever it is read', () => {
    const { finalStage } = read('FROM a\nENV V=1\nRUN b $V\nENV V=2\nRUN b $V\nENV V=$X\nRUN b $V\n');
    const values = finalStage?.instructions.flatMap((each) =>
      each.keyword === 'RUN' ? [each.command.commands[0]?.words[1]?.value] : [],
    );
    expect(values).toEqual(['1', '2', undefined]);
  });

  it('stay what they are in commands that are run later', () => {
    expect(only(read('FROM a\nENV V=1\nCMD b $V\n'), 'CMD').command.commands[0]?.words[1]?.value).toBeUndefined();
    const { trigger } = only(read('FROM a\nENV V=1\nONBUILD RUN b $V\n'), 'ONBUILD');
    const words = trigger?.keyword === 'RUN' ? trigger.command.commands[0]?.words : [];
    expect(words?.map(({ value }) => value)).toEqual(['b', undefined]);
  });

  it('are found at the variable', () => {
    const { command } = only(read('FROM a\nENV V="c d"\nRUN b $V-x "${V}" $V\n'), 'RUN');
    expect(command.commands[0]?.words.map(({ span }) => textOf(span))).toEqual(['b', '$V-x', '"${V}"', '$V', '$V']);
  });
});

describe('variables in instructions', () => {
  it('are listed with what is known of their declaration', () => {
    const { stages, globalArguments } = read(
      'ARG A=1 B=$A\nFROM a:$A$C\nARG A\nENV D="$A" E=${B:-x}\nCOPY $D \'$F\' /\nVOLUME $G\nRUN --mount=target=$H b $I\n',
    );
    const all = [...globalArguments, ...stages.flatMap(({ from, instructions }) => [from, ...instructions])];
    expect(
      all.flatMap(({ variables }) =>
        variables.map(({ span, isDeclared, isPlain }) => `${textOf(span)} ${isDeclared} ${isPlain}`),
      ),
    ).toEqual([
      '$A false true',
      '$A true true',
      '$C false true',
      '$A true true',
      '${B:-x} false false',
      '$D true true',
      '$G false true',
      '$H false true',
    ]);
  });
});

describe('what is written wrongly', () => {
  it('blank lines between the lines of an instruction', () => {
    const { emptyContinuations, file } = read('FROM a\nRUN b \\\n\n# note\n  \n  c \\\n\n\n');
    expect(emptyContinuations.map(({ start }) => file.lineAt(start))).toEqual([2, 4]);
  });

  it('instructions before the first stage', () => {
    const { strays } = read('ARG A\nRUN b\nLABEL a=b\nFROM c\nRUN d\n');
    expect(strays.map(({ keyword }) => keyword)).toEqual(['RUN', 'LABEL']);
  });
});

describe('stages', () => {
  it('are built where the final image needs them', () => {
    const { stages: all } = read(
      'FROM a AS base\nFROM base AS x\nFROM a AS lost\nFROM lost\nFROM a\nFROM a AS y\nRUN --mount=from=4,target=/z b\nFROM a\nCOPY --from=X /a /\nONBUILD COPY --from=y /b /\n',
    );
    expect(all.map(({ isBuilt }) => isBuilt)).toEqual([true, true, false, false, true, true, true]);
    expect(stageNamed(all, 'X')?.index).toBe(1);
    expect(stageNamed(all, '4')?.index).toBe(4);
    expect(stageNamed(all, 'nginx')).toBeUndefined();
  });
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
    expect(command.commands.map(({ name }) => name)).toEqual(['bash', 'a', 'c']);
    expect(command.commands[1]?.words.map(({ span }) => textOf(span))).toEqual(['a', '\\"b\\"']);
    expect(command.commands[1]?.within).toEqual({ as: 'script', command: command.commands[0] });
  });

  it.each<[string, string[]]>([
    ['["apt-get", "install", "-y", "a b"]', ['apt-get|install|-y|a b']],
    ['["/usr/bin/apt-get", "update"]', ['/usr/bin/apt-get|update']],
    ['["sh", "-c", "a && b \'c d\'"]', ["sh|-c|a && b 'c d'", 'a', 'b|c d']],
    ['["/bin/bash", "-lc", "a $X"]', ['/bin/bash|-lc|a $X', 'a|?']],
    ['["sudo", "-E", "a", "$X;"]', ['a|$X;']],
    ['["sh", "\\u002dc", "\\u0061"]', ['sh|-c|a', 'a']],
    ['[]', []],
  ])('RUN %s is a command', (text, expected) => {
    const { command } = only(read(`FROM a\nRUN ${text}\n`), 'RUN');
    expect(command.commands.map(({ words }) => words.map(({ value }) => value ?? '?').join('|'))).toEqual(expected);
    expect(command.form).toBe('exec');
  });

  it('exec form: words know that no shell reads them, and lie where they are written, quotes included', () => {
    const text = 'FROM a\nRUN ["apt-get", \\\n  # note\n  "install"]\n';
    const { command } = only(read(text), 'RUN');
    const [apt] = command.commands;
    expect(apt?.words.map(({ isExec, raw, span }) => [isExec, raw, textOf(span)])).toEqual([
      [true, '"apt-get"', '"apt-get"'],
      [true, '"install"', '"install"'],
    ]);
    expect(apt && textOf(apt.words[1]?.spanFrom(2) ?? apt.span)).toBe('stall"');
    expect(apt && textOf(apt.list.span)).toBe('["apt-get", \\\n  # note\n  "install"]');
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

  it('RUN knows its mounts', () => {
    const text =
      'ARG DIR=/c\nFROM a\nARG DIR\nRUN --mount=type=secret,id=t,env=T,required --mount=type=cache,id=k,dst=$DIR,sharing=locked,from=x,source=/s --mount=type=ssh --mount=target=/b,ro=true --mount=type=tmpfs,target=$NO a\n';
    expect(
      only(read(text), 'RUN').mounts.map(({ settings, span, ...rest }) => JSON.parse(JSON.stringify(rest))),
    ).toEqual([
      { type: 'secret', id: 't', env: 'T', isRequired: true, isReadOnly: false },
      {
        ...{ type: 'cache', id: 'k', target: '/c', sharing: 'locked', from: 'x', source: '/s' },
        ...{ isRequired: false, isReadOnly: false },
      },
      { type: 'ssh', isRequired: false, isReadOnly: false },
      { type: 'bind', target: '/b', isRequired: false, isReadOnly: true },
      { isRequired: false, isReadOnly: false },
    ]);
  });

  it('commands know the shell that reads them', () => {
    const { stages } = read(
      'FROM a AS x\nRUN a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN b\nFROM x\nRUN c\nFROM a\nRUN d\n',
    );
    const shells = stages.flatMap(({ instructions }) =>
      instructions.flatMap((each) => (each.keyword === 'RUN' ? [each.command.shell?.join(' ')] : [])),
    );
    const bash = '/bin/bash -o pipefail -c';
    expect(shells).toEqual([undefined, bash, bash, undefined]);
  });

  it('say what stands after their flags', () => {
    const { finalStage } = read('FROM --platform=linux a as b c d\nCOPY --link a \\\n b\nMAINTAINER  x y \nVOLUME\n');
    expect(finalStage && textOf(finalStage.from.extra ?? finalStage.from.span)).toBe('c d');
    expect(finalStage?.instructions.map((each) => textOf(each.arguments))).toEqual(['a \\\n b', 'x y', '']);
  });

  it('HEALTHCHECK', () => {
    expect(only(read('FROM a\nHEALTHCHECK NONE\n'), 'HEALTHCHECK').command).toBeUndefined();
    expect(only(read('FROM a\nHEALTHCHECK none\n'), 'HEALTHCHECK').kind).toBe('NONE');
    expect(only(read('FROM a\nHEALTHCHECK\n'), 'HEALTHCHECK').kind).toBeUndefined();
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
    expect(read('FROM a\nINCLUDE b\n').problems.map(({ at, message }) => [textOf(at), message])).toEqual([
      ['INCLUDE', 'There is no instruction INCLUDE'],
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

it('a file that is named after Windows is for Windows', () => {
  const { stages } = parseDockerfile(new SourceFile('x/Dockerfile-windows', 'ARG B\nFROM $B\nRUN & a.ps1\n'));
  const [run] = stages[0]?.instructions ?? [];
  expect(run?.keyword === 'RUN' && run.command.commands).toEqual([]);
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

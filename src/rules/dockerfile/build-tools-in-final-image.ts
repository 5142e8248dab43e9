import { basename } from '../../core/path';
import { type Finding, rule } from '../../core/rule';
import type { Span } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { RunInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import type { ShellCommand } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';
import { baseImage } from '../shared/base-image';
import { commandsInForce, isBareShell, wordsIn } from '../shared/command-in-force';
import { officialName } from '../shared/image';
import { isEffective, type PackageCall, packageCalls } from '../shared/package-calls';
import { layersOf } from '../shared/run-instructions';

export default rule({
  id: 'dockerfile/build-tools-in-final-image',
  title: 'Compilers shipped with the program',
  why: [
    'Compilers, headers and build systems make an image hundreds of megabytes larger, and every deployment slower. Each of them brings packages that scanners complain about, and tools for whoever breaks in.',
    'In a build of several stages the first one has the tools, and the last one gets only what they made: `COPY --from=build`. Where that is not possible, install, build and remove in one and the same `RUN`.',
    'Only images that start a program of their own are reported; images to build or to work in are left alone.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  links: [
    'https://docs.docker.com/build/building/multi-stage/',
    'https://docs.docker.com/build/building/best-practices/#use-multi-stage-builds',
  ],
  bad: [
    {
      title: 'a language that compiles',
      files: 'FROM «golang:1.27»\nWORKDIR /src\nCOPY . .\nRUN go build -o /app ./cmd/shop\nCMD ["/app"]\n',
    },
    {
      title: 'packages that pip needed',
      files:
        'FROM python:3.14-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl «gcc» libpq-dev\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCMD ["gunicorn", "shop:app"]\n',
    },
  ],
  good: [
    'FROM golang:1.27 AS build\nRUN go build -o /app\n\nFROM gcr.io/distroless/static-debian13\nCOPY --from=build /app /app\nCMD ["/app"]\n',
    {
      title: 'removed by the instruction that installed them',
      files:
        'FROM python:3.14-alpine\nRUN apk add --no-cache --virtual .build gcc musl-dev && pip install shop && apk del .build\nCMD ["shop"]\n',
    },
    { title: 'an image to build with', files: 'FROM golang:1.27\nRUN go install example.com/lint@v1\nCMD ["bash"]\n' },
    {
      title: 'the compiler is what runs',
      files: 'FROM golang:1.27\nCOPY . .\nRUN go build ./...\nCMD ["go", "test", "./..."]\n',
    },
    {
      title: 'nothing is built with them here: the program may need them',
      files: 'FROM debian:13\nRUN apt-get update && apt-get install -y gcc\nCOPY judge /usr/bin/\nCMD ["judge"]\n',
    },
    {
      title: 'an image to work in, by its name',
      files: {
        'Dockerfile.dev':
          'FROM python:3.14\nRUN apt-get install -y gcc && pip install -r dev.txt\nCMD ["flask", "run"]\n',
      },
    },
    {
      title: 'removed too late: that is a finding of `removed-too-late`',
      files:
        'FROM node:24-alpine\nRUN apk add --no-cache --virtual .build g++ python3\nRUN npm ci\nRUN apk del .build\nENTRYPOINT ["node", "server.js"]\n',
    },
    {
      title: 'removed with all that nothing needs any more',
      files:
        'FROM debian:13\nRUN apt-get update && apt-get install -y gcc && make install && apt-mark auto gcc && apt-get purge -y --auto-remove\nCMD ["shop"]\n',
    },
    {
      title: 'a list that is kept on purpose, for images that build on this one',
      files:
        'FROM debian:13\nENV BUILD_DEPS="g++ make"\nRUN apt-get install -y $BUILD_DEPS && make install\nCMD ["shop"]\n',
    },
    {
      title: 'all that may be removed',
      files:
        'FROM debian:13\nRUN apt-get install -y gcc $TOOLS && make install && apt-get purge -y $TOOLS\nCMD ["shop"]\n',
    },
  ],
  *check(build) {
    const { finalStage } = build;
    const chain = runtimeChain(finalStage);
    const words = commandsInForce(chain).flatMap(({ command }) => wordsIn(command));
    if (!finalStage || words.length === 0 || isBareShell(words) || isToWorkIn(build, finalStage)) return;
    if (words.some((word) => BUILDS.test(basename(word)) || /^(?:watch|test)$/.test(word))) return;
    const layers = layersOf(finalStage);
    const found = compiledHere(finalStage, layers) ?? packagesLeft(layers);
    if (found) yield { ...found, address: finalStage.alias?.text };
  },
});

const TO_WORK_IN =
  /(?:^|[^a-z])(?:dev|devel|develop|development|devcontainer|test|tests|testing|ci|kokoro|checks?|build|builders?|builds|debug|sdk|lint|tools?|toolchain|runner|agent|compile|compiler|workspace)(?:[^a-z]|$)/i;

function isToWorkIn({ file }: DockerBuild, { alias, from }: Stage): boolean {
  return [file.path, alias?.text ?? '', from.image?.text?.split(':').at(-1) ?? ''].some((name) =>
    TO_WORK_IN.test(name),
  );
}

/** Programs that are there to build others. */
const BUILDS =
  /^(?:go|cargo|mvnw?|gradlew?|make|cmake|gcc|g\+\+|air|reflex|bazel|stack|cabal|sbt|lein|tox|nox|pytest)$/;

/** Images of languages that are compiled, and the commands that compile. */
const COMPILED: ReadonlyMap<string, RegExp> = new Map([
  ['golang', /^go (?:build|install)$/],
  ['rust', /^cargo (?:build|install)$/],
  ['gcc', /^(?:gcc|g\+\+|make|cmake)\b/],
  ['maven', /^mvn\b/],
  ['gradle', /^gradle\b/],
  ['haskell', /^(?:stack|cabal) (?:build|install)$/],
  ['swift', /^swift build$/],
]);

/** The base image, where it brings a compiler that a command of the same image uses. */
function compiledHere(stage: Stage, layers: readonly RunInstruction[]): Finding | undefined {
  const image = baseImage(stage);
  const written = runtimeChain(stage).at(-1)?.from.image;
  if (!image || !written) return undefined;
  const isSdk = image.registry === 'mcr.microsoft.com' && image.repository === 'dotnet/sdk';
  const builds = isSdk ? /^dotnet (?:build|publish)$/ : COMPILED.get(officialName(image) ?? '');
  if (!builds || !layers.some(({ command }) => command.commands.some((each) => builds.test(nameOf(each)))))
    return undefined;
  return {
    at: written.span,
    message: `\`${written.text}\` ships its compiler with the program; build in a stage of its own and copy what it makes`,
  };
}

function nameOf({ name, words }: ShellCommand): string {
  return `${name} ${words[1]?.value ?? ''}`;
}

const COMPILER =
  /^(?:build-essential|build-base|base-devel|gcc(?:-\d+)?|g\+\+(?:-\d+)?|gcc-c\+\+|clang(?:-\d+)?|gfortran|rustc|cargo|golang(?:-go|-\d[\d.]*)?|(?:default|openjdk-\d+)-jdk(?:-headless)?|openjdk\d+(?:-jdk)?|java-\d+(?:\.\d+\.\d+)?-openjdk-devel|maven|gradle|cmake)$/;
const NEEDS_COMPILER =
  /^(?:pip[\d.]*|pipenv|poetry|uv|npm|yarn|pnpm|gem|bundle|cargo|make|cmake|go|mvnw?|gradlew?|ninja|meson|configure|pecl|docker-php-ext-install|python[\d.]*|R|Rscript|cpanm?|luarocks|mix|rebar3)$/;
const HEADERS = /^[\w.+-]+-(?:dev|devel)$/;

/** The first compiler that stays in the image though something was built with it, and what stays with it. */
function packagesLeft(layers: readonly RunInstruction[]): Finding | undefined {
  for (const [index, layer] of layers.entries()) {
    const calls = packageCalls(layer.command);
    // What another instruction removes is told by `removed-too-late`.
    const others = layers.slice(index + 1).flatMap(({ command }) => packageCalls(command));
    const left = calls.flatMap((call, at) => keptPackages(call, [...calls.slice(at + 1), ...others]));
    const compilers = left.filter(({ value }) => COMPILER.test(value ?? ''));
    const [first] = compilers;
    const isUsed = layers
      .slice(index)
      .some(({ command }) => command.commands.some(({ name }) => NEEDS_COMPILER.test(name ?? '')));
    if (!first || !isUsed) continue;
    const headers = left.filter((word) => !compilers.includes(word) && HEADERS.test(word.value ?? ''));
    return { at: spanOf(first), message: messageFor([...compilers, ...headers].flatMap(({ value }) => value ?? [])) };
  }
  return undefined;
}

function spanOf({ span }: ShellWord): Span {
  return span;
}

function messageFor(names: readonly string[]): string {
  const [first, second, ...rest] = names;
  const all =
    second === undefined
      ? `\`${first}\``
      : rest.length === 0
        ? `\`${first}\` and \`${second}\``
        : `\`${first}\`, \`${second}\` and ${rest.length} more`;
  const [stays, them] = second === undefined ? ['stays', 'it'] : ['stay', 'them'];
  return `${all} ${stays} in the image; build in a stage of its own, or remove ${them} in the RUN that installs ${them}`;
}

/** The packages that a call installs and no later one may remove. */
function keptPackages(call: PackageCall, later: readonly PackageCall[]): readonly ShellWord[] {
  const { action, family, packages, given } = call;
  if (action !== 'install' || !/^(?:apt|apk|dnf|zypper)$/.test(family) || !isEffective(call)) return [];
  const virtual = given.value('-t', '--virtual');
  const removals = later.filter((each) => each.action === 'remove');
  // Without names, all that nothing needs any more is removed.
  if (removals.some((each) => each.packages.length === 0)) return [];
  const removed = removals.flatMap((each) => each.packages);
  const isRemoved = (name: string | undefined): boolean =>
    removed.some(({ value }) => value === undefined || value === name);
  if (virtual !== undefined && isRemoved(virtual)) return [];
  return packages.filter(({ value, isExpanded }) => value !== undefined && !isExpanded && !isRemoved(value));
}

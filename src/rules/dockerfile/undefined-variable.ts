import { type Finding, type Fix, rule } from '../../core/rule';
import { insert, replace, type Span, textOf } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import { likeliest } from '../../formats/dockerfile/keywords';
import type { Instruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { readsOf } from '../../formats/shell/reads';
import { globalArgument, isPlatformArgument, isSetByBuilder, setByBase } from '../shared/build-arguments';

export default rule({
  id: 'dockerfile/undefined-variable',
  title: 'Variable that is empty here',
  why: [
    'A variable that nothing sets is replaced by nothing, without a word: `COPY --from=build /app/$NAME /srv/` then copies the whole folder, `WORKDIR $HOME/app` means `/app`, and a version that was meant to be pinned is left out.',
    'The most frequent reason is an `ARG` before the first `FROM`: it serves `FROM` only, and each stage that wants its value has to repeat `ARG NAME`. The same holds for `TARGETARCH` and the other platform arguments.',
    'What the base image may set is not reported.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['buildkit:UndefinedVar'],
  links: [
    'https://docs.docker.com/reference/dockerfile/#scope',
    'https://docs.docker.com/build/building/variables/#scoping',
  ],
  bad: [
    {
      title: 'declared for FROM only',
      files: 'ARG VERSION=1.4\nFROM alpine:3.24\nLABEL version=«$VERSION»\nRUN echo $VERSION\n',
      fixed: 'ARG VERSION=1.4\nFROM alpine:3.24\nARG VERSION\nLABEL version=$VERSION\nRUN echo $VERSION\n',
    },
    {
      files: 'ARG VERSION=1.4\nFROM debian:13\n\nRUN make install \\\n  VER="«${VERSION}»" && echo $VERSION\n',
      fixed:
        'ARG VERSION=1.4\nFROM debian:13\n\nARG VERSION\nRUN make install \\\n  VER="${VERSION}" && echo $VERSION\n',
    },
    {
      title: 'platforms have to be asked for',
      files:
        'FROM golang:1.27 AS build\nRUN GOARCH=«$TARGETARCH» go build -o /app .\nFROM scratch\nCOPY --from=build /app-«$TARGETARCH» /app\n',
      fixed:
        'FROM golang:1.27 AS build\nARG TARGETARCH\nRUN GOARCH=$TARGETARCH go build -o /app .\nFROM scratch\nARG TARGETARCH\nCOPY --from=build /app-$TARGETARCH /app\n',
    },
    {
      title: 'misspelt',
      files: 'FROM node:24\nARG APP_FOLDER=/app\nWORKDIR «$APP_FODLER»\n',
      fixed: 'FROM node:24\nARG APP_FOLDER=/app\nWORKDIR $APP_FOLDER\n',
    },
    {
      title: 'set in another stage',
      files: 'FROM node:24 AS build\nARG RELEASE=1\nFROM node:24\nENV RELEASE_NAME=shop-«$RELEASE»\n',
    },
    { title: 'set by no image', files: 'FROM ubuntu:24.04\nWORKDIR «$HOME»/app\n' },
  ],
  good: [
    'ARG VERSION=1.4\nFROM alpine:3.24\nARG VERSION\nRUN wget https://example.com/tool-$VERSION.tgz\n',
    {
      title: 'the base image sets it',
      files:
        'ARG NODE_VERSION=24\nFROM node:$NODE_VERSION\nRUN echo $NODE_VERSION\nFROM ghcr.io/example/base:1\nCOPY a $APP_HOME/\n',
    },
    {
      title: 'the command sets it',
      files:
        'ARG VERSION=1\nFROM alpine:3.24\nRUN VERSION=$(cat /v) && echo $VERSION\nRUN . /etc/os-release && echo $VERSION\nRUN for VERSION in 1 2; do echo $VERSION; done\nRUN read VERSION < /v; echo $VERSION\n',
    },
    { title: 'a default beside it', files: 'ARG V=1\nFROM alpine:3.24\nENV A=${V:-2}\nRUN echo ${V:-3}\n' },
    {
      title: 'a path that is made longer',
      files: 'FROM alpine:3.24\nENV PATH=/a:$PATH LD_LIBRARY_PATH=/b:$LD_LIBRARY_PATH\n',
    },
    {
      title: 'not for the shell',
      files: "ARG V=1\nFROM alpine:3.24\nRUN echo '$V' \\$V && awk '{print $V}' x\nCMD echo $V\n",
    },
    {
      title: 'the stage beneath declares it',
      files: 'FROM alpine:3.24 AS a\nARG TARGETARCH\nFROM a\nCOPY $TARGETARCH /\n',
    },
    { title: 'set by the builder', files: 'FROM alpine:3.24\nENV PROXY=$HTTP_PROXY\nCOPY a-$BUILDKIT_X /\n' },
    {
      title: 'a secret of the command',
      files: 'ARG T=1\nFROM alpine:3.24\nRUN --mount=type=secret,id=t,env=T echo $T\n',
    },
  ],
  *check(build) {
    if (build.hasOwnFrontend || !build.file.text.includes('$')) return;
    const names = build.globalArguments.flatMap(({ pairs }) => pairs.flatMap(({ name }) => name.text ?? []));
    const declared = new Map<Stage, Set<string>>();
    for (const stage of build.stages) yield* undefinedIn(stage, build, names, declared);
  },
});

interface Use {
  readonly name: string;
  readonly span: Span;
}

/** What the stages that one is built from declare is looked for that many stages deep; beyond it, all may be. */
const MAX_DEPTH = 50;

function* undefinedIn(
  stage: Stage,
  build: DockerBuild,
  names: readonly string[],
  all: Map<Stage, Set<string>>,
): Iterable<Finding> {
  const own = new Set<string>();
  all.set(stage, own);
  const isDeclared = (wanted: string): boolean => {
    let depth = 0;
    for (let each: Stage | undefined = stage; each; each = each.base) {
      if (all.get(each)?.has(wanted) || ++depth > MAX_DEPTH) return true;
    }
    return false;
  };
  const reported = new Set<string>();
  for (const instruction of stage.instructions) {
    for (const use of usesOf(instruction, names, isDeclared)) {
      if (reported.has(use.name)) continue;
      const finding = findingOf(use, instruction, stage, build, own);
      if (finding) reported.add(use.name);
      if (finding) yield finding;
    }
    for (const name of namesSet(instruction)) own.add(name);
  }
}

function namesSet(instruction: Instruction): readonly string[] {
  if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') return [];
  return instruction.pairs.flatMap(({ name }) => name.text ?? []);
}

/** Where an instruction takes what nobody has declared. */
function* usesOf(
  instruction: Instruction,
  names: readonly string[],
  isDeclared: (name: string) => boolean,
): Iterable<Use> {
  if (instruction.variables.length > 0) {
    const own = namesSet(instruction);
    for (const use of instruction.variables)
      if (!use.isDeclared && use.isPlain && use.name !== '' && !own.includes(use.name)) yield use;
  }
  if (instruction.keyword !== 'RUN') return;
  const { command, mounts } = instruction;
  const text = command.form === 'shell' ? (command.script?.text ?? '') : '';
  if (!text.includes('$')) return;
  const isWorthReading =
    /(?:BUILD|TARGET)[A-Z]/.test(text) || names.some((name) => text.includes(name) && !isDeclared(name));
  if (!isWorthReading || !command.script || command.commands.length === 0) return;
  for (const read of readsOf(command.script)) {
    const isForFrom = isPlatformArgument(read.name) || names.includes(read.name);
    if (isForFrom && !isDeclared(read.name) && !mounts.some(({ env }) => env === read.name)) yield read;
  }
}

function findingOf(
  { name, span }: Use,
  instruction: Instruction,
  stage: Stage,
  build: DockerBuild,
  declared: ReadonlySet<string>,
): Finding | undefined {
  if (isSetByBuilder(name)) return undefined;
  const base = setByBase(stage, name);
  const isForFrom = isPlatformArgument(name) || globalArgument(build, name) !== undefined;
  if (isForFrom) {
    // An argument that chooses the base image has its reason to be set there too.
    const isChoice = runtimeChain(stage)
      .at(-1)
      ?.from.variables.some((use) => use.name === name);
    if (base === 'yes' || (base === 'unknown' && isChoice && !isPlatformArgument(name))) return undefined;
    const message = `${name} is empty here: a stage gets its value only with an \`ARG ${name}\` of its own`;
    return { at: span, message, fix: declare(name, instruction, build) };
  }
  const meant =
    name.length > 3
      ? likeliest(
          name,
          [...declared].filter((each) => each.length > 3),
        )
      : undefined;
  if (meant !== undefined && isMisspelt(name, meant) && (base === 'no' || !isUsed(meant, build))) {
    const edit = replace(span, textOf(span).replace(name, meant));
    return {
      at: span,
      message: `Nothing sets ${name}, so it is empty here; ${meant} is meant`,
      fix: { title: `Use ${meant}`, edits: [edit] },
    };
  }
  if (base !== 'no') return undefined;
  const isElsewhere = build.stages.some(({ instructions }) =>
    instructions.some((each) => namesSet(each).includes(name)),
  );
  const message = isElsewhere
    ? `${name} is empty here: what other stages or later lines set does not count`
    : `Nothing sets ${name}, so it is empty here`;
  return { at: span, message };
}

/** Names that differ in a number or by an ending are a family. */
function isMisspelt(name: string, meant: string): boolean {
  return name.replace(/\d/g, '') !== meant.replace(/\d/g, '') && !name.startsWith(meant) && !meant.startsWith(name);
}

function isUsed(name: string, { file }: DockerBuild): boolean {
  return file.text.includes(`$${name}`) || file.text.includes(`\${${name}`);
}

function declare(name: string, { span }: Instruction, { file }: DockerBuild): Fix {
  return { title: `Declare ${name} in this stage`, edits: [insert(file, span.start, `ARG ${name}${file.eol}`)] };
}

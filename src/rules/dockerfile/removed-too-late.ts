import { basename } from '../../core/path';
import { type Finding, rule } from '../../core/rule';
import type { RunInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { copiedFiles } from '../shared/copied-file';
import { fetchedFiles } from '../shared/download-target';
import { inOrder, pathInImage, workingFolder } from '../shared/image-path';
import { removalOf } from '../shared/layers';
import { type PackageCall, packageCalls } from '../shared/package-calls';
import { layersOf } from '../shared/run-instructions';

export default rule({
  id: 'dockerfile/removed-too-late',
  title: 'Removed in a later layer than it was added in',
  why: [
    'Each instruction makes a layer of its own, and a later one can only hide what is in it. An archive that is fetched or copied in one layer and removed in the next is stored and pulled with the image all the same; so are packages that are installed for the build and removed when it is done.',
    'Fetch, use and remove in one `RUN`; mount what is copied only to be unpacked: `RUN --mount=type=bind,source=shop.tgz,target=/tmp/shop.tgz tar -xf /tmp/shop.tgz`; or build in a stage of its own and copy what comes out.',
    'Only layers of the final image are looked at. Secrets that are removed too late are a matter of `dockerfile/secret-left-in-layer`.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  links: [
    'https://docs.docker.com/get-started/docker-concepts/building-images/understanding-image-layers/',
    'https://docs.docker.com/build/building/multi-stage/',
  ],
  bad: [
    {
      files: `FROM debian:13
WORKDIR /tmp
RUN curl -fsSLO https://example.com/shop-1.2.tar.gz
RUN tar -xf shop-1.2.tar.gz -C /opt && «rm shop-1.2.tar.gz»
`,
    },
    {
      title: 'what is copied to be unpacked',
      files: `FROM debian:13 AS base
COPY dist/shop.tgz /tmp/
FROM base
RUN wget -O /tmp/a.deb https://example.com/a.deb && dpkg -i /tmp/a.deb
RUN «rm -rf /tmp/*»
COPY web.zip /srv/web.zip
RUN cd /srv && unzip web.zip && «rm -f /srv/web.zip»
`,
    },
    {
      title: 'packages for the build',
      files: `FROM alpine:3.24
RUN apk add --no-cache --virtual .build gcc musl-dev
COPY . .
RUN make
RUN «apk del» .build
`,
    },
  ],
  good: [
    'FROM debian:13\nRUN curl -fsSL -o /tmp/a.tgz https://example.com/a.tgz && tar -xf /tmp/a.tgz && rm /tmp/a.tgz\n',
    'FROM debian:13\nRUN apt-get update && apt-get install -y gcc && make && apt-get purge -y gcc\n',
    {
      title: 'a stage that is only copied from',
      files:
        'FROM debian:13 AS build\nRUN curl -fsSL -o /a.tgz https://example.com/a.tgz\nRUN tar -xf /a.tgz && rm /a.tgz\nFROM scratch\nCOPY --from=build /a /a\n',
    },
    {
      title: 'something else is removed',
      files:
        'FROM debian:13\nRUN curl -fsSL -o /opt/a.tgz https://example.com/a.tgz\nCOPY b.tgz /b/\nRUN rm /tmp/a.tgz && rm -rf "$DIR" && rm a.tgz && apt-get remove -y vim\n',
    },
    {
      title: 'small, and for a moment',
      files:
        'FROM debian:13\nCOPY install.sh /tmp/\nRUN sh /tmp/install.sh && curl -o /tmp/get-pip.py https://bootstrap.example.org/get-pip.py\nRUN python3 /tmp/get-pip.py && rm /tmp/install.sh /tmp/get-pip.py\n',
    },
  ],
  *check({ finalStage }) {
    if (!finalStage) return;
    const chain = runtimeChain(finalStage);
    const seen = new Set<number>();
    for (const finding of [...chain.flatMap((stage) => [...lateFiles(stage, chain)]), ...latePackages(finalStage)]) {
      if (!seen.has(finding.at.start)) yield finding;
      seen.add(finding.at.start);
    }
  },
});

/** What is made to be unpacked, or installed from. */
const ARCHIVE = /\.(?:t[abgx]z|tbz2?|txz|tzst|gz|bz2|xz|zst|zip|7z|rar|tar|deb|rpm|apk|whl|run|bin|iso|msi|exe|pkg)$/i;

/** Files whose names say that they are small. */
const SMALL =
  /\.(?:py|php|rb|pl|txt|list|asc|gpg|key|sig|sha\d{1,3}(?:sum)?|md5(?:sum)?|json|ya?ml|conf|cfg|xml|patch)$/i;

function isSmall(path: string): boolean {
  // Installers of Conda and their like hold what they install.
  return SMALL.test(path) || (path.endsWith('.sh') && !/conda|forge|cuda/i.test(path));
}

/** So many files of a stage are followed at most. */
const MOST_FILES = 100;

function* lateFiles(stage: Stage, chain: readonly Stage[]): Generator<Finding> {
  let left = MOST_FILES;
  const later = inOrder(chain.slice(0, chain.indexOf(stage)));
  for (const { target, folder, after, path, instruction } of copiedFiles(stage)) {
    if (target === undefined || !ARCHIVE.test(path) || left-- <= 0) continue;
    const removal = removalOf(target, folder, [...after, ...later]);
    if (removal) yield finding(removal.command.span, path, { at: instruction.span, message: 'Copied in this layer' });
  }
  const below = inOrder(runtimeChain(stage).slice(1));
  for (const [index, run] of stage.instructions.entries()) {
    if (run.keyword !== 'RUN') continue;
    const fetched = left > 0 ? fetchedFiles(run.command.commands).filter(({ path }) => !isSmall(path)) : [];
    if (fetched.length === 0) continue;
    const folder = workingFolder([...below, ...stage.instructions.slice(0, index)]);
    for (const { path, command } of fetched.slice(0, left)) {
      left--;
      const target = pathInImage(path, folder);
      if (target === undefined || isMounted(run, target) || removalOf(target, folder, [run])) continue;
      const removal = removalOf(target, folder, [...stage.instructions.slice(index + 1), ...later]);
      if (removal) yield finding(removal.command.span, path, { at: command.span, message: 'Fetched in this layer' });
    }
  }
}

function isMounted({ mounts }: RunInstruction, target: string): boolean {
  return mounts.some(({ settings }) => {
    const path = settings?.get('target') ?? settings?.get('dst') ?? settings?.get('destination');
    return path === undefined || target.startsWith(path);
  });
}

function finding(at: Finding['at'], path: string, related: NonNullable<Finding['related']>[number]): Finding {
  return {
    at,
    message: `This only hides \`${basename(path).slice(0, 60)}\`: it stays in the layer that it came with`,
    related: [related],
  };
}

/** Packages that one `RUN` installs and a later one removes. */
function* latePackages(stage: Stage): Generator<Finding> {
  const installed = new Map<string, { readonly call: PackageCall; readonly run: RunInstruction }>();
  for (const run of layersOf(stage)) {
    for (const call of packageCalls(run.command)) {
      const { family, action, given } = call;
      if (family !== 'apt' && family !== 'apk' && family !== 'dnf') continue;
      const names = call.packages.flatMap(({ value }) => (value === undefined ? [] : [nameOf(value)]));
      const virtual = family === 'apk' ? given.value('-t', '--virtual') : undefined;
      if (action === 'install') {
        for (const name of virtual === undefined ? names : [virtual]) installed.set(`${family} ${name}`, { call, run });
      } else if (action === 'remove') {
        const late = names.map((name) => installed.get(`${family} ${name}`)).find((each) => each && each.run !== run);
        if (!late) continue;
        yield {
          at: call.head,
          message: 'This only hides the packages: they stay in the layer that installed them',
          related: [{ at: late.call.head, message: 'Installed in this layer' }],
        };
      }
    }
  }
}

function nameOf(text: string): string {
  return text.split(/[=<>~:]/, 1)[0] ?? text;
}

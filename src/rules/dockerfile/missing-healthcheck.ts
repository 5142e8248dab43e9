import { type Fix, rule } from '../../core/rule';
import { insert, textOf } from '../../core/text';
import { SERVERS, type Server, WITHOUT_CHECK } from '../../data/server-images';
import type { DockerBuild } from '../../formats/dockerfile';
import type { Instruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { baseImage } from '../shared/base-image';
import { isCheckedAsService } from '../shared/checked-service';
import { type ImageReference, officialName } from '../shared/image';

export default rule({
  id: 'dockerfile/missing-healthcheck',
  title: 'Service without health check',
  why: [
    'Docker, Compose and Swarm know of a container without health check only that its process exists. A server that hangs, has lost its database or is still starting counts as running: it gets traffic, and nobody restarts it.',
    'Kubernetes takes no notice of `HEALTHCHECK` and wants probes in the manifest; if your images run only there, turn this rule off. Only images that offer a port and start a program are reported, and only on base images that are known to bring no health check; where a Compose file builds the image and checks it, and in files for examples, tests and local development, nothing is said.',
  ],
  severity: 'info',
  practice: 'resilience',
  isForService: true,
  since: '0.1.0',
  fixes: 'template',
  equivalents: ['hadolint:DL3057', 'checkov:CKV_DOCKER_2', 'trivy:DS-0026', 'kics:Healthcheck Instruction Missing'],
  links: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  bad: [
    {
      files: `«FROM node:24-alpine»
WORKDIR /app
COPY . .
EXPOSE 3000
CMD ["node", "server.js"]
`,
      fixed: `FROM node:24-alpine
WORKDIR /app
COPY . .
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \\
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
`,
    },
    {
      title: 'what the stages bring together',
      files: `ARG PORT=8000
FROM python:3.14-slim AS base
ARG PORT
EXPOSE $PORT/tcp
«FROM base»
CMD ["python", "-m", "shop"]
`,
      fixed: `ARG PORT=8000
FROM python:3.14-slim AS base
ARG PORT
EXPOSE $PORT/tcp
FROM base
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \\
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/', timeout=4)"]
CMD ["python", "-m", "shop"]
`,
    },
    {
      title: 'Alpine brings wget, and a static program asks itself',
      files: '«FROM alpine:3.24»\nEXPOSE 80\nENTRYPOINT ["/shop"]\n',
      fixed: `FROM alpine:3.24
EXPOSE 80
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \\
  CMD ["wget", "--quiet", "--spider", "http://127.0.0.1:80/"]
ENTRYPOINT ["/shop"]
`,
    },
    {
      files: '«FROM scratch»\nCOPY shop /\nEXPOSE 8080\nENTRYPOINT ["/shop"]\n',
      fixed: `FROM scratch
COPY shop /
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \\
  CMD ["/healthcheck"]
ENTRYPOINT ["/shop"]
`,
    },
    {
      title: 'a known server is asked in its own way',
      files: '«FROM postgres:18»\nCOPY init.sql /docker-entrypoint-initdb.d/\nEXPOSE 5432\nCMD ["postgres"]\n',
      fixed: `FROM postgres:18
COPY init.sql /docker-entrypoint-initdb.d/
EXPOSE 5432
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \\
  CMD pg_isready --host=127.0.0.1 --username=\${POSTGRES_USER:-postgres}
CMD ["postgres"]
`,
    },
  ],
  good: [
    'FROM node:24\nEXPOSE 3000\nHEALTHCHECK CMD ["node", "check.js"]\nCMD ["node", "server.js"]\n',
    {
      title: 'switched off on purpose',
      files: 'FROM node:24\nEXPOSE 3000\nHEALTHCHECK NONE\nCMD ["node", "server.js"]\n',
    },
    {
      title: 'the service that is built from it brings it',
      files: {
        'web/Dockerfile': 'FROM node:24\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
        'compose.yaml':
          'services:\n  web:\n    build: ./web\n    healthcheck: { test: [CMD, node, check.js] }\n    ports: ["3000:3000"]\n',
      },
    },
    {
      title: 'the stage beneath brings it',
      files: 'FROM node:24 AS base\nHEALTHCHECK CMD ["a"]\nFROM base\nEXPOSE 80\nCMD ["b"]\n',
    },
    { title: 'the base image may bring it', files: 'FROM registry.example.com/base:3\nEXPOSE 80\nCMD ["b"]\n' },
    { title: 'no service: it offers no port', files: 'FROM node:24\nCMD ["node", "job.js"]\n' },
    { title: 'no service: it starts nothing of its own', files: 'FROM node:24\nEXPOSE 3000\n' },
    {
      title: 'not what is shipped',
      files: 'FROM node:24 AS dev\nEXPOSE 3000\nCMD ["npm", "run", "dev"]\nFROM node:24\nCMD ["node", "job.js"]\n',
    },
  ],
  *check(build, { project }) {
    const { file, finalStage } = build;
    if (!finalStage || !isService(finalStage) || mayInheritCheck(finalStage)) return;
    if (isCheckedAsService(file.path, project)) return;
    yield {
      at: finalStage.from.span,
      message: 'Nothing tells whether the service in this image answers: it has no health check',
      fix: fixOf(build, finalStage),
    };
  },
});

function inForce(stage: Stage): readonly Instruction[] {
  return runtimeChain(stage).flatMap(({ instructions }) => instructions);
}

function isService(stage: Stage): boolean {
  const keywords = new Set(inForce(stage).map(({ keyword }) => keyword));
  return keywords.has('EXPOSE') && (keywords.has('CMD') || keywords.has('ENTRYPOINT')) && !keywords.has('HEALTHCHECK');
}

const UNCHECKED: ReadonlySet<string> = new Set([
  ...WITHOUT_CHECK,
  ...SERVERS.flatMap(({ repositories }) => repositories),
]);
const UNCHECKED_REGISTRY = /^(?:gcr\.io\/distroless|mcr\.microsoft\.com\/dotnet)\//;

/** Whether the base image is unknown, or one that brings a health check. */
function mayInheritCheck(stage: Stage): boolean {
  const image = baseImage(stage);
  if (!image) return runtimeChain(stage).at(-1)?.from.image?.text !== 'scratch';
  const isUnchecked =
    image.registry === 'docker.io' ? UNCHECKED.has(image.repository) : UNCHECKED_REGISTRY.test(image.name.text);
  return !isUnchecked;
}

function fixOf({ file, escapeCharacter }: DockerBuild, stage: Stage): Fix {
  const check = `HEALTHCHECK --interval=30s --timeout=5s --start-period=10s ${escapeCharacter}${file.eol}  CMD ${checkOf(stage)}`;
  const start = stage.instructions.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  const last = stage.instructions.at(-1) ?? stage.from;
  const edit = start
    ? insert(file, start.span.start, `${check}${file.eol}`)
    : insert(file, last.span.end, `${file.eol}${check}`);
  return { title: 'Add a health check', edits: [edit] };
}

/** A check that the image can run, with tab stops for what only its author knows. */
function checkOf(stage: Stage): string {
  const image = baseImage(stage);
  const server = SERVERS.find(
    ({ repositories, isTemplate }) => !isTemplate && repositories.includes(image?.repository ?? ''),
  );
  if (server) return serverCheck(server);
  const port = httpPort(inForce(stage));
  return port === undefined
    ? '["${1:/healthcheck}"]'
    : `[${httpCheck(stage, image, `http://127.0.0.1:\${1:${port}}/\${2}`)}]`;
}

/** The check of a known server in the form of a Dockerfile; Compose writes `$$` for a dollar. */
function serverCheck({ test: [form, ...words] }: Server): string {
  const text = form === 'CMD-SHELL' ? words.join(' ') : `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  return text.replaceAll('$$', '$').replace(/[\\$}]/g, '\\$&');
}

/** Ports of servers that speak something else than HTTP. */
const OTHER_PROTOCOLS: ReadonlySet<string> = new Set(
  '21 22 25 53 110 143 389 465 587 636 993 995 1433 1521 1883 2049 2181 3306 3389 5222 5432 5671 5672 6379 8883 9000 9042 9092 11211 11300 27017 50051'.split(
    ' ',
  ),
);

/** The first port on which HTTP may be spoken; 8080 where no number is known. */
function httpPort(instructions: readonly Instruction[]): string | undefined {
  const exposed = instructions.flatMap((each) => (each.keyword === 'EXPOSE' ? each.ports : []));
  const ports = exposed.flatMap(({ text }) => /^(\d+)(?:-\d+)?(?:\/tcp)?$/i.exec(text ?? '')?.[1] ?? []);
  if (ports.length === 0 && exposed.some(({ text }) => text === undefined)) return '8080';
  return ports.find((port) => !OTHER_PROTOCOLS.has(port));
}

function httpCheck(stage: Stage, image: ImageReference | undefined, url: string): string {
  const name = image && officialName(image);
  if (name === 'node') {
    return `"node", "-e", "fetch('${url}').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"`;
  }
  if (name === 'python') return `"python", "-c", "import urllib.request as r; r.urlopen('${url}', timeout=4)"`;
  if (name === 'alpine' || name === 'busybox' || /(?:^|-)alpine/.test(image?.tag?.text ?? '')) {
    return `"wget", "--quiet", "--spider", "${url}"`;
  }
  const hasCurl = inForce(stage).some((each) => each.keyword === 'RUN' && /\bcurl\b/.test(textOf(each.span)));
  return hasCurl || name === 'nginx' ? `"curl", "--fail", "--silent", "${url}"` : '"${1:/healthcheck}"';
}

import { type Fix, rule } from '../../core/rule';
import { insert, textOf } from '../../core/text';
import { SERVERS, WITHOUT_CHECK } from '../../data/server-images';
import type { DockerBuild } from '../../formats/dockerfile';
import type { Instruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import { baseImage } from '../shared/base-image';
import { type ImageReference, officialName } from '../shared/image';

export default rule({
  id: 'dockerfile/missing-healthcheck',
  title: 'Service without health check',
  why: [
    'Docker, Compose and Swarm know of a container without health check only that its process exists. A server that hangs, has lost its database or is still starting counts as running: it gets traffic, and nobody restarts it.',
    'Kubernetes takes no notice of `HEALTHCHECK` and wants probes in the manifest; if your images run only there, turn this rule off. Only images that offer a port and start a program are reported, and only on base images that are known to bring no health check.',
  ],
  severity: 'info',
  practice: 'resilience',
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
  ],
  good: [
    'FROM node:24\nEXPOSE 3000\nHEALTHCHECK CMD ["node", "check.js"]\nCMD ["node", "server.js"]\n',
    {
      title: 'switched off on purpose',
      files: 'FROM node:24\nEXPOSE 3000\nHEALTHCHECK NONE\nCMD ["node", "server.js"]\n',
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
  *check(build) {
    const { finalStage } = build;
    if (!finalStage || !isService(finalStage) || mayInheritCheck(finalStage)) return;
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

function fixOf({ file, escapeCharacter }: DockerBuild, stage: Stage): Fix | undefined {
  const instructions = inForce(stage);
  const ports = instructions.flatMap((each) => (each.keyword === 'EXPOSE' ? each.ports : []));
  const port = ports.map(({ text }) => /^\d+/.exec(text ?? '')?.[0]).find((number) => number !== undefined) ?? '8080';
  const command = checkOf(baseImage(stage), port, instructions);
  const text = `HEALTHCHECK --interval=30s --timeout=5s --start-period=10s ${escapeCharacter}${file.eol}  CMD [${command}]`;
  const start = stage.instructions.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  const last = stage.instructions.at(-1) ?? stage.from;
  return {
    title: 'Add a health check',
    edits: [
      start ? insert(file, start.span.start, `${text}${file.eol}`) : insert(file, last.span.end, `${file.eol}${text}`),
    ],
  };
}

/** The words of a check that the image can run, with tab stops for port and path. */
function checkOf(image: ImageReference | undefined, port: string, instructions: readonly Instruction[]): string {
  const url = `http://127.0.0.1:\${1:${port}}/\${2}`;
  const name = image && officialName(image);
  if (name === 'node') {
    return `"node", "-e", "fetch('${url}').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"`;
  }
  if (name === 'python') return `"python", "-c", "import urllib.request as r; r.urlopen('${url}', timeout=4)"`;
  if (name === 'alpine' || name === 'busybox' || /(?:^|-)alpine/.test(image?.tag?.text ?? '')) {
    return `"wget", "--quiet", "--spider", "${url}"`;
  }
  const installs = instructions.some((each) => each.keyword === 'RUN' && /\bcurl\b/.test(textOf(each.span)));
  return installs || name === 'nginx' ? `"curl", "--fail", "--silent", "${url}"` : '"${1:/healthcheck}"';
}

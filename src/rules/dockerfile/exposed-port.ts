import { type Finding, rule } from '../../core/rule';
import { remove, replace, type Span, textOf } from '../../core/text';
import type { ExposeInstruction, Stage } from '../../formats/dockerfile/model';
import { runtimeChain } from '../../formats/dockerfile/parse';
import type { Value } from '../../formats/dockerfile/value';

export default rule({
  id: 'dockerfile/exposed-port',
  title: 'EXPOSE of what is no port, or of SSH',
  why: [
    '`EXPOSE` takes ports of the container: numbers from 1 to 65535, each with `/udp` or `/sctp` where it is not TCP. Anything else makes the build fail. Ports of the host are not its business: `docker run -p` and Compose map those, and `8080:80` exposes just 80.',
    'Port 22 means an SSH server within the image, with keys and updates of its own to look after. Nothing needs it: `docker exec` and `kubectl exec` give a shell, under the control of those who may use them. Images whose program is that server are not reported.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: ['safe', 'suggested'],
  equivalents: [
    'hadolint:DL3011',
    'buildkit:ExposeInvalidFormat',
    'buildkit:ExposeProtoCasing',
    'kics:Exposing Port 22 (SSH)',
    'kics:UNIX Ports Out Of Range',
    'checkov:CKV_DOCKER_1',
    'trivy:DS-0004',
    'trivy:DS-0008',
    'semgrep:invalid-port',
  ],
  links: ['https://docs.docker.com/reference/dockerfile/#expose'],
  bad: [
    { files: 'FROM debian:13\nEXPOSE «80000» 443 «0» «http» «90-80» «53/dns» «80,443»\n' },
    {
      title: 'ports of the host; capitals',
      files: 'FROM debian:13\nEXPOSE «8080:80» «127.0.0.1:53:53/udp»\nEXPOSE «443/TCP»\n',
      fixed: 'FROM debian:13\nEXPOSE 80 53/udp\nEXPOSE 443/tcp\n',
    },
    {
      title: 'SSH',
      files: 'FROM node:24\nEXPOSE 80 «22»\nEXPOSE «22/tcp»\nCMD ["node", "server.js"]\n',
      fixed: 'FROM node:24\nEXPOSE 80\nCMD ["node", "server.js"]\n',
    },
  ],
  good: [
    'FROM debian:13\nEXPOSE 80 443/tcp 53/udp 3000-3010 65535/sctp\n',
    { title: 'not known', files: 'FROM debian:13\nARG PORT\nEXPOSE $PORT ${PORT}/udp\n' },
    { title: 'the program is an SSH server', files: 'FROM debian:13\nEXPOSE 22\nCMD ["/usr/sbin/sshd", "-D"]\n' },
    {
      title: 'a server of Git',
      files: 'FROM alpine:3.24\nEXPOSE 22 3000\nCOPY gitea /app/gitea/gitea\nENTRYPOINT ["/entrypoint"]\n',
    },
    { title: 'not this port', files: 'FROM debian:13\nEXPOSE 2222 22/udp\n' },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'EXPOSE') continue;
        for (const port of instruction.ports) yield* findingOf(port, instruction, stage);
      }
    }
  },
});

const PORT = /^(\d{1,9})(?:-(\d{1,9}))?(?:\/([^/]*))?$/;

function* findingOf(port: Value, instruction: ExposeInstruction, stage: Stage): Iterable<Finding> {
  const { text, span: at } = port;
  if (text === undefined) return;
  const own = text.slice(text.lastIndexOf(':') + 1);
  const [, first, last, protocol] = PORT.exec(own) ?? [];
  const numbers = [Number(first), Number(last ?? first)] as const;
  const shown = text.slice(0, 40);
  if (first === undefined) yield { at, message: `\`${shown}\` is no port; EXPOSE takes numbers from 1 to 65535` };
  else if (numbers.some((number) => number < 1 || number > 65_535)) {
    yield { at, message: `\`${shown}\` is out of range; ports go from 1 to 65535` };
  } else if (numbers[0] > numbers[1]) yield { at, message: `The range \`${shown}\` ends before it begins` };
  else if (protocol !== undefined && !/^(?:tcp|udp|sctp)$/i.test(protocol)) {
    yield { at, message: `\`${protocol.slice(0, 40)}\` is no protocol of EXPOSE: there are tcp, udp and sctp` };
  } else if (own !== text) {
    const message = `EXPOSE knows no ports of the host; this exposes ${own}, and \`docker run -p\` maps it`;
    yield { at, message, severity: 'warning', fix: write(port, own.toLowerCase()) };
  } else if (protocol !== undefined && protocol !== protocol.toLowerCase()) {
    yield {
      at,
      message: 'Protocols of EXPOSE are written in small letters',
      severity: 'info',
      fix: write(port, own.toLowerCase()),
    };
  } else if (first === '22' && last === undefined && protocol !== 'udp' && !runsSsh(stage)) {
    const message = 'Port 22 is for SSH, which no container needs; use `docker exec` or `kubectl exec`';
    const edits = [remove(withBlanks(at, instruction))];
    yield { at, message, severity: 'warning', fix: { title: 'Do not expose SSH', kind: 'suggested', edits } };
  }
}

function write({ span, text }: Value, port: string) {
  if (textOf(span) !== text) return undefined;
  return { title: `Use ${port}`, kind: 'safe', edits: [replace(span, port)] } as const;
}

/** The port with the blanks before it, or the whole instruction where nothing else is in it. */
function withBlanks(at: Span, { ports, span }: ExposeInstruction): Span {
  if (ports.length === 1) return span;
  let { start } = at;
  while (start > span.start && /[ \t]/.test(at.file.text.charAt(start - 1))) start--;
  return { ...at, start };
}

const SSH_SERVER = /sshd|dropbear|sftp|gitea|forgejo|gogs|gitlab|gerrit|bastion/i;

/** Whether the image is there to be reached by SSH, as far as its names tell; that the server is installed tells nothing. */
function runsSsh(stage: Stage): boolean {
  return runtimeChain(stage).some(({ from, instructions }) =>
    [from, ...instructions].some(({ keyword, span }) => keyword !== 'RUN' && SSH_SERVER.test(textOf(span))),
  );
}

import { type Finding, rule } from '../../core/rule';
import type { Span } from '../../core/text';
import type { Service } from '../../formats/compose/model';
import { imageOf } from '../shared/service-image';
import { isYes, writtenUnder } from '../shared/service-keys';

/** The sockets of engines that run as root, also as written for Windows, with two slashes. */
const SOCKET =
  /^\/{1,2}(?:var\/)?run\/(?:docker\.sock|podman\/podman\.sock|containerd\/containerd\.sock|crio\/crio\.sock)$/;

/** The same on Windows. */
const PIPE = /^(?:npipe:)?(?:\/{2,4}|\\{2})\.[\\/]pipe[\\/]docker_engine$/;

/** Made to stand between the socket and the others: they are the remedy. */
const PROXY = /(?:^|\/)(?:docker-)?socket-?proxy$/;

/** What such a service is for is to create and to change containers; a proxy that forbids that makes it useless. */
const MANAGER =
  /(?:^|\/)(?:docker|portainer(?:-ce|-ee)?|watchtower|dockge|komodo-periphery|docker-autoheal|autoheal|ouroboros|swarmpit|yacht|(?:gitlab|act|forgejo)[-_]runner|drone-runner-docker|woodpecker-agent)$/;

export default rule({
  id: 'compose/docker-socket-mounted',
  title: 'Docker socket in a container',
  why: [
    'Whoever can talk to the Docker socket can start a privileged container with the host’s disk in it: the socket is root on the host. Mounting it read-only (`:ro`) changes nothing, for requests are written into it all the same.',
    'A service that only needs to see containers, such as a reverse proxy, a dashboard or a log shipper, should ask a socket proxy that lets nothing but those requests through. Of services that manage containers there should be one, well kept; it is mentioned as advice.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  equivalents: ['kics:Docker Socket Mounted In Container', 'semgrep:exposing-docker-socket-volume'],
  links: [
    'https://docs.docker.com/engine/security/protect-access/',
    'https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html',
  ],
  bad: [
    {
      files: `services:
  proxy:
    image: traefik:v3.5
    volumes:
      - «/var/run/docker.sock»:/var/run/docker.sock:ro
`,
    },
    {
      files: `services:
  ci:
    image: example/runner:1.0
    volumes:
      - type: bind
        source: «/var/run/docker.sock»
        target: /var/run/docker.sock
      - "\${DOCKER_SOCKET:-«/run/podman/podman.sock»}:/var/run/podman.sock"
`,
    },
    {
      title: 'what Compose mounts itself, with the keys to the registries; Windows',
      files: `services:
  agent:
    image: example/agent:1.4
    «use_api_socket: true»
  ci:
    image: example/runner:1.0
    volumes:
      - type: npipe
        source: «//./pipe/docker_engine»
        target: //./pipe/docker_engine
`,
    },
  ],
  good: [
    {
      title: 'a socket proxy is the remedy',
      files: `services:
  docker-proxy:
    image: tecnativa/docker-socket-proxy:0.4.1
    environment:
      CONTAINERS: 1
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
  proxy:
    image: traefik:v3.5
    command: --providers.docker.endpoint=tcp://docker-proxy:2375
`,
    },
    {
      title: 'the socket of a daemon without root rights',
      files: `services:
  dashboard:
    image: example/dashboard:1.0
    volumes:
      - /run/user/1000/docker.sock:/var/run/docker.sock
`,
    },
    {
      title: 'only the environment knows what is mounted',
      files: `services:
  dashboard:
    image: example/dashboard:1.0
    volumes:
      - \${SOCKET}:/var/run/docker.sock
`,
    },
    `services:
  web:
    image: example/web:1.0
    volumes:
      - ./docker.sock.md:/usr/share/doc/docker.sock.md
`,
  ],
  *check({ services }) {
    const seen = new Set<unknown>();
    for (const service of services) {
      for (const { node, source } of service.mounts) {
        if (!source || !(SOCKET.test(source.text) || PIPE.test(source.text)) || seen.has(node)) continue;
        seen.add(node);
        const repository = imageOf(service)?.repository ?? '';
        if (PROXY.test(repository) || service.isOverruled('volumes')) continue;
        yield finding(source.at, service);
      }
    }
    for (const { service, pair } of writtenUnder(services, 'use_api_socket'))
      if (isYes(pair)) yield finding(pair, service);
  },
});

function finding(at: Span, service: Service): Finding {
  return {
    at,
    message: `Through this socket \`${service.name}\` can do anything on the host, as root`,
    address: `services.${service.name}`,
    severity: MANAGER.test(imageOf(service)?.repository ?? '') ? 'info' : undefined,
  };
}

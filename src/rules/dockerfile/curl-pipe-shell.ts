import { rule } from '../../core/rule';
import { withTriggers } from '../../formats/dockerfile/triggers';
import { downloadedPrograms } from '../shared/download-and-run';

export default rule({
  id: 'dockerfile/curl-pipe-shell',
  title: 'Program run as it comes over the network',
  why: [
    'Whatever the server answers that day becomes part of the image, with all rights of the build. Nobody has seen it, nobody can tell later what it was, and two builds of one commit may differ. When the site, its domain or its storage is taken over, the next build runs what the attacker wrote. A connection that breaks off leaves half a program that has run.',
    'Better: install the package of the distribution or a released file of a fixed version, and compare its checksum with the one in your repository before you run it: `ADD --checksum=sha256:… https://… /tmp/install.sh`.',
    'Over plain `http:` it is an error: anyone on the way can answer.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  links: [
    'https://docs.docker.com/reference/dockerfile/#add---checksum',
    'https://cheatsheetseries.owasp.org/cheatsheets/Software_Supply_Chain_Security_Cheat_Sheet.html',
  ],
  bad: [
    { files: 'FROM node:24\nRUN «curl -fsSL https://example.com/install.sh | bash»\n' },
    {
      files: `FROM debian:13
RUN apt-get update \\
 && apt-get install -y --no-install-recommends curl \\
 && «curl -fsSL https://deb.example.com/setup_24.x \\
    | sudo -E bash -» \\
 && apt-get install -y nodejs \\
 && rm -rf /var/lib/apt/lists/*
`,
    },
    {
      title: 'in other words',
      files: `FROM python:3.14
RUN «sh -c "$(curl -fsSL https://example.com/install.sh)" "" --unattended»
RUN «bash <(wget -qO- https://example.com/install.sh)»
RUN «eval "$(curl https://example.com/env)"»
RUN «curl -sSL https://install.example.org | python3 -»
RUN «curl -sS https://example.org/installer | php -- --install-dir=/usr/bin»
RUN «wget -O - "https://example.com/\${VERSION}.sh.gz" | gunzip | sh -s -- --yes»
`,
    },
    {
      title: 'over plain HTTP: an error',
      files: 'FROM alpine:3.24\nRUN «wget -qO- http://example.com/install.sh | sh»\n',
    },
  ],
  good: [
    {
      title: 'the checksum is compared first',
      files: `FROM alpine:3.24
RUN wget -O /tmp/install.sh https://example.com/install-1.2.sh \\
 && echo "0123456789abcdef  /tmp/install.sh" | sha256sum -c \\
 && sh /tmp/install.sh
`,
    },
    {
      title: 'what is fetched is data',
      files: `FROM python:3.14
RUN curl https://example.com/a.json | python3 -m json.tool && curl https://example.com/a.json | python -c 'import sys'
RUN curl https://example.com/list | sh -c 'while read -r x; do echo "$x"; done'
RUN curl https://example.com/a.tar.gz | tar -xz -C /opt
RUN sh /opt/install.sh "$(curl https://example.com/version)"
`,
    },
    {
      title: 'what is fetched goes into a file, and the shell gets nothing',
      files: `FROM alpine:3.24
RUN curl -fsSLo /usr/bin/tool https://example.com/tool | sh
RUN wget https://example.com/tool | sh
`,
    },
    { title: 'from this machine', files: 'FROM alpine:3.24\nRUN wget -qO- http://localhost:8080/setup | sh\n' },
    { title: 'only said', files: 'FROM alpine:3.24\nRUN echo "curl https://example.com | sh"\n' },
    { title: 'a script of our own', files: 'FROM alpine:3.24\nCOPY install.sh /tmp/\nRUN cat /tmp/install.sh | sh\n' },
  ],
  *check({ stages }) {
    for (const { instructions } of stages) {
      for (const instruction of withTriggers(instructions)) {
        if (instruction.keyword !== 'RUN') continue;
        for (const { download, runner, url } of downloadedPrograms(instruction.command.commands)) {
          const start = Math.min(download.span.start, runner.span.start);
          const isPlain = url?.startsWith('http://') ?? false;
          yield {
            at: { ...runner.span, start },
            message: isPlain
              ? 'This runs whatever anyone on the way to the server answers'
              : 'This runs whatever the server answers on the day of the build',
            ...(isPlain && { severity: 'error' }),
          };
        }
      }
    }
  },
});

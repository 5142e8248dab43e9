import { rule } from '../../core/rule';
import { textOf } from '../../core/text';

export default rule({
  id: 'dockerfile/docker-socket-volume',
  title: 'Docker’s socket declared as a volume',
  why: [
    'Whoever may write to Docker’s socket is root on the host. A `VOLUME` for it does not mount it, it makes an anonymous volume where the socket should be; but it tells everybody who runs the image to hand it over, and shows that the program inside wants control of the host.',
    'Let the program talk to a proxy of the API that allows only what it needs, or to a builder without root.',
  ],
  severity: 'warning',
  practice: 'access',
  since: '0.1.0',
  equivalents: ['semgrep:dockerd-socket-mount'],
  links: ['https://docs.docker.com/engine/security/#docker-daemon-attack-surface'],
  bad: [
    { files: 'FROM alpine:3.24\nVOLUME «/var/run/docker.sock»\n' },
    { title: 'as an array, among others', files: 'FROM alpine:3.24\nVOLUME ["/data", "«/run/docker.sock»"]\n' },
  ],
  good: [
    'FROM alpine:3.24\nVOLUME /data\n',
    {
      title: 'only spoken of',
      files: 'FROM alpine:3.24\n# run with -v /var/run/docker.sock:/var/run/docker.sock\nCMD ["agent"]\n',
    },
    { title: 'a name that is only like it', files: 'FROM alpine:3.24\nVOLUME /var/run/docker.sock.d\n' },
  ],
  *check({ stages }) {
    for (const { instructions } of stages)
      for (const { keyword, span } of instructions) {
        if (keyword !== 'VOLUME') continue;
        for (const { 0: path, index } of textOf(span).matchAll(/\/(?:var\/)?run\/docker\.sock(?=["'\s\]]|$)/g))
          yield {
            at: span.file.span(span.start + index, span.start + index + path.length),
            message: `Whoever gets \`${path}\` controls the host; use a proxy that allows only what is needed`,
          };
      }
  },
});

import { rule } from '../../core/rule';

export default rule({
  id: 'dockerfile/system-workdir',
  title: 'Work folder among the files of the system',
  why: [
    'A program whose folder is `/etc`, `/usr/bin` or `/lib` mixes its files with those of the distribution: an update of a package may replace one of yours, and a `COPY . .` one of the system’s. A folder of its own, such as `/app`, can also be given to another user as a whole.',
    'Contested where the image exists to change the system: off until it is asked for.',
  ],
  severity: 'info',
  practice: 'containers',
  preset: 'all',
  since: '0.1.0',
  equivalents: ['trivy:DS-0030'],
  links: ['https://docs.docker.com/build/building/best-practices/#workdir'],
  bad: [
    { files: 'FROM debian:13\nWORKDIR «/etc»\nCOPY . .\n' },
    { files: 'FROM debian:13 AS a\nWORKDIR «/usr/bin/»\nFROM a\nWORKDIR «"/lib"»\n' },
  ],
  good: [
    'FROM debian:13\nWORKDIR /app\n',
    { title: 'a folder within', files: 'FROM debian:13\nWORKDIR /usr/src/app\nWORKDIR /etc/nginx\nWORKDIR /var/www\n' },
    { title: 'not known', files: 'FROM debian:13\nARG DIR\nWORKDIR $DIR\n' },
  ],
  *check({ stages }) {
    for (const { instructions } of stages) {
      for (const instruction of instructions) {
        if (instruction.keyword !== 'WORKDIR') continue;
        const path = instruction.path.text?.replace(/\/$/, '');
        if (path === undefined || !SYSTEM_FOLDER.test(path)) continue;
        yield {
          at: instruction.path.span,
          message: `\`${path}\` belongs to the system; use a folder of its own, such as /app`,
        };
      }
    }
  },
});

const SYSTEM_FOLDER = /^\/(?:bin|boot|dev|etc|lib|lib64|proc|run|sbin|sys|usr|usr\/(?:bin|lib|sbin)|var)$/;

import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'names from the address',
      files: 'FROM debian:13\nRUN cd /opt && wget https://example.com/a.tgz\nWORKDIR /srv\nRUN wget -q https://example.com/b-1.2.zip\nRUN unzip b-1.2.zip && «rm b-1.2.zip» && rm /opt/a.tgz\n',
    },
    {
      title: 'packages of Red Hat and Debian',
      files: 'FROM fedora:44\nRUN dnf install -y gcc\nRUN make && «dnf remove» -y gcc\nRUN apt-get install -y g++=4 && true\nRUN «apt-get purge» -y g++\n',
    },
  ],
  good: [
    {
      title: 'mounts keep nothing',
      files: 'FROM debian:13\nRUN --mount=type=cache,target=/tmp/d curl -o /tmp/d/a.tgz https://example.com/a.tgz\nRUN rm /tmp/d/a.tgz\n',
    },
    {
      title: 'not known where it goes',
      files: 'FROM debian:13\nARG D\nRUN curl -o $D/a.tgz https://example.com/a.tgz && curl -o - https://example.com/b.tgz > /dev/null\nRUN rm -rf /a.tgz /b.tgz\n',
    },
    { title: 'what the base image brought', files: 'FROM debian:13\nRUN apt-get purge -y perl && rm -rf /usr/share/doc\n' },
  ],
} satisfies Cases;

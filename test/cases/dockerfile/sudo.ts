import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'in a list, a substitution and a script',
      files: 'FROM debian:13\nRUN (cd /a && «sudo» make install); sh -c "sudo -n ls"\n',
      fixed: 'FROM debian:13\nRUN (cd /a && make install); sh -c "ls"\n',
    },
    { title: 'without a shell', files: 'FROM debian:13\nRUN «["sudo", "ls"]»\n' },
    {
      title: 'back to root, and away from it',
      files: 'FROM debian:13\nUSER app\nRUN «sudo» ls\nUSER root\nRUN ls\nUSER app\nRUN sudo id\n',
    },
  ],
} satisfies Cases;

import type { Cases } from '../../support/cases';

export default {
  bad: [
    { title: 'formats of printf, lines of echo', files: "FROM debian:13\nRUN printf '«tulip\\ntulip»' | passwd app && echo -e \"«a\\na»\" | smbpasswd -s -a app\n" },
    { title: 'without a shell', files: 'FROM debian:13\nRUN ["htpasswd", "-bc", "/a", "app", "«tulip»"]\n' },
  ],
  good: [
    { title: 'a variable of the build is a matter of dockerfile/secret-in-arg-or-env', files: 'FROM debian:13\nARG PASSWORD=tulip\nRUN echo "app:$PASSWORD" | chpasswd && htpasswd -b /a app $PASSWORD\n' },
    { title: 'a secret anywhere is a matter of secrets/hardcoded-secret', files: 'FROM debian:13\nRUN sshpass -p "$(cat /run/secrets/a)" ssh a.example\n' },
  ],
} satisfies Cases;

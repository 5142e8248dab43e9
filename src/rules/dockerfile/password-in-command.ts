import { rule } from '../../core/rule';
import { contains } from '../../core/text';
import { givenPasswords } from '../shared/given-passwords';
import { runsOf } from '../shared/run-instructions';
import { findSecrets } from '../shared/secrets/find';

export default rule({
  id: 'dockerfile/password-in-command',
  title: 'Password set by a command',
  why: [
    'The command stands in the history of the image and in the repository, and the password is in force in every container: whoever can read either may log in wherever such a container runs. A password that everybody knows, such as `root:root`, needs not even be read.',
    'A container rarely needs a password at all: `docker exec` asks for none, and ssh works with keys. What needs one gets it when it starts, or from `RUN --mount=type=secret`.',
  ],
  severity: 'warning',
  practice: 'secrets',
  since: '0.1.0',
  equivalents: ['checkov:CKV2_DOCKER_17'],
  links: ['https://docs.docker.com/build/building/secrets/', 'https://man7.org/linux/man-pages/man8/chpasswd.8.html'],
  bad: [
    {
      files:
        'FROM debian:13\nRUN useradd app && echo \'app:«tulip»\' | chpasswd\nRUN echo "root:«root»" | chpasswd && echo admin:«s3cret» | sudo chpasswd\n',
    },
    {
      title: 'other ways in',
      files: `FROM debian:13
RUN echo «welcome» | passwd --stdin app && htpasswd -bc /etc/users admin «letmein»
RUN chpasswd <<< 'root:«toor»' && sshpass -p «hunter» ssh a.example true
RUN x11vnc -storepasswd «1234» /etc/vnc && useradd -p "$(openssl passwd -6 «docker»)" app
`,
    },
  ],
  good: [
    {
      title: 'given at build or at start',
      files: `FROM debian:13
RUN --mount=type=secret,id=root,env=ROOT echo "root:$ROOT" | chpasswd
RUN echo "root:$(cat /run/secrets/root)" | chpasswd && htpasswd -B /etc/users admin && openssl passwd -6 -stdin < /run/p
`,
    },
    {
      title: 'locked, or made up',
      files:
        'FROM debian:13\nRUN passwd -l root && usermod -p "*" app && echo "app:$(head -c 20 /dev/urandom | base64)" | chpasswd && echo "root:" | chpasswd\n',
    },
    { title: 'only encrypted', files: "FROM debian:13\nRUN echo 'app:$6$salt$hash' | chpasswd -e\n" },
    {
      title: 'nothing is set',
      files: 'FROM debian:13\nRUN echo "root:root" > /etc/hint && echo user:group | xargs chown && htpasswd -v /a b\n',
    },
  ],
  *check({ file, stages }, { project, today }) {
    const passwords = stages.flatMap((stage) =>
      [...runsOf(stage)].flatMap(({ command }) => [...givenPasswords(command.commands)]),
    );
    const document = passwords.length > 0 ? project.open('secrets', file.path) : undefined;
    // Those that look like secrets anywhere are a matter of secrets/hardcoded-secret.
    const known = document ? findSecrets(document, today).map(({ at }) => at) : [];
    for (const { at, program } of passwords) {
      if (known.some((each) => contains(each, at) || contains(at, each))) continue;
      yield {
        at,
        message: `Everybody who can read the image knows the password that \`${program}\` sets here`,
        secret: true,
      };
    }
  },
});

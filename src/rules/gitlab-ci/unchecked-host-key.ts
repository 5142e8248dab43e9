import { rule } from '../../core/rule';
import { linesIn } from '../shared/gitlab-scripts';

const OFF = /^(?:-o)?[ ]?StrictHostKeyChecking[= ](?:no|off|accept-new)$/i;
const TEXT = /StrictHostKeyChecking[ =](?:no|off)\b/i;

export default rule({
  id: 'gitlab-ci/unchecked-host-key',
  title: 'Server that is not asked who it is',
  why: [
    'A job starts with an empty list of known hosts, so with `StrictHostKeyChecking=no` it talks to whoever answers under that name, each time anew. Who stands between gets what is deployed, can change it, and can hand the connection on to the real server with the agent’s key.',
    'Keep the key of the host in a variable of type file, `SSH_KNOWN_HOSTS`, and copy it to `~/.ssh/known_hosts`. `ssh-keyscan` within the job asks the same stranger.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://docs.gitlab.com/ci/jobs/ssh_keys/#verifying-the-ssh-host-keys'],
  bad: [
    {
      files:
        'deploy:\n  script:\n    - ssh -o «StrictHostKeyChecking=no» deploy@example.com ./deploy.sh\n    - scp «-oStrictHostKeyChecking=no» -r dist deploy@example.com:/srv\n',
    },
    {
      title: 'for all connections of the job',
      files:
        'deploy:\n  before_script:\n    - mkdir -p ~/.ssh\n    - echo «"Host *\\n\\tStrictHostKeyChecking no\\n"» >> ~/.ssh/config\n  script:\n    - ssh deploy@example.com ./deploy.sh\n',
    },
  ],
  good: [
    'deploy:\n  script:\n    - cp "$SSH_KNOWN_HOSTS" ~/.ssh/known_hosts\n    - ssh -o StrictHostKeyChecking=yes deploy@example.com ./deploy.sh\n',
    {
      title: 'a machine that the job has made',
      files: 'test:\n  script:\n    - ssh -p 2222 -o StrictHostKeyChecking=no root@localhost true\n',
    },
    { title: 'only said', files: 'help:\n  script:\n    - printf "never use StrictHostKeyChecking=nothing"\n' },
  ],
  *check(model) {
    for (const { shell } of linesIn(model)) {
      for (const { name, words, redirects } of shell.commands) {
        if (name === undefined || words.some(({ prefix }) => /@?(?:localhost|127\.0\.0\.1)\b/.test(prefix))) continue;
        const isWriter =
          /^(?:echo|printf|tee|cat)$/.test(name) && redirects.some(({ operator }) => operator.startsWith('>'));
        const isClient = /^(?:ssh|scp|sftp|rsync|git|ansible.*|ssh-copy-id|sshpass|autossh|export)$/.test(name);
        for (const word of words.slice(1)) {
          const text = word.prefix;
          const isOff = isClient ? OFF.test(text) && !/accept-new/i.test(text) : isWriter && TEXT.test(text);
          if (isOff || (isClient && /\s/.test(text) && TEXT.test(text)))
            yield {
              at: word.span,
              message:
                'This talks to whoever answers: put the key of the host into `known_hosts`, and leave the check on',
            };
        }
      }
    }
  },
});

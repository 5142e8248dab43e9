import { rule } from '../../core/rule';
import { readArguments } from '../../formats/shell/options';
import { runsOf } from '../shared/run-instructions';
import { addOption } from '../shared/shell-edit';

export default rule({
  id: 'dockerfile/large-user-id',
  title: 'User with a large number and an entry in the log of logins',
  why: [
    '`useradd` writes to `/var/log/lastlog` and `/var/log/faillog`, at an offset that grows with the number of the user: some 300 bytes for each number below. The files are sparse on a disk but not in a layer, so a user with the number 1000000000 makes an image of hundreds of gigabytes, or a build that never ends.',
    '`--no-log-init` leaves the logs alone; a container has no use for them.',
  ],
  severity: 'warning',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'safe',
  equivalents: ['hadolint:DL3046'],
  links: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'https://man7.org/linux/man-pages/man8/useradd.8.html',
  ],
  bad: [
    {
      files: 'FROM debian:13\nRUN «useradd» -m -u 1000660000 app\n',
      fixed: 'FROM debian:13\nRUN useradd --no-log-init -m -u 1000660000 app\n',
    },
    {
      title: 'in other words',
      files:
        'FROM debian:13\nARG UID=500000\nRUN groupadd app && «/usr/sbin/useradd» --uid=$UID app\nRUN [«"useradd"», "--uid", "200000", "app"]\n',
      fixed:
        'FROM debian:13\nARG UID=500000\nRUN groupadd app && /usr/sbin/useradd --no-log-init --uid=$UID app\nRUN ["useradd", "--no-log-init", "--uid", "200000", "app"]\n',
    },
  ],
  good: [
    'FROM debian:13\nRUN useradd -l -u 1000660000 app && useradd --no-log-init --uid 1000660000 web && useradd -rlmu 1000660000 db\n',
    'FROM debian:13\nRUN useradd -u 10001 app && useradd -u 65532 web && useradd db\n',
    {
      title: 'not known',
      files: 'FROM debian:13\nARG UID\nRUN useradd -u $UID app && useradd $OPTIONS -u 1000660000 app\n',
    },
    {
      title: 'Alpine has no such log',
      files: 'FROM alpine:3.24\nRUN adduser -D -u 1000660000 app && echo useradd -u 1000660000 app\n',
    },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      for (const { command } of runsOf(stage)) {
        for (const each of command.commands) {
          if (each.name !== 'useradd') continue;
          const [program] = each.words;
          const given = readArguments(each, VALUED);
          const uid = given.value('-u', '--uid');
          if (!program || !isLarge(uid) || given.mayHoldMore || given.has('-l', '--no-log-init')) continue;
          yield {
            at: program.span,
            message: `For user ${uid} this writes logs of many megabytes into the image; add \`--no-log-init\``,
            fix: { title: 'Add --no-log-init', edits: [addOption(program, '--no-log-init')] },
          };
        }
      }
    }
  },
});

const VALUED =
  '-u --uid -g --gid -G --groups -d --home-dir -b --base-dir -s --shell -c --comment -p --password -k --skel -e --expiredate -f --inactive -K --key -R --root -P --prefix'.split(
    ' ',
  );

/** From here on the logs take more than 30 megabytes. */
const LARGE = 100_000;

function isLarge(uid: string | undefined): boolean {
  return uid !== undefined && /^\d{1,10}$/.test(uid) && Number(uid) >= LARGE;
}

import { basename } from '../../core/path';
import type { Project } from '../../core/project';
import { textOf } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { Stage } from '../../formats/dockerfile/model';
import { commandsInForce, isBareShell, wordsIn } from './command-in-force';
import { scriptInImage } from './script-in-image';

/** What changes the user, once root has done what only root may do. */
const CHANGES_USER =
  /\b(?:gosu|su-exec|setpriv|setuidgid|s6-setuidgid|s6-overlay|s6-svscan|runuser|chpst|fixuid|with-contenv)\b/;
const CHANGES_USER_IN_SCRIPT = new RegExp(
  `${CHANGES_USER.source}|\\bsu (?:-|[a-z"$])|\\bsudo (?:-\\w+ )*-u\\b|\\bchroot --userspec|--user[= ]`,
);

/** Servers that start as root and hand over to users of their own; `supervisord` and `init` start each program as its own. */
const SERVERS =
  /^(?:apache2(?:ctl|-foreground)?|apachectl|chronyd|cron|crond|dnsmasq|dockerd(?:-entrypoint\.sh)?|dovecot|haproxy|httpd(?:-foreground)?|init|mysqld(?:_safe)?|named|nginx|openresty|php-fpm[\d.]*|postfix|runsvdir|s6-svscan|slapd|smbd|sshd|squid|supervisord|systemd|unbound|vsftpd|my_init|tini-init)$/;

const SCRIPT = /\.(?:ba)?sh$|entry-?point/;
/** Names of scripts that mean something else as an argument: `npm start`, `airflow init`. */
const SCRIPT_AS_PROGRAM = /^(?:start|run|init|boot)(?:[-_.].*)?$/;

/**
 * Whether a container that starts as root changes to another user by itself: `unknown` where it runs a script that can't be
 * found, `nothing` where the stages name nothing to run, or just a shell to work in.
 */
export function privilegeDrop(
  chain: readonly Stage[],
  build: DockerBuild,
  project: Project,
): 'yes' | 'no' | 'unknown' | 'nothing' {
  const commands = commandsInForce(chain).map(({ command }) => command);
  const words = commands.flatMap(wordsIn);
  if (commands.length === 0 || isBareShell(words)) return 'nothing';
  if (chain.some(({ instructions }) => instructions.some(({ span }) => CHANGES_USER.test(textOf(span))))) return 'yes';
  if (words.some((word) => SERVERS.test(basename(word)) || word === '/init')) return 'yes';
  const programs = new Set(commands.flatMap((command) => wordsIn(command)[0] ?? []));
  const scripts = words.filter(
    (word) =>
      SCRIPT.test(basename(word)) ||
      (SCRIPT_AS_PROGRAM.test(basename(word)) && (programs.has(word) || word.includes('/'))),
  );
  const texts = scripts.map((script) => scriptInImage(script, chain, build, project)?.text);
  if (texts.some((text) => text !== undefined && (CHANGES_USER_IN_SCRIPT.test(text) || runsServer(text)))) return 'yes';
  return texts.includes(undefined) ? 'unknown' : 'no';
}

function runsServer(script: string): boolean {
  return script.split(/[\s;&|"']+/).some((word) => SERVERS.test(basename(word)));
}

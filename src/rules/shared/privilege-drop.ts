import { ancestors, basename, dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import { textOf } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import type { CommandLine, Instruction, Stage } from '../../formats/dockerfile/model';

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
 * found, `nothing` where the stages name
 * nothing to run, or just a shell to work in.
 */
export function privilegeDrop(
  chain: readonly Stage[],
  build: DockerBuild,
  project: Project,
): 'yes' | 'no' | 'unknown' | 'nothing' {
  const commands = commandsOf(chain);
  const words = commands.flatMap(wordsOf);
  if (commands.length === 0 || isBareShell(words)) return 'nothing';
  if (chain.some(({ instructions }) => instructions.some(({ span }) => CHANGES_USER.test(textOf(span))))) return 'yes';
  if (words.some((word) => SERVERS.test(basename(word)) || word === '/init')) return 'yes';
  const programs = new Set(commands.flatMap((command) => wordsOf(command)[0] ?? []));
  const scripts = words.filter(
    (word) =>
      SCRIPT.test(basename(word)) ||
      (SCRIPT_AS_PROGRAM.test(basename(word)) && (programs.has(word) || word.includes('/'))),
  );
  const texts = scripts.map((script) => textOfScript(script, chain, build, project));
  if (texts.some((text) => text !== undefined && (CHANGES_USER_IN_SCRIPT.test(text) || runsServer(text)))) return 'yes';
  return texts.includes(undefined) ? 'unknown' : 'no';
}

/** The entrypoint and the command that are in force. */
function commandsOf(chain: readonly Stage[]): CommandLine[] {
  return (['ENTRYPOINT', 'CMD'] as const).flatMap((keyword) => {
    for (const { instructions } of chain) {
      const found = instructions.findLast((each) => each.keyword === keyword);
      if (found && 'command' in found && found.command) return [found.command];
    }
    return [];
  });
}

function wordsOf({ form, words, commands }: CommandLine): string[] {
  if (form === 'exec' && commands.length === 0) return words.map(({ text }) => text);
  return commands.flatMap((command) => command.words.flatMap(({ value }) => value ?? []));
}

function isBareShell(words: readonly string[]): boolean {
  const [program, ...options] = words;
  return /^(?:ba|z|a|da)?sh$/.test(basename(program ?? '')) && options.every((word) => /^-[^c]*$/.test(word));
}

function runsServer(script: string): boolean {
  return script.split(/[\s;&|"']+/).some((word) => SERVERS.test(basename(word)));
}

/** The text of a script in the image, found among the files that are copied there. */
function textOfScript(
  path: string,
  chain: readonly Stage[],
  { file, context }: DockerBuild,
  project: Project,
): string | undefined {
  const folders = context.folder === undefined ? ancestors(file.path) : [context.folder];
  const sources = chain.flatMap(({ instructions }) => instructions).flatMap((each) => sourcesOf(each, path));
  for (const source of sources)
    for (const folder of folders) {
      const at = join(folder, source);
      const found = at === undefined || !isFileOf(project, at) ? undefined : project.read(at);
      if (found) return found.text;
    }
  return undefined;
}

function isFileOf(project: Project, path: string): boolean {
  return project.list(dirname(path)).some(({ name, kind }) => kind === 'file' && name === basename(path));
}

/** Where a file of the image may come from, relative to the build context. */
function sourcesOf(instruction: Instruction, path: string): string[] {
  if ((instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') || instruction.from) return [];
  const name = basename(path);
  const renamed = instruction.destination?.text !== undefined && basename(instruction.destination.text) === name;
  return instruction.sources.flatMap(({ text }) => {
    if (text === undefined) return [];
    if (basename(text) === name || (renamed && instruction.sources.length === 1)) return [text];
    const folder = text.split('*', 1)[0] ?? text;
    return tails(path).map((tail) => `${folder}/${tail}`);
  });
}

/** `/app/bin/start.sh`: `app/bin/start.sh`, `bin/start.sh`, `start.sh`. */
function tails(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.map((_, index) => parts.slice(index).join('/')).slice(0, 6);
}

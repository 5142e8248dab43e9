import { readArguments } from '../../formats/shell/options';
import type { ShellCommand } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';

/** Words of a command that turn off a check of what is fetched. */
export interface Unchecked {
  /** The words, next to each other; without them the check is on. */
  readonly words: readonly ShellWord[];
  /** How the message names them: `--insecure`. */
  readonly written: string;
  /** What is left of a word of several options: `-fsSL` of `-fsSLk`. */
  readonly left?: string | undefined;
  /** Whether the words are text that is written to a file, or a setting of a tool: taking them out leaves nothing sensible. */
  readonly isText?: boolean;
}

interface Switch {
  readonly programs: RegExp;
  /** Options that turn the check off, whatever their value. */
  readonly options?: readonly string[];
  /** Such options with a value that does so. */
  readonly values?: Readonly<Record<string, RegExp>>;
  readonly valued?: readonly string[];
  /** A setting of the program, and the value with which it turns the check off for good: `config set strict-ssl false`. */
  readonly setting?: { readonly key: RegExp; readonly value: RegExp };
}

const OFF = /^(?:false|0|no|off)$/i;

/** Options of curl whose value is the next word; a value may look like `-k`. */
const CURL_VALUED = (
  '-o --output -H --header -d --data --data-raw --data-binary --data-urlencode -u --user -A --user-agent -X --request ' +
  '-T --upload-file -F --form -b --cookie -c --cookie-jar -e --referer -m --max-time -w --write-out -x --proxy -E --cert ' +
  '--cacert --capath --key --connect-timeout --retry --retry-delay --retry-max-time --resolve -C --continue-at -r --range ' +
  '--limit-rate -K --config -D --dump-header --url --output-dir --ciphers --interface -y -Y -z -Q -P -t'
).split(' ');

const TLS: readonly Switch[] = [
  {
    programs: /^curl$/,
    options: ['-k', '--insecure', '--proxy-insecure', '--doh-insecure'],
    valued: CURL_VALUED,
  },
  { programs: /^wget$/, options: ['--no-check-certificate'] },
  { programs: /^aria2c$/, values: { '--check-certificate': OFF } },
  { programs: /^(?:https?|xh)$/, values: { '--verify': /^no$|^false$/ } },
  {
    programs: /^(?:pip(?:[23](?:\.\d+)?)?|uv|pipx)$/,
    options: ['--trusted-host', '--allow-insecure-host'],
    valued: ['--trusted-host', '--allow-insecure-host'],
    setting: { key: /^global\.trusted-host$/, value: /\S/ },
  },
  {
    programs: /^(?:npm|pnpm|yarn|yarnpkg)$/,
    options: ['--no-strict-ssl'],
    values: { '--strict-ssl': OFF },
    valued: ['--strict-ssl'],
    setting: { key: /^(?:strict-ssl|enableStrictSsl)$/, value: OFF },
  },
  {
    programs: /^git$/,
    values: { '-c': /^http\.(?:\S*\.)?sslVerify=(?:false|0|no|off)$/i },
    valued: ['-c', '-C'],
    setting: { key: /^http\.(?:\S*\.)?sslVerify$/i, value: OFF },
  },
  {
    programs: /^(?:yum|dnf|dnf5|microdnf|tdnf|yum-config-manager)$/,
    values: { '--setopt': /^(?:\S+\.)?sslverify=(?:false|0|no)$/i },
    valued: ['--setopt'],
  },
  {
    programs: /^(?:apt|apt-get|aptitude)$/,
    values: { '-o': /^Acquire::https?::(?:\S+::)?Verify-(?:Peer|Host)=(?:false|0|no)$/i },
    valued: ['-o'],
  },
  { programs: /^composer$/, setting: { key: /^disable-tls$/, value: /^(?:true|1)$/ } },
  { programs: /^(?:conda|mamba|micromamba)$/, setting: { key: /^ssl_verify$/, value: OFF } },
  { programs: /^(?:bundle|bundler)$/, setting: { key: /^ssl_verify_mode$/, value: /^0$/ } },
  { programs: /^(?:aws)$/, options: ['--no-verify-ssl'] },
  { programs: /^(?:kubectl|helm|oc|argocd)$/, options: ['--insecure-skip-tls-verify'] },
  { programs: /^(?:skopeo|podman|buildah)$/, values: { '--tls-verify': OFF, '--src-tls-verify': OFF } },
  {
    programs: /^mvnw?$/,
    options: ['-Dmaven.wagon.http.ssl.insecure', '-Dmaven.wagon.http.ssl.allowall'],
  },
];

const TLS_TEXT =
  /\bsslverify[ \t]{0,5}=[ \t]{0,5}(?:false|0|no)\b|Verify-(?:Peer|Host)"?[ \t]{1,5}"?(?:false|0|no)\b|ssl_verify_mode: ?0\b/i;

/** What stands in every text that holds one of them. */
export const SERVERS_MENTION = /-[A-Za-z#]*k|insecure|check-cert|verif|trusted.host|ssl|tls/i;

/** What turns off the check of the server's certificate in a command; nothing where it talks to its own machine only. */
export function uncheckedServers(command: ShellCommand): readonly Unchecked[] {
  if (command.words.some(({ prefix }) => LOCAL.test(prefix))) return [];
  return [...switchedOff(command, TLS), ...saidInText(command, TLS_TEXT)];
}

const LOCAL = /^(?:https?:\/\/)?(?:localhost|127\.\d|\[::1\]|0\.0\.0\.0)/;

const SIGNATURES: readonly Switch[] = [
  { programs: /^apk$/, options: ['--allow-untrusted'] },
  {
    programs: /^(?:apt|apt-get|aptitude)$/,
    options: ['--allow-unauthenticated', '--allow-insecure-repositories', '--force-yes'],
    values: {
      '-o': /^(?:APT::Get::AllowUnauthenticated|Acquire::Allow(?:Insecure|Weak)Repositories|Acquire::AllowDowngradeToInsecureRepositories)=(?:true|1|yes)$/i,
    },
    valued: ['-o', '-t', '-c'],
  },
  {
    programs: /^(?:yum|dnf|dnf5|microdnf|tdnf|yum-config-manager)$/,
    options: ['--nogpgcheck', '--no-gpgchecks'],
    values: { '--setopt': /^(?:\S+\.)?gpgcheck=(?:false|0|no)$/i },
    valued: ['--setopt'],
  },
  { programs: /^rpm$/, options: ['--nodigest', '--nosignature', '--nogpg'] },
  { programs: /^zypper$/, options: ['--no-gpg-checks', '--no-gpgcheck', '--allow-unsigned-rpm'] },
];

const SIGNATURE_TEXT =
  /(?:(?<![\w-])|(?<=\\n))gpgcheck[ \t]{0,5}=[ \t]{0,5}(?:0|false|no)\b|SigLevel[ \t]{0,5}=[ \t]{0,5}(?:Never|TrustAll)|AllowUnauthenticated"?[ \t]{1,5}"?(?:true|1|yes)\b|\btrusted=yes\b(?![^\]]{0,99}\][ \t]{1,5}(?:file|copy):)/i;

/** What stands in every text that holds one of them. */
export const PACKAGES_MENTION = /gpg|allow|force-yes|nodigest|nosignature|SigLevel|trusted=/i;

/** What turns off the check of packages' signatures in a command. */
export function uncheckedPackages(command: ShellCommand): readonly Unchecked[] {
  return [...switchedOff(command, SIGNATURES), ...saidInText(command, SIGNATURE_TEXT)];
}

function* switchedOff(command: ShellCommand, switches: readonly Switch[]): Generator<Unchecked> {
  const { words, name } = command;
  const isModule = /^python[\d.]*$/.test(name ?? '') && words[1]?.value === '-m';
  const own = isModule ? words.slice(2) : words;
  const program = isModule ? own[0]?.value : name;
  const found = program === undefined ? undefined : switches.find(({ programs }) => programs.test(program));
  if (!found) return;
  const { options = [], values = {}, valued = [], setting } = found;
  if (setting && sets(own, setting)) {
    const written = own.map(({ prefix }) => prefix).join(' ');
    yield { words: own, written: written.slice(0, 60), isText: true };
    return;
  }
  for (const [index, word] of own.entries()) {
    const text = word.prefix;
    if (index === 0 || !text.startsWith('-') || valued.includes(own[index - 1]?.value ?? '')) continue;
    const [name_ = text] = text.split('=', 1);
    const next = own[index + 1];
    const takesNext = name_ === text && valued.includes(text) && next;
    if (options.includes(name_)) yield { words: takesNext ? [word, next] : [word], written: name_ };
    else if (values[name_]) {
      const value = takesNext ? next.value : word.value?.slice(name_.length + 1);
      if (value !== undefined && values[name_]?.test(value))
        yield { words: takesNext ? [word, next] : [word], written: takesNext ? `${name_} ${value}` : text };
    } else {
      const letter = readArguments({ words: [word, word] }, valued);
      const short = options.find((option) => /^-\w$/.test(option) && letter.has(option));
      if (short && /^-[A-Za-z#]+$/.test(word.value ?? ''))
        yield { words: [word], written: short, left: text.replace(short.slice(1), '') };
    }
  }
}

/** Whether a command line such as `npm config set strict-ssl false` gives a setting that value. */
function sets(words: readonly ShellWord[], { key, value }: NonNullable<Switch['setting']>): boolean {
  if (!words.some((word) => word.value === 'config' || word.value === 'set')) return false;
  return words.some((word, index) => {
    const [name = '', given] = (word.value ?? '').split('=', 2);
    const next = words.slice(index + 1).find(({ prefix }) => !prefix.startsWith('-'));
    return key.test(name) && value.test(given ?? next?.value ?? '');
  });
}

const WRITERS = /^(?:echo|printf|sed|tee|cat|perl)$/;

/** A setting that a command writes into a file. */
function* saidInText({ name, words, redirects }: ShellCommand, setting: RegExp): Generator<Unchecked> {
  if (name === undefined || !WRITERS.test(name)) return;
  for (const word of words.slice(1)) {
    // `sed s/gpgcheck=0/gpgcheck=1/` turns it on.
    const text = name === 'sed' ? word.prefix.replace(/^[\d,$]{0,9}s(.)(?:(?!\1).){0,500}\1/, '') : word.prefix;
    const found = setting.exec(text)?.[0];
    if (found !== undefined) yield { words: [word], written: found, isText: true };
  }
  for (const { document, operator } of redirects) {
    const found = document && operator.startsWith('<<') ? setting.exec(document.text) : undefined;
    const [word] = words;
    if (found && word) yield { words: [word], written: found[0], isText: true };
  }
}

import { couldBeSecret, isPlaceholder } from '../../secret-value';
import type { Form } from '../form';

const URI = 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1';
const BASIC = 'https://www.rfc-editor.org/rfc/rfc7617';
const BEARER = 'https://www.rfc-editor.org/rfc/rfc6750';

/** A password that a command is given as an argument, where every process of the machine can read it. */
function command(name: string, pattern: RegExp): Form {
  return {
    id: `password-in-${name.replace(' ', '-')}-command`,
    title: `password in a ${name} command`,
    link: 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
    keywords: [name.includes(' ') ? name : `${name} `],
    pattern,
    window: 400,
    accepts: (secret) => couldBeSecret(secret, 'password', 'settings'),
  };
}

const FORMS: readonly Form[] = [
  {
    id: 'password-in-url',
    title: 'password in an address',
    link: URI,
    keywords: ['://'],
    pattern:
      /:\/\/(?<user>[^\s:/@?#'"`<>[\]{}()$\\,;|]{0,100}):(?<secret>[^\s:/@?#'"`<>\\|]{3,200})@(?<host>[^\s/:?#'"`<>@\\]{1,255})/dy,
    accepts: (secret, { groups }) =>
      isForeignHost(groups?.host ?? '') &&
      secret !== groups?.user &&
      couldBeSecret(unescaped(secret), 'password', 'settings'),
  },
  {
    id: 'password-in-connection-string',
    title: 'password in a connection string',
    link: 'https://learn.microsoft.com/en-us/sql/connect/ado-net/connection-string-syntax',
    keywords: [';password=', '; password=', ';pwd=', '; pwd='],
    ignoresCase: true,
    lead: /[^\r\n'"`<>]/,
    pattern:
      /(?=[^\r\n'"`<>]{0,300}(?:server|data source|host|address|addr|endpoint|user id|uid|user|username|initial catalog|database)[ \t]{0,3}=)[^\r\n'"`<>]{0,400}?; ?(?:password|pwd)=(?<secret>[^;\r\n'"`<>\s]{3,200})/diy,
    accepts: (secret) => couldBeSecret(secret, 'password', 'settings'),
  },
  {
    id: 'password-in-query',
    title: 'password in the query of an address',
    link: 'https://jdbc.postgresql.org/documentation/use/',
    keywords: ['?password=', '&password='],
    ignoresCase: true,
    pattern: /[?&]password=(?<secret>[^?&;\s"'`<>,)}]{3,200})/diy,
    accepts: (secret) => couldBeSecret(unescaped(secret), 'password', 'settings'),
  },
  {
    id: 'password-in-oracle-url',
    title: 'password in an address',
    link: 'https://docs.oracle.com/en/database/oracle/oracle-database/21/jjdbc/data-sources-and-URLs.html',
    keywords: ['jdbc:oracle:'],
    pattern: /jdbc:oracle:(?:thin|oci):[^\s:/@"'`]{1,100}\/(?<secret>[^\s@/"'`]{3,100})@/dy,
    accepts: (secret) => couldBeSecret(secret, 'password', 'settings'),
  },
  {
    id: 'basic-authentication',
    title: 'password in a basic authentication header',
    link: BASIC,
    keywords: ['authorization'],
    ignoresCase: true,
    pattern: /authorization["']?[ \t]{0,3}[:=,][ \t]{0,3}["']?basic[ \t]{1,3}(?<secret>[A-Za-z0-9+/]{8,400}={0,2})/diy,
    accepts: isBasicPair,
  },
  {
    id: 'bearer-token',
    title: 'bearer token in a header',
    link: BEARER,
    keywords: ['authorization'],
    ignoresCase: true,
    pattern:
      /authorization["']?[ \t]{0,3}[:=,][ \t]{0,3}["']?(?:bearer|token)[ \t]{1,3}(?<secret>[\w.~+/-]{16,2000}={0,2})/diy,
    accepts: (secret) => couldBeSecret(secret, 'key', 'settings') && !secret.startsWith('eyJ'),
  },
  {
    id: 'token-header',
    title: 'token in a header',
    link: 'https://docs.gitlab.com/api/rest/authentication/',
    keywords: ['x-api-key', 'private-token', 'x-vault-token', 'x-auth-token', 'x-auth-key', 'deploy-token'],
    ignoresCase: true,
    pattern:
      /(?:x-api-key|private-token|x-vault-token|x-auth-token|x-auth-key|deploy-token)[ \t]{0,3}:[ \t]{0,3}(?<secret>[\w.~+/-]{16,2000}={0,2})(?![\w.~+/$({])/diy,
    accepts: (secret) => couldBeSecret(secret, 'key', 'settings'),
  },
  {
    id: 'registry-authentication',
    title: 'registry credentials',
    link: 'https://docs.docker.com/reference/cli/docker/login/',
    keywords: ['"auth"', '_auth'],
    pattern:
      /(?:"auth"[ \t]{0,3}:[ \t]{0,3}"|_auth[ \t]{0,3}=[ \t]{0,3}"?)(?<secret>[A-Za-z0-9+/]{8,2000}={0,2})(?![\w+/])/dy,
    accepts: isBasicPair,
  },
  {
    id: 'registry-password',
    title: 'registry password',
    link: 'https://docs.npmjs.com/cli/v11/configuring-npm/npmrc',
    keywords: [':_password'],
    // npm keeps it in Base64.
    pattern: /:_password[ \t]{0,3}=[ \t]{0,3}"?(?<secret>[A-Za-z0-9+/]{8,400}={0,2})(?![\w+/])/dy,
    accepts: (secret) => {
      const password = decoded(secret);
      return password !== undefined && couldBeSecret(password, 'password', 'settings');
    },
  },
  {
    id: 'registry-secret',
    title: 'registry credentials',
    link: 'https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets',
    // `{"auths":` in Base64.
    keywords: ['eyJhdXRocyI6', 'ewogICJhdXRocyI6', 'eyAiYXV0aHMiO'],
    pattern: /(?:eyJhdXRocyI6|ewogICJhdXRocyI6|eyAiYXV0aHMiO)[A-Za-z0-9+/]{20,8000}={0,2}(?![\w+/])/dy,
    accepts: holdsRegistryLogin,
  },
  command('curl', /curl[^\r\n|;]*?\s(?:-u|--user)[ =]?["']?[^\s:'"$]+:(?<secret>[^\s'"|;&<>`]{6,200})/dy),
  command('wget', /wget[^\r\n|;]*?\s--(?:http-)?password[ =]["']?(?<secret>[^\s'"|;&<>`]{6,200})/dy),
  command('sshpass', /sshpass -p ?["']?(?<secret>[^\s'"|;&<>`]{6,200})/dy),
  command('docker login', /docker login [^\r\n|;]*?(?:-p|--password)[ =]["']?(?<secret>[^\s'"|;&<>`]{6,200})/dy),
  command('podman login', /podman login [^\r\n|;]*?(?:-p|--password)[ =]["']?(?<secret>[^\s'"|;&<>`]{6,200})/dy),
  command('az login', /az login [^\r\n|;]*?(?:-p|--password)[ =]["']?(?<secret>[^\s'"|;&<>`]{6,200})/dy),
  command('mysql', /mysql[^\r\n|;]*?\s-p["']?(?<secret>[^\s'"|;&<>`]{6,200})/dy),
  command('mysqldump', /mysqldump[^\r\n|;]*?\s-p["']?(?<secret>[^\s'"|;&<>`]{6,200})/dy),
  command('redis-cli', /redis-cli [^\r\n|;]*?-a ["']?(?<secret>[^\s'"|;&<>`]{6,200})/dy),
  command('ldapsearch', /ldapsearch[^\r\n|;]*?\s-w ["']?(?<secret>[^\s'"|;&<>`]{6,200})/dy),
  {
    id: 'password-in-netrc',
    title: 'password of a machine',
    link: 'https://everything.curl.dev/usingcurl/netrc.html',
    keywords: ['machine '],
    pattern: /machine\s{1,9}\S{1,200}\s{1,9}login\s{1,9}\S{1,200}\s{1,9}password\s{1,9}(?<secret>\S{6,200})/dy,
    window: 700,
    accepts: (secret) => couldBeSecret(secret, 'password', 'settings'),
  },
  {
    id: 'password-on-standard-input',
    title: 'password piped to a login',
    link: 'https://docs.docker.com/reference/cli/docker/login/',
    keywords: ['--password-stdin'],
    lead: /[^\r\n;&]/,
    pattern:
      /[^\r\n;&]{0,200}?\b(?:echo|printf)[ \t]{1,5}(?:-\w{1,3}[ \t]{1,5}|["']?%s(?:\\n)?["']?[ \t]{1,5})?["']?(?<secret>[^\s'"|$`]{6,200})["']?[ \t]{0,5}\|[^\r\n|]{0,200}--password-stdin/dy,
    accepts: (secret) => couldBeSecret(secret, 'password', 'settings'),
  },
  {
    id: 'password-for-openssl',
    title: 'pass phrase in an openssl command',
    link: 'https://docs.openssl.org/master/man1/openssl-passphrase-options/',
    keywords: ['-passin pass:', '-passout pass:', '-pass pass:', '-storepass ', '-keypass '],
    pattern: /-(?:pass(?:in|out)? pass:|storepass |keypass )["']?(?<secret>[^\s'"|;&<>`)]{4,200})/dy,
    accepts: (secret) => couldBeSecret(secret, 'password', 'settings'),
  },
  {
    id: 'password-in-secure-string',
    title: 'password in plain text',
    link: 'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.security/convertto-securestring',
    keywords: ['convertto-securestring'],
    ignoresCase: true,
    pattern:
      /convertto-securestring[ \t]{1,5}(?:-(?:string|asplaintext|force)[ \t]{1,5}){0,3}(?:"(?=[^"\r\n$]{6,200}")|'(?=[^'\r\n]{6,200}'))(?<secret>[^"'\s]{6,200})["']/diy,
    accepts: (secret) => couldBeSecret(secret, 'password', 'settings'),
  },
  {
    id: 'password-in-server-settings',
    title: 'password of a server',
    link: 'https://redis.io/docs/latest/operate/oss_and_stack/management/config/',
    keywords: ['requirepass ', 'masterauth ', 'bindpw ', 'rootpw '],
    pattern: /(?:requirepass|masterauth|bindpw|rootpw)[ \t]{1,20}["']?(?<secret>[^\s"'#;|&<>`]{6,200})/dy,
    accepts: (secret) => couldBeSecret(secret, 'password', 'settings'),
  },
  {
    id: 'password-to-chpasswd',
    title: 'account password',
    link: 'https://man7.org/linux/man-pages/man8/chpasswd.8.html',
    keywords: ['chpasswd'],
    pattern:
      /chpasswd(?:[ \t]{1,5}-\w{1,3})?[ \t]{0,5}(?:<<<[ \t]{0,5}["']?|<<-?[ \t]{0,5}["']?\w{1,20}["']?\r?\n[ \t]{0,40})[\w.-]{1,40}:(?<secret>[^\s'"]{6,200})/dy,
    accepts: (secret) => couldBeSecret(secret, 'password', 'deployed'),
  },
  {
    id: 'password-in-chpasswd',
    title: 'account password',
    link: 'https://man7.org/linux/man-pages/man8/chpasswd.8.html',
    keywords: ['chpasswd'],
    lead: /[^\r\n;&]/,
    pattern:
      /[^\r\n;&]{0,200}?echo[ \t]{1,5}(?:-\w{1,3}[ \t]{1,5})?["']?[\w.-]{1,40}:(?<secret>[^\s'"|]{6,200})["']?[ \t]{0,5}\|[ \t]{0,5}(?:sudo[ \t]{1,5})?chpasswd/dy,
    accepts: (secret) => couldBeSecret(secret, 'password', 'deployed'),
  },
  {
    id: 'password-in-sql',
    title: 'database password',
    link: 'https://dev.mysql.com/doc/refman/8.4/en/create-user.html',
    keywords: ['identified by', "password '"],
    ignoresCase: true,
    pattern: /(?:identified by|password)[ \t]{1,5}'(?<secret>[^'\r\n\s]{6,200})'/diy,
    accepts: (secret) => couldBeSecret(secret, 'password', 'settings'),
  },
];

/** Passwords that are known by what stands around them: addresses, connection strings, headers, commands. */
export const credentials: readonly Form[] = FORMS.map((form) => ({ ...form, isMadeForTests: true }));

const NO_HOST =
  /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|host(?:name)?$|server$|domain|url$|.{0,200}example(?:\.|$)|.{0,200}\.(?:test|invalid|local)$)|\$|[{}%]/i;

function isForeignHost(host: string): boolean {
  return !NO_HOST.test(host);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What Base64 stands for; undefined where it is none. */
function decoded(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

/** Whether Base64 stands for `user:password`, and neither is a stand-in. */
function isBasicPair(base64: string): boolean {
  const pair = /^([\x21-\x39\x3b-\x7e]{1,200}):([\x21-\x7e]{4,1500})$/.exec(decoded(base64) ?? '');
  const [, user = '', password = ''] = pair ?? [];
  return (
    user !== '' && user !== password && !isPlaceholder(password) && couldBeSecret(password, 'password', 'settings')
  );
}

/** Whether Base64 stands for the settings of a container engine with a login to a registry in them. */
function holdsRegistryLogin(base64: string): boolean {
  const settings = decoded(base64) ?? '';
  const logins = settings.matchAll(/"(auth|password)"\s{0,20}:\s{0,20}"([^"\\]{4,2000})"/g);
  return [...logins].some(([, name, value = '']) =>
    name === 'auth' ? isBasicPair(value) : couldBeSecret(value, 'password', 'settings'),
  );
}

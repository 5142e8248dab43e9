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
    keywords: ['password=', 'pwd='],
    ignoresCase: true,
    lead: /[^\r\n'"`<>]/,
    pattern:
      /(?=[^\r\n'"`<>]{0,300}(?:server|data source|host|address|addr|endpoint|user id|uid|username|initial catalog|database)[ \t]{0,3}=)[^\r\n'"`<>]{0,400}?;[ \t]{0,3}(?:password|pwd)=(?<secret>[^;\r\n'"`<>\s]{3,200})/diy,
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
    id: 'registry-authentication',
    title: 'registry credentials',
    link: 'https://docs.docker.com/reference/cli/docker/login/',
    keywords: ['"auth"', '_auth'],
    pattern:
      /(?:"auth"[ \t]{0,3}:[ \t]{0,3}"|_auth[ \t]{0,3}=[ \t]{0,3}"?)(?<secret>[A-Za-z0-9+/]{8,2000}={0,2})(?![\w+/])/dy,
    accepts: isBasicPair,
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
    id: 'password-in-chpasswd',
    title: 'account password',
    link: 'https://man7.org/linux/man-pages/man8/chpasswd.8.html',
    keywords: ['chpasswd'],
    lead: /[^\r\n]/,
    pattern:
      /[^\r\n]{0,200}?echo[ \t]{1,5}(?:-\w{1,3}[ \t]{1,5})?["']?[\w.-]{1,40}:(?<secret>[^\s'"|]{6,200})["']?[ \t]{0,5}\|[ \t]{0,5}(?:sudo[ \t]{1,5})?chpasswd/dy,
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

/** Whether Base64 stands for `user:password`, and neither is a stand-in. */
function isBasicPair(base64: string): boolean {
  let decoded: string;
  try {
    decoded = atob(base64);
  } catch {
    return false;
  }
  const [, user = '', password = ''] = /^([\x21-\x39\x3b-\x7e]{1,200}):([\x21-\x7e]{4,1500})$/.exec(decoded) ?? [];
  return (
    user !== '' && user !== password && !isPlaceholder(password) && couldBeSecret(password, 'password', 'settings')
  );
}

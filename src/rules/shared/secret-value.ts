import type { Place } from '../../formats/secrets/model';
import type { SecretNoun } from './secret-name';
import { characterClasses, isDigest, isWordlike, looksRandom } from './text-shape';

/** `${NAME:-literal}`, as shells and Compose have it, and `${name:literal}`, as Spring has it. */
const FALLBACK = /^\$\{[\w.-]{1,100}(?::?[-=]|:(?![-=?+/]))([^${}]{1,200})\}$/;

/** Whether a literal under a name that says secret could be one: nothing that refers, stands in, or is a plain word. */
export function couldBeSecret(value: string, noun: SecretNoun, place: Place): boolean {
  const fallback = FALLBACK.exec(value)?.[1];
  if (fallback !== undefined) return couldBeSecret(fallback, noun, place);
  // Other alphabets are prose: a label, a hint.
  if (value.length > 4096 || /\s|[\u0100-\uffff]|\\u[\da-f]{4}/i.test(value)) return false;
  if (isReference(value) || isPlaceholder(value) || isDigest(value)) return false;
  return noun === 'password' ? couldBePassword(value, place) : couldBeKey(value, place);
}

function couldBePassword(value: string, place: Place): boolean {
  // In a program words joined by marks name many a thing.
  if (isPassphrase(value)) return place !== 'code' || /\d/.test(value);
  const classes = characterClasses(value);
  // Marks that join words make no password of them.
  if (value.length < 6 || characterClasses(value.replace(/[-_.]/g, '')) < 2) return false;
  if (isWordlike(value) && classes < 4) return false;
  const isDeployed = place === 'argument' || place === 'deployed';
  // A digest of a password is as long as one that a machine made.
  if (!isDeployed && /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[\da-f]{128})$/i.test(value)) return false;
  if (!isWeakDefault(value) && !isSequence(value)) return true;
  if (isWordAndDigits(value)) return place !== 'code';
  // Weak ones count where nothing takes their place, and where somebody made them up to satisfy a policy.
  if (value.length < 8 || place === 'code') return false;
  if (place === 'argument') return /\d/.test(value) && (classes >= 3 || !isSequence(value));
  if (classes === 4 && value.length >= 10) return true;
  return isDeployed && classes >= 3 && !isNameAndDigits(value);
}

/** Words and perhaps numbers joined by marks, none of which is of those that names of things are made of: `orange-7-teapot`. */
function isPassphrase(value: string): boolean {
  const parts = value.toLowerCase().split(/[-_.]/);
  const words = parts.filter((part) => /^[a-z]{3,}$/.test(part));
  if (parts.length < 3 || words.length < 2) return false;
  return parts.every((part) => words.includes(part) || /^\d+$/.test(part)) && !words.some(isMadeOfWeakWords);
}

function couldBeKey(value: string, place: Place): boolean {
  const isDeployed = place === 'argument' || place === 'deployed';
  if (value.length < (isDeployed ? 12 : 16) || /[^\x21-\x7e]/.test(value)) return false;
  if (isWordlike(value) || isWeakDefault(value)) return false;
  // Typed along the keyboard, it may be for show; where it runs, it is what runs.
  return looksRandom(value) && (isDeployed || !isSequence(value));
}

const MARKS_OF_EXPRESSIONS = /\$\{|\$\(|\{\{|\{%|<%|%\(|#\{|\$\[\[|\$\[|\{resolve:|@Microsoft\.KeyVault\(/;
const POINTERS =
  /^(?:vault|bao|op|ref\+[\w-]+|secrets?|ssm|arn|aws|gcp|azure|keyvault|azurekeyvault|awssm|gcpsm|sm|env|file|https?|doppler|infisical|sops|kms|conjur|bws|keychain|akeyless|projects|data|s3|gs|urn|sha\d+|md5|spiffe):/i;
const SEALED =
  /^(?:ENC\[|ENC\(|\{cipher\}|\$ANSIBLE_VAULT|AQICAH|CiQA|AQECAH|vault:v\d|SOPS|Ag[A-D][A-Za-z0-9+/]{150})/;
const CODE =
  /^(?:process\.env|import\.meta|os\.(?:environ|getenv)|System\.getenv|ENV\[|env\.|getenv|var\.|local\.|data\.|module\.|each\.|secrets\.|vars\.|inputs\.|steps\.|github\.|params?\.|config\.|settings\.|self\.|this\.|random_password\.)/;

/** Whether a text stands for a value that is kept elsewhere: a variable, an expression, a path, a vault's address, an encrypted value. */
export function isReference(value: string): boolean {
  if (MARKS_OF_EXPRESSIONS.test(value) || POINTERS.test(value) || SEALED.test(value) || CODE.test(value)) return true;
  // $VAR, %VAR%, @VAR@, @@VAR@@, __VAR__, *alias
  if (/^(?:\$[A-Za-z_][\w:]*|\$env:\w+|%\w+%|@+\w+@+|__\w+__|\*\w+)$/.test(value)) return true;
  // a.b.c and f(x)
  if (/^[A-Za-z_][\w.]*\(.*$/.test(value)) return true;
  if (/^[A-Za-z_][\w-]*(?:(?:\.|->|::)[A-Za-z_][\w-]*)+$/.test(value) && isWordlike(value)) return true;
  return isPath(value);
}

function isPath(value: string): boolean {
  if (/^(?:\.{1,2}|~)\/|^[A-Za-z]:\\|^\\\\/.test(value)) return true;
  if (
    /\.(?:pem|key|crt|cer|json|ya?ml|txt|env|p12|pfx|jks|conf|cfg|ini|toml|gpg|asc|enc|pub|html?|php|js|ts|md)$/i.test(
      value,
    )
  )
    return true;
  return value.startsWith('/') && (isWordlike(value) || !looksRandom(value));
}

const STAND_INS =
  /change[-_ ]?(?:me|it|this|in|on)|changed|replace|placeholder|example|sample|dummy|bogus|fake|your[-_ ]|^your|your(?:own|pass|secret|token|api|key|strong)|choose|(?:^|[-_])test(?:ing)?[-_]|[-_]your|\bmy[-_]\D{0,60}$|^my(?:secret|password|token|pass|key)\D{0,60}$|here$|xxx|\*\*\*|\.\.\.|…|(?:^|[-_])(?:todo|fixme|tbd)(?:[-_]|$)|insert(?:[-_]|your|here|the|$)|redacted|censored|hidden|masked|removed|secure[-_]?password|not[-_]?(?:a[-_])?(?:real|secret|used|set)|put[-_]|enter[-_]|some[-_](?:secret|password|token|key)|any[-_]?(?:secret|password|token|thing)|lorem|[-_]something$|please[-_]|random[-_]?(?:string|value|chars)|deadbeef|cafebabe|foobar|unused|default|generate|random[-_](?:string|secret|password|key)|^the[-_]|^a[-_]|secret[-_]?key$|set[-_]?me|set[-_]in|via[-_]env|from[-_]env/i;
const NOTHING =
  /^(?:null|nil|none|undefined|true|false|yes|no|on|off|string|str|text|bool|boolean|int|integer|number|object|array|list|map|any|void|char|required|secretstr|n\/a|na|empty|blank|unset|auto|automatic|manual|internal|external)$/i;
const TYPES = /^(?:varchar|optional\[|required[_-])/i;

/** Keys that are made for browsers, where everybody reads them. */
const FOR_BROWSERS = /^(?:pk\.eyJ|pk_(?:live|test)_|phc_|[123]x0{15})/;

/** Values that documentation shows, and many copy. */
const PUBLISHED = new Set([
  '1f2d1e2e67df',
  'S!B\\*d$zDsb=',
  'MWYyZDFlMmU2N2Rm',
  'UyFCXCpkJHpEc2I9',
  'correcthorsebatterystaple',
  'Tr0ub4dor&3',
]);

/** Whether a text only stands in for a secret: `changeme`, `<your-key>`, `null`, a published example. */
export function isPlaceholder(value: string): boolean {
  if (value.length < 4 || NOTHING.test(value) || TYPES.test(value)) return true;
  if (STAND_INS.test(value) || PUBLISHED.has(value) || FOR_BROWSERS.test(value)) return true;
  if (STAND_INS.test(withoutDisguise(value))) return true;
  if (/^[<[({].*[>\])}]$/.test(value) || /[<>]|^-+$/.test(value)) return true;
  if (/^[\d.,:/-]+$/.test(value)) return true;
  const decoded = printableBase64(value);
  if (decoded !== undefined && (STAND_INS.test(decoded) || isWordlike(decoded))) return true;
  // A few characters over and over.
  return new Set(value.toLowerCase()).size <= Math.min(4, value.length / 2);
}

/** What Base64 of twelve characters or more, or of eight with padding, stands for, if that is plain text. */
function printableBase64(value: string): string | undefined {
  if (!/^(?:[A-Za-z\d+/]{12,}={0,2}|[A-Za-z\d+/]{6,}={1,2})$/.test(value) || value.length % 4 !== 0) return undefined;
  const decoded = atob(value).trimEnd();
  return /^[\x20-\x7e]+$/.test(decoded) ? decoded : undefined;
}

const ROWS = /0123456|1234567|abcdef|qwerty|asdfgh/i;

/** Whether a row of the keyboard is in it, or more than half of the characters follow the one before: `abcd1234`, `987654`. */
function isSequence(value: string): boolean {
  let steps = 0;
  for (let i = 1; i < value.length; i++) {
    const step = value.charCodeAt(i) - value.charCodeAt(i - 1);
    if (step === 1 || step === -1 || step === 0) steps++;
  }
  return steps * 2 > value.length || ROWS.test(value);
}

const WEAK_WORDS = new Set(
  (
    'password passwort passwd passw pass pwd secret super admin administrator root user guest test testing ' +
    'tester demo dev develop development local localhost host db database postgres postgresql mysql mariadb ' +
    'mongo mongodb redis rabbitmq rabbit elastic kibana grafana minio keycloak jenkins gitlab sonar nexus ' +
    'airflow django flask rails laravel symfony wordpress drupal app api key token auth jwt login master ' +
    'welcome hello world letmein foo bar baz strong simple easy very my the some this is not a an and so ' +
    'insecure unsafe secure private access client server service web site value string session cookie signing ' +
    'encryption docker compose kafka zookeeper vault consul sa pw p for only with long short min max temp tmp ' +
    'stage staging prod production qa ci integration unit e2e mock me top'
  ).split(' '),
);
const LONGEST_WEAK_WORD = 14;

/** Whether a value is made of such words as well-known defaults are made of, with digits and marks: `postgres`, `Passw0rd!`, `secret123`. */
function isWeakDefault(value: string): boolean {
  return (
    isNameAndDigits(value) ||
    withoutDisguise(value)
      .split(/[^a-z]+/)
      .every(isMadeOfWeakWords)
  );
}

/** A name and the first digits there are, as products ship with: `Harbor12345`. */
function isNameAndDigits(value: string): boolean {
  return /^[a-z]{2,12}(?:1|12|123|1234|12345|123456)[!.@#$?*]?$/i.test(value);
}

const ROLE_AND_DIGITS =
  /^(?:password|passwd|pass|secret|admin|root|user|login|welcome|letmein)[-_]?\d{1,6}[!.@#$?*]?$/i;

/** What is typed where a password has to have a digit, and is no product's: `password123`. */
function isWordAndDigits(value: string): boolean {
  if (value.length < 8 || isSequence(value) || !/\d/.test(value)) return false;
  return ROLE_AND_DIGITS.test(value) || !isNameAndDigits(value);
}

/** In lower case, with the digits and marks turned back that stand for letters: `P4ssw0rd` is `password`. */
function withoutDisguise(value: string): string {
  return value
    .toLowerCase()
    .replace(/(?<=[a-z@]0?)0(?=0?[a-z])/g, 'o')
    .replace(/[@4](?=[a-z$])/g, 'a')
    .replace(/[$5](?=[a-z$5])/g, 's')
    .replace(/(?<=[a-z])3(?=[a-z])/g, 'e')
    .replace(/(?<=[a-z])1(?=[a-z])/g, 'i');
}

/** Takes the longest word each time; linear, since it never goes back. */
function isMadeOfWeakWords(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    const word = longestWeakWord(text, at);
    if (word === 0) return false;
    at += word;
  }
  return true;
}

function longestWeakWord(text: string, at: number): number {
  for (let length = Math.min(LONGEST_WEAK_WORD, text.length - at); length > 0; length--) {
    if (WEAK_WORDS.has(text.slice(at, at + length))) return length;
  }
  return 0;
}

/**
 * Whether a text in the form of a token only shows the form: one character over and over, EXAMPLE, and in prose a row of
 * the alphabet.
 */
export function isStandInToken(token: string, isProse: boolean): boolean {
  if (/example|placeholder|dummy|x{5}|\.{3}|\*{3}|0{8}|1{8}|redacted|your[-_]?(?:token|key|secret)/i.test(token))
    return true;
  if (token.length >= 20 && new Set(token).size < 8) return true;
  // AAAABBBBCCCC and the like.
  if (token.length < 100 && (token.match(/([A-Za-z\d])\1{2}/g)?.length ?? 0) >= 3) return true;
  return isProse && /01234567|12345678|abcdefg/i.test(token);
}

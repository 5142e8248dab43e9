/** What a name says it holds: something a person chose, or something a machine made. */
export type SecretNoun = 'password' | 'key';

const PASSWORDS = words('password passwd passwort passphrase passcode pwd pass pw psk storepass keypass requirepass');
const KEYS = words(
  'secret token apikey secretkey accesskey privatekey authtoken accesstoken clientsecret identitytoken registrytoken ' +
    'credential pat',
);
const PASSWORD_ENDINGS = ['password', 'passwd', 'passphrase'];
const KEY_ENDINGS = ['apikey', 'secretkey', 'accesskey', 'privatekey', 'authtoken', 'accesstoken', 'clientsecret'];

/** Words before `key` that make it a secret; a key on its own, or a public, primary or cache key, is none. */
const KINDS_OF_KEY = words(
  'api access secret private encryption encrypt signing sign master account storage shared auth session hmac service ' +
    'deploy webhook subscription application app client admin root jwt integration ingest write license',
);

/** Words after the noun that leave it what it is: `PASSWORD_PROD`, `secret_key_base`, `tokenValue`. */
const TRANSPARENT = words(
  'value val plain plaintext string str raw base base64 b64 encoded data prod production staging stage dev development ' +
    'test qa uat live local old new current previous primary secondary main master root admin user sa db database mysql ' +
    'postgres postgresql redis mongo mongodb smtp ldap aws azure gcp github gitlab slack stripe rw ro readonly a b',
);

/** Words anywhere in a name that make it a label, a switch, a number, a public thing or somebody else's business. */
const OTHERWISE = words(
  'csrf xsrf public pub publishable anon max min num number count length size limit has is no use enable enabled ' +
    'disable disabled require required requires allow allowed with without page next continuation pagination cursor show ' +
    'hide toggle reset forgot forget forgotten change update confirm invalid missing wrong bad incorrect unexpected ' +
    'expected existing placeholder label title hint error expired expiry expires fake dummy mock example sample encrypted ' +
    'hashed hash sealed pad eos bos unk mask sep cls special stop sync resume type format policy pull image tls ' +
    'create generate rotate delete remove list get set read write verify validate check regex pattern name field ' +
    'sha1 sha256 sha512 md5 bcrypt argon2 digest fingerprint posthog',
);

/** What stands in every name that one of the nouns stands in. */
const NOUN = /pass|pwd|pw|psk|key|secret|token|credential|pat|salt/i;

/** A secret's kind by its name, such as `DB_PASSWORD`, `apiKey` or `client-secret`; undefined when the name says no such thing. */
export function secretNoun(name: string): SecretNoun | undefined {
  if (!NOUN.test(name)) return undefined;
  const parts = wordsOf(name);
  if (parts.length === 0 || parts.length > 12) return undefined;
  let last = parts.length - 1;
  while (last > 0 && (TRANSPARENT.has(part(last)) || /^[a-z]?\d+$/.test(part(last)))) last--;
  const noun = part(last);
  const before = parts.slice(0, last);
  const kind = nounKind(noun, before.at(-1));
  return kind && !isOtherwise(noun, before) ? kind : undefined;

  function part(index: number): string {
    return (parts[index] ?? '').replace(/(?<=[a-z])\d{1,3}$/, '');
  }
}

/** Whether a name says that what it holds is secret: `DB_PASSWORD`; not `password_file`, `max_tokens` or `secretName`. */
export function namesSecret(name: string): boolean {
  return secretNoun(name) !== undefined;
}

function nounKind(noun: string, before: string | undefined): SecretNoun | undefined {
  if (PASSWORDS.has(noun) || PASSWORD_ENDINGS.some((ending) => noun.endsWith(ending))) return 'password';
  if (noun === 'salt') return before === 'auth' || before === 'secret' ? 'key' : undefined;
  if (noun === 'key') return before !== undefined && KINDS_OF_KEY.has(before) ? 'key' : undefined;
  return KEYS.has(noun) || KEY_ENDINGS.some((ending) => noun.endsWith(ending)) ? 'key' : undefined;
}

function isOtherwise(noun: string, before: readonly string[]): boolean {
  // `write key` and `public api` are told apart by what stands right before the noun.
  return before.some((word, index) => OTHERWISE.has(word) && !(noun === 'key' && index === before.length - 1));
}

/** The words of an identifier in lower case: `DBPassword` and `db-password` are both `db`, `password`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

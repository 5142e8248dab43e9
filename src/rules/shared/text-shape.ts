/** How many of lower case, upper case, digits and other marks a text has, 0 to 4. */
export function characterClasses(text: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(text)).length;
}

/** Shannon's entropy of the characters, in bits each. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Whether a text reads as words and numbers with marks between: `letsencrypt-prod-2`, `MY_TOKEN`, `userAccessToken`. */
export function isWordlike(text: string): boolean {
  const parts = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((part) => part !== '');
  const letters = parts.filter((part) => /^[A-Za-z]+$/.test(part));
  const strange = parts.filter((part) => !/^(?:[A-Za-z]+|v?\d{1,8})$/.test(part));
  // `k8s`, `s3` and `ec2` are words beside others.
  if (strange.some((part) => part.length > 4) || strange.length * 2 > letters.length) return false;
  // Pieces of what a machine made are seldom pronounced.
  const spoken = letters.filter((part) => /[aeiouy]/i.test(part));
  if (strange.length > 0 && text.length >= 16 && spoken.length * 3 < letters.length * 2) return false;
  // Random letters in both cases fall into pieces of one or two.
  return letters.join('').length >= 3 * letters.length;
}

/** Whether a text has the look of what a machine made: letters and digits with no rhythm to them. */
export function looksRandom(text: string): boolean {
  if (/^[\da-f-]+$/i.test(text)) return /\d/.test(text) && /[a-f]/i.test(text) && entropy(text) >= 2.8;
  const changes = text.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])|[a-z](?=[A-Z])/g)?.length ?? 0;
  return /[A-Za-z]/.test(text) && changes >= Math.max(2, text.length / 12) && entropy(text) >= 3;
}

/** Whether a text is a digest, an identifier or a public thing, by its form: UUID, GitHub's node ID, `sha256:…`, `$2b$…`, a
 * certificate, the fingerprint of an OpenPGP key. */
export function isDigest(text: string): boolean {
  return (
    /^(?:[A-Z]{1,4}_kw|MDEwO|MDQ6)/.test(text) ||
    (/^(?:0x)?[\dA-F]{40}$/.test(text) && /[A-F]/.test(text)) ||
    /^\{?[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\}?$/i.test(text) ||
    /^(?:(?:sha(?:1|224|256|384|512)|md5)[-:$]|\$(?:1|2[abxy]?|5|6|7|y|gy|apr1|argon2\w{1,2}|pbkdf2\S*|scrypt|P|H)\$|\{(?:S?SHA|SSHA\d*|MD5|SMD5|CRYPT|bcrypt|noop|PBKDF2[\w-]*)\}|pbkdf2[_:]|scrypt:|SCRAM-SHA)/i.test(
      text,
    ) ||
    /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-|-----BEGIN (?:CERTIFICATE|(?:[A-Z]+ )?PUBLIC KEY)|MII[A-Z][A-Za-z\d+/]{20}.*AQAB$|LS0tLS1CRUdJTiBDRVJU|LS0tLS1CRUdJTiBQVUJM)/.test(
      text,
    )
  );
}

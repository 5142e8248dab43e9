const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The CRC-32 (IEEE 802.3) of an ASCII text. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ text.charCodeAt(i)) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A number in base 62 (digits, upper case, lower case), padded with zeros. */
export function base62(number: number, width: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) text = (BASE62[rest % 62] ?? '') + text;
  return text.padStart(width, '0');
}

/** Whether the last six of the characters after a prefix are the CRC-32 of the others in base 62, as GitHub and npm have it. */
export function hasBase62Checksum(secret: string): boolean {
  const body = secret.slice(secret.indexOf('_') + 1);
  return base62(crc32(body.slice(0, -6)), 6) === body.slice(-6);
}

/**
 * Whether the last seven of a routable GitLab token's characters are the CRC-32 of all before them in base 36, and the two
 * before them the length of what follows the prefix.
 */
export function isRoutableToken(token: string): boolean {
  const checked = token.slice(0, -7);
  const payload = token.slice(token.indexOf('-') + 1, token.indexOf('.')).replace(/^t\d_/, '');
  const length = Number.parseInt(checked.slice(-2), 36);
  return crc32(checked).toString(36).padStart(7, '0') === token.slice(-7) && length === payload.length;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Whether an AWS access key ID names an account, in the 40 bits after its fourth character and one more bit. The oldest
 * ones, whose fifth character is I or J, name none.
 */
export function namesAccount(keyId: string): boolean {
  if (/^A[KS]IA[IJ]/.test(keyId)) return true;
  let bits = 0;
  for (const character of keyId.slice(4, 13)) bits = bits * 32 + BASE32.indexOf(character);
  // Of 45 bits the first is no part of the number, and neither are the last four.
  return Math.floor((bits % 2 ** 44) / 16) < 1e12;
}

/** Whether a Bech32 text (BIP 173), in one case, ends with its own checksum. */
export function isBech32(text: string): boolean {
  const lower = text.toLowerCase();
  const split = lower.lastIndexOf('1');
  const prefix = lower.slice(0, split);
  const values = [...prefix].map((character) => character.charCodeAt(0) >> 5);
  values.push(0, ...[...prefix].map((character) => character.charCodeAt(0) & 31));
  values.push(...[...lower.slice(split + 1)].map((character) => BECH32.indexOf(character)));
  return split > 0 && !values.includes(-1) && polymod(values) === 1;
}

function polymod(values: readonly number[]): number {
  const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (let i = 0; i < 5; i++) if ((top >>> i) & 1) sum ^= generator[i] ?? 0;
  }
  return sum >>> 0;
}

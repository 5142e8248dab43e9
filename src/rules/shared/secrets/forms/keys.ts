import type { Severity } from '../../../../core/rule';
import type { Form } from '../form';

const PEM = 'https://www.rfc-editor.org/rfc/rfc7468';
const JWT = 'https://www.rfc-editor.org/rfc/rfc7519';

/** Private keys and signed tokens, which no single issuer gives out. */
export const keys: readonly Form[] = [
  {
    id: 'private-key',
    title: 'private key',
    link: PEM,
    keywords: ['-----BEGIN'],
    // As a file, or as a string with escapes, quotes and plus signs between its lines.
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=\s\\"',:;.()@<>#_]|-(?!----)){60,20000}-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/dy,
    accepts: hasKeyMaterial,
    severity: (secret) => (isEncrypted(secret) ? 'warning' : 'error'),
    isMadeForTests: true,
  },
  {
    id: 'private-key-base64',
    title: 'private key in Base64',
    link: PEM,
    // `-----BEGIN ` in Base64.
    keywords: ['LS0tLS1CRUdJTi'],
    pattern: /LS0tLS1CRUdJTi[A-Za-z0-9+/]{40,20000}(?:\s{1,60}[A-Za-z0-9+/]{30,200}){0,300}={0,2}/dy,
    accepts: isKeyInBase64,
    isMadeForTests: true,
  },
  {
    id: 'putty-private-key',
    title: 'PuTTY private key',
    link: 'https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html',
    keywords: ['PuTTY-User-Key-File-'],
    pattern: /PuTTY-User-Key-File-[23]: [^\n]{1,100}\r?\nEncryption: none[\s\S]{1,8000}?Private-MAC: [0-9a-f]{40,64}/dy,
    isMadeForTests: true,
  },
  {
    id: 'java-key-store',
    title: 'Java key store in Base64',
    link: 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html',
    // The four bytes that it begins with, and version 2.
    keywords: ['/u3+7QAAAAIAAAA'],
    pattern: /\/u3\+7QAAAAIAAAA[A-Za-z0-9+/]{400,20000}={0,2}/dy,
    isMadeForTests: true,
  },
  {
    id: 'pkcs12-key-store',
    title: 'PKCS #12 key store in Base64',
    link: 'https://www.rfc-editor.org/rfc/rfc7292',
    // A sequence that begins with the version, 3, and another sequence.
    keywords: ['IBAzCC'],
    lead: /[A-Za-z0-9+/]/,
    pattern: /MII[A-Za-z0-9+/]{3}IBAzCC[A-Za-z0-9+/]{400,20000}={0,2}/dy,
    accepts: isWholeSequence,
    isMadeForTests: true,
  },
  {
    id: 'jwt',
    title: 'JSON Web Token',
    link: JWT,
    keywords: ['eyJ'],
    pattern: /eyJ[\w-]{10,2000}\.eyJ[\w-]{10,8000}\.[\w-]{20,2000}(?![\w-])/dy,
    shown: 3,
    accepts: isSignedToken,
    severity: severityOfJwt,
    isMadeForTests: true,
  },
];

/** Whether a key stands between the lines that frame one, as far as its form goes; documentation shows dots there. */
function hasKeyMaterial(pem: string): boolean {
  const frame = pem.slice(0, pem.indexOf('-----', 6));
  const body = pem.slice(frame.length + 5, pem.lastIndexOf('-----END'));
  const material = body.replace(/\\[rnt]/g, '').replace(/[^A-Za-z0-9+/]/g, '');
  if (new Set(material).size < 20 || /\.{3}|x{6}|example|<(?:your|key|private|insert|redacted)/i.test(body))
    return false;
  if (/ (?:PGP|COSIGN|SIGSTORE|SSH2)|-BEGIN ENCRYPTED [A-Z]+ /.test(frame) || body.includes('Proc-Type'))
    return material.length >= 60;
  return frame.includes(' OPENSSH ')
    ? material.startsWith('b3BlbnNzaC1rZXktdjEA') && material.length >= 240
    : isWholeSequence(material);
}

/** Whether Base64 begins as a DER sequence does and is as long as that says. */
function isWholeSequence(base64: string): boolean {
  const [tag = 0, size = 0, high = 0, low = 0] = [...atob(base64.slice(0, 8))].map((character) =>
    character.charCodeAt(0),
  );
  const length = size < 0x80 ? size + 2 : size === 0x81 ? high + 3 : size === 0x82 ? high * 256 + low + 4 : 0;
  return tag === 0x30 && length >= 40 && length <= Math.ceil((base64.length * 3) / 4);
}

function isEncrypted(pem: string): boolean {
  return pem.startsWith('-----BEGIN ENCRYPTED') || pem.includes('Proc-Type: 4,ENCRYPTED');
}

/** Whether Base64, in one line or several, stands for the whole of a private key with its frame. */
function isKeyInBase64(text: string): boolean {
  const packed = text.replace(/\s+/g, '');
  // Not even the start, and it need not be decoded; what is left over after four characters each is no part of it.
  if (!/^-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY/.test(atob(packed.slice(0, 64)))) return false;
  const key = atob(packed.slice(0, packed.length - (packed.length % 4)));
  return key.includes('-----END ') && hasKeyMaterial(key);
}

interface Claims {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

function claimsOf(jwt: string): Claims | undefined {
  const [header = '', payload = ''] = jwt.split('.').map(jsonOf);
  return isRecord(header) && isRecord(payload) ? { header, payload } : undefined;
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A signed one that still holds, and is neither a sample nor a key that is meant for browsers. */
function isSignedToken(jwt: string, _match: RegExpExecArray, today: string): boolean {
  const claims = claimsOf(jwt);
  if (typeof claims?.header.alg !== 'string' || claims.header.alg === 'none') return false;
  const { sub, name, role, exp } = claims.payload;
  const isOver = typeof exp === 'number' && exp * 1000 < Date.parse(`${today}T00:00:00Z`);
  const isSample = sub === '1234567890' || name === 'John Doe' || /\bexample\b/i.test(JSON.stringify(claims.payload));
  return !isOver && !isSample && role !== 'anon';
}

/** One that never ends is a password. */
function severityOfJwt(jwt: string): Severity {
  const payload = claimsOf(jwt)?.payload;
  return payload?.role === 'service_role' || !(payload && 'exp' in payload) ? 'error' : 'warning';
}

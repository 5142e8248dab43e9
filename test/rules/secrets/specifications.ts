import { base62, crc32 } from '../../../src/rules/shared/secrets/checksum';
import { text } from './random';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
export const HEX = '0123456789abcdef';
export const ALNUM = DIGITS + LOWER + UPPER;
const BASE32 = `${UPPER}234567`;
const BASE64 = `${ALNUM}+/`;
const URL_SAFE = `${ALNUM}_-`;

/** A fixed text, or so many characters of an alphabet. */
type Part = string | readonly [length: number, alphabet: string];

/** How the issuer of a token says that it is written, apart from the expressions that find it. */
export interface Specification {
  readonly form: string;
  readonly parts: readonly Part[];
  /** Of the last part any length from the given one on is right. */
  readonly isOpen?: boolean;
  /** Makes it as a whole, where parts don't tell how. */
  readonly make?: (random: () => number) => string;
  /** Completes what the parts give. */
  readonly checksum?: (token: string) => string;
}

const GITHUB_LIKE = (token: string) => base62(crc32(token.slice(token.indexOf('_') + 1)), 6);
/** Base 36 of the CRC-32 after the payload's length, as GitLab describes its routable tokens. */
const ROUTABLE = (token: string) => {
  const payload = token.slice(token.indexOf('-') + 1);
  const checked = `${token}.${payload.length.toString(36).padStart(2, '0')}`;
  return checked.slice(token.length) + crc32(checked).toString(36).padStart(7, '0');
};
const uuid: readonly Part[] = [[8, HEX], '-', [4, HEX], '-4', [3, HEX], '-', [4, HEX], '-', [12, HEX]];

export const specifications: readonly Specification[] = [
  ...[
    ['github-personal-access-token', 'ghp_'],
    ['github-oauth-token', 'gho_'],
    ['github-user-token', 'ghu_'],
    ['github-installation-token', 'ghs_'],
    ['github-refresh-token', 'ghr_'],
    ['npm-access-token', 'npm_'],
  ].map(([form = '', prefix = '']) => ({ form, parts: [prefix, [30, ALNUM] as const], checksum: GITHUB_LIKE })),
  { form: 'github-fine-grained-token', parts: ['github_pat_', [22, ALNUM], '_', [59, ALNUM]] },
  { form: 'gitlab-personal-access-token', parts: ['glpat-', [20, ALNUM]] },
  { form: 'gitlab-deploy-token', parts: ['gldt-', [20, ALNUM]], isOpen: true },
  { form: 'gitlab-runner-token', parts: ['glrt-', [20, ALNUM]], isOpen: true },
  { form: 'gitlab-trigger-token', parts: ['glptt-', [40, HEX]], isOpen: true },
  { form: 'gitlab-registration-token', parts: ['GR1348941', [20, ALNUM]] },
  { form: 'atlassian-api-token', parts: ['ATATT3xFfGF0', [177, ALNUM], '=', [8, '0123456789ABCDEF']], isOpen: true },
  { form: 'bitbucket-app-password', parts: ['ATBB', [24, ALNUM], [8, '0123456789ABCDEF']] },
  { form: 'sourcegraph-access-token', parts: ['sgp_', [40, HEX]] },
  { form: 'circleci-personal-token', parts: ['CCIPAT_', [22, ALNUM], '_', [40, HEX]] },
  { form: 'sonarqube-token', parts: ['sqp_', [40, HEX]] },
  { form: 'linear-api-key', parts: ['lin_api_', [40, ALNUM]] },
  { form: 'postman-api-key', parts: ['PMAK-', [24, HEX], '-', [34, HEX]] },
  { form: 'notion-token', parts: ['ntn_', [46, ALNUM]] },
  { form: 'airtable-token', parts: ['pat', [14, ALNUM], '.', [64, HEX]] },
  { form: 'pypi-token', parts: ['pypi-AgEIcHlwaS5vcmc', [150, URL_SAFE], 'Q'], isOpen: true },
  { form: 'rubygems-api-key', parts: ['rubygems_', [48, HEX]] },
  { form: 'cratesio-token', parts: ['cio', [32, ALNUM]] },
  { form: 'nuget-api-key', parts: ['oy2', [43, DIGITS + LOWER]] },
  { form: 'docker-access-token', parts: ['dckr_pat_', [26, URL_SAFE], 'Q'] },
  { form: 'clojars-token', parts: ['CLOJARS_', [60, HEX]] },
  { form: 'aws-access-key-id', parts: ['AKIA4', [15, BASE32]] },
  { form: 'google-api-key', parts: ['AIza', [34, URL_SAFE], 'Q'] },
  { form: 'google-oauth-secret', parts: ['GOCSPX-', [27, URL_SAFE], 'Q'] },
  { form: 'azure-storage-key', parts: ['AccountKey=', [86, BASE64], '=='] },
  { form: 'azure-client-secret', parts: [[3, ALNUM], '8Q~', [34, ALNUM]] },
  { form: 'azure-devops-token', parts: [[76, ALNUM], 'AZDO', [4, ALNUM]] },
  { form: 'digitalocean-token', parts: ['dop_v1_', [64, HEX]] },
  { form: 'netlify-token', parts: ['nfp_', [36, ALNUM]] },
  { form: 'supabase-access-token', parts: ['sbp_', [40, HEX]] },
  { form: 'databricks-token', parts: ['dapi', [32, HEX]] },
  { form: 'vault-service-token', parts: ['hvs.', [90, ALNUM]], isOpen: true },
  { form: 'terraform-cloud-token', parts: [[14, ALNUM], '.atlasv1.', [67, ALNUM]], isOpen: true },
  { form: 'pulumi-token', parts: ['pul-', [40, HEX]] },
  { form: 'doppler-token', parts: ['dp.pt.', [43, ALNUM]], isOpen: true },
  { form: 'slack-bot-token', parts: ['xoxb-', [12, DIGITS], '-', [13, DIGITS], '-', [24, ALNUM]] },
  { form: 'slack-app-token', parts: ['xapp-1-', [11, UPPER + DIGITS], '-', [13, DIGITS], '-', [64, HEX]] },
  {
    form: 'slack-webhook',
    parts: ['https://hooks.slack.com/services/T', [10, UPPER + DIGITS], '/B', [10, UPPER + DIGITS], '/', [24, ALNUM]],
    isOpen: true,
  },
  {
    form: 'discord-webhook',
    parts: ['https://discord.com/api/webhooks/', [18, DIGITS], '/', [68, ALNUM]],
    isOpen: true,
  },
  { form: 'telegram-bot-token', parts: [[10, '123456789'], ':AA', [32, URL_SAFE], 'Q'] },
  { form: 'sendgrid-api-key', parts: ['SG.', [22, URL_SAFE], '.', [42, URL_SAFE], 'Q'] },
  { form: 'mailgun-api-key', parts: ['key-', [32, HEX]] },
  { form: 'mailchimp-api-key', parts: [[32, HEX], '-us', [2, '123456789']], isOpen: true },
  { form: 'brevo-api-key', parts: ['xkeysib-', [64, HEX], '-', [16, ALNUM]] },
  { form: 'stripe-secret-key', parts: ['sk_live_', [99, ALNUM]], isOpen: true },
  { form: 'shopify-access-token', parts: ['shpat_', [32, HEX]] },
  { form: 'square-oauth-secret', parts: ['sq0csp-', [42, URL_SAFE], 'Q'] },
  { form: 'hubspot-access-token', parts: ['pat-na1-', ...uuid] },
  { form: 'launchdarkly-sdk-key', parts: ['sdk-', ...uuid] },
  { form: 'new-relic-user-key', parts: ['NRAK-', [27, UPPER + DIGITS]] },
  { form: 'new-relic-license-key', parts: [[36, HEX], 'NRAL'] },
  { form: 'grafana-service-account-token', parts: ['glsa_', [32, ALNUM], '_', [8, HEX]] },
  { form: 'sentry-user-token', parts: ['sntryu_', [64, HEX]] },
  { form: 'dynatrace-token', parts: ['dt0c01.', [24, UPPER + DIGITS], '.', [64, UPPER + DIGITS]] },
  { form: 'openai-api-key', parts: ['sk-proj-', [74, ALNUM], 'T3BlbkFJ', [74, ALNUM]], isOpen: true },
  { form: 'anthropic-api-key', parts: ['sk-ant-api03-', [93, ALNUM], 'AA'], isOpen: true },
  { form: 'hugging-face-token', parts: ['hf_', [34, LOWER + UPPER]] },
  { form: 'replicate-token', parts: ['r8_', [37, ALNUM]] },
  { form: 'groq-api-key', parts: ['gsk_', [52, ALNUM]] },
  { form: 'openrouter-api-key', parts: ['sk-or-v1-', [64, HEX]] },
  { form: 'gitlab-personal-access-token', parts: ['glpat-', [40, ALNUM]], checksum: ROUTABLE },
  { form: 'gitlab-trigger-token', parts: ['glptt-', [44, ALNUM]], checksum: ROUTABLE },
  { form: 'gitlab-job-token', parts: ['glcbt-64_', [20, ALNUM]], isOpen: true },
  { form: 'gitlab-feed-token', parts: ['glft-', [20, ALNUM]], isOpen: true },
  { form: 'gitlab-mail-token', parts: ['glimt-', [25, ALNUM]], isOpen: true },
  { form: 'gitlab-scim-token', parts: ['glsoat-', [20, ALNUM]], isOpen: true },
  { form: 'gitlab-agent-token', parts: ['glagent-', [50, ALNUM]], isOpen: true },
  { form: 'gitlab-oauth-secret', parts: ['gloas-', [64, HEX]], isOpen: true },
  { form: 'gitlab-feature-flag-token', parts: ['glffct-', [20, ALNUM]], isOpen: true },
  { form: 'bitbucket-access-token', parts: ['ATCTT3xFfGN0', [160, ALNUM], '=', [8, '0123456789ABCDEF']], isOpen: true },
  { form: 'circleci-project-token', parts: ['CCIPRJ_', [22, ALNUM], '_', [40, HEX]] },
  { form: 'buildkite-api-token', parts: ['bkua_', [40, HEX]] },
  { form: 'harness-access-token', parts: ['pat.', [22, URL_SAFE], '.', [24, HEX], '.', [20, ALNUM]] },
  { form: 'figma-token', parts: ['figd_', [43, ALNUM]], isOpen: true },
  { form: 'contentful-token', parts: ['CFPAT-', [42, URL_SAFE], 'Q'] },
  { form: 'testpypi-token', parts: ['pypi-AgENdGVzdC5weXBpLm9yZw', [150, URL_SAFE], 'Q'], isOpen: true },
  { form: 'docker-organization-token', parts: ['dckr_oat_', [31, URL_SAFE], 'Q'] },
  { form: 'jfrog-reference-token', parts: ['cmVmdGtuOj', [54, ALNUM]] },
  { form: 'jfrog-api-key', parts: ['AKCp', [69, ALNUM]] },
  { form: 'aws-temporary-access-key-id', parts: ['ASIA4', [15, BASE32]] },
  { form: 'aws-bedrock-api-key', parts: ['ABSK', [128, ALNUM]], isOpen: true },
  { form: 'aws-configure-secret-key', parts: ['aws_secret_access_key ', [40, BASE64]] },
  { form: 'google-oauth-token', parts: ['ya29.', [150, URL_SAFE], 'Q'], isOpen: true },
  { form: 'azure-shared-access-key', parts: ['SharedAccessKey=', [43, BASE64], '='] },
  { form: 'azure-sas', parts: ['?sv=2024-05-04&sig=', [43, ALNUM], '%3D'] },
  { form: 'heroku-api-key', parts: ['HRKU-', [59, URL_SAFE], 'Q'] },
  { form: 'fly-token', parts: ['fm2_', [400, ALNUM]], isOpen: true },
  { form: 'cloudflare-origin-ca-key', parts: ['v1.0-', [24, HEX], '-', [146, HEX]] },
  { form: 'render-api-key', parts: ['rnd_', [28, ALNUM]], isOpen: true },
  { form: 'planetscale-token', parts: ['pscale_tkn_', [43, ALNUM]], isOpen: true },
  { form: 'planetscale-password', parts: ['pscale_pw_', [43, ALNUM]], isOpen: true },
  { form: 'supabase-secret-key', parts: ['sb_secret_', [22, ALNUM], '_', [8, ALNUM]] },
  { form: 'tailscale-key', parts: ['tskey-auth-', [12, ALNUM], 'CNTRL-', [32, ALNUM]], isOpen: true },
  { form: 'vault-batch-token', parts: ['hvb.', [150, ALNUM]], isOpen: true },
  { form: 'vault-recovery-token', parts: ['hvr.', [90, ALNUM]], isOpen: true },
  { form: 'onepassword-service-token', parts: ['ops_eyJ', [400, ALNUM]], isOpen: true },
  { form: 'slack-user-token', parts: ['xoxp-', [12, DIGITS], '-', [12, DIGITS], '-', [13, DIGITS], '-', [32, HEX]] },
  { form: 'slack-config-token', parts: ['xoxe-1-', [147, ALNUM]], isOpen: true },
  {
    form: 'teams-webhook',
    parts: [
      'https://shop.webhook.office.com/webhookb2/',
      ...uuid,
      '@',
      ...uuid,
      '/IncomingWebhook/',
      [32, HEX],
      '/',
      ...uuid,
    ],
    isOpen: true,
  },
  { form: 'brevo-smtp-key', parts: ['xsmtpsib-', [64, HEX], '-', [16, ALNUM]] },
  { form: 'stripe-restricted-key', parts: ['rk_live_', [99, ALNUM]], isOpen: true },
  { form: 'stripe-test-key', parts: ['sk_test_', [99, ALNUM]], isOpen: true },
  { form: 'webhook-signing-secret', parts: ['whsec_', [32, ALNUM]], isOpen: true },
  { form: 'square-access-token', parts: ['EAAA', [59, URL_SAFE], 'Q'] },
  { form: 'braintree-access-token', parts: ['access_token$production$', [16, DIGITS + LOWER], '$', [32, HEX]] },
  { form: 'flutterwave-secret-key', parts: ['FLWSECK-', [32, HEX], '-X'] },
  { form: 'plaid-access-token', parts: ['access-production-', ...uuid] },
  { form: 'shippo-live-token', parts: ['shippo_live_', [40, HEX]] },
  { form: 'easypost-api-key', parts: ['EZAK', [54, ALNUM]] },
  { form: 'duffel-live-token', parts: ['duffel_live_', [43, ALNUM]] },
  { form: 'typeform-token', parts: ['tfp_', [44, ALNUM], '_', [14, ALNUM]], isOpen: true },
  { form: 'mapbox-secret-token', parts: ['sk.eyJ', [80, ALNUM], '.', [21, URL_SAFE], 'Q'] },
  { form: 'new-relic-insert-key', parts: ['NRII-', [31, URL_SAFE], 'Q'] },
  { form: 'grafana-cloud-token', parts: ['glc_eyJ', [120, ALNUM]], isOpen: true },
  { form: 'sentry-organization-token', parts: ['sntrys_eyJ', [120, ALNUM], '_', [43, ALNUM]], isOpen: true },
  { form: 'axiom-token', parts: ['xaat-', ...uuid] },
  { form: 'posthog-personal-key', parts: ['phx_', [43, ALNUM]], isOpen: true },
  { form: 'prefect-api-key', parts: ['pnu_', [36, ALNUM]] },
  { form: 'readme-api-key', parts: ['rdme_', [70, DIGITS + LOWER]] },
  { form: 'perplexity-api-key', parts: ['pplx-', [48, ALNUM]] },
  { form: 'xai-api-key', parts: ['xai-', [80, ALNUM]] },
  { form: 'langsmith-api-key', parts: ['lsv2_pt_', [32, HEX], '_', [10, HEX]] },
  { form: 'langfuse-secret-key', parts: ['sk-lf-', ...uuid] },
  { form: 'pinecone-api-key', parts: ['pcsk_', [70, ALNUM]], isOpen: true },
  { form: 'nvidia-api-key', parts: ['nvapi-', [63, URL_SAFE], 'Q'] },
  { form: 'tavily-api-key', parts: ['tvly-', [32, ALNUM]] },
  { form: 'jwt', parts: [], make: jsonWebToken },
  { form: 'age-secret-key', parts: [], make: ageKey },
  {
    form: 'java-key-store',
    parts: [],
    make: (random) => btoa(`\xfe\xed\xfe\xed\0\0\0\x02\0\0\0\x01${bytes(random, 450)}`),
  },
  {
    form: 'pkcs12-key-store',
    parts: [],
    make: (random) => btoa(`0\x82\x01\xc2\x02\x01\x030\x82\x01\xbb${bytes(random, 443)}`),
  },
  { form: 'private-key-base64', parts: [], make: (random) => btoa(privateKey(random)) },
];

/** RFC 7519: an HMAC of SHA-256 behind a header and claims. */
function jsonWebToken(random: () => number): string {
  const part = (value: object) =>
    btoa(JSON.stringify(value)).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  const claims = { sub: text(random, 12, HEX), iat: 1_700_000_000 };
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${text(random, 43, ALNUM)}`;
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** BIP 173, in upper case: 32 bytes in groups of five bits, and six characters of checksum. */
function ageKey(random: () => number): string {
  const prefix = 'age-secret-key-';
  const data = Array.from({ length: 52 }, (_, index) => (index === 51 ? 16 : Math.floor(random() * 32)));
  const expanded = [
    ...[...prefix].map((each) => each.charCodeAt(0) >> 5),
    0,
    ...[...prefix].map((each) => each.charCodeAt(0) & 31),
  ];
  let sum = 1;
  for (const value of [...expanded, ...data, 0, 0, 0, 0, 0, 0]) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].forEach((each, bit) => {
      if ((top >>> bit) & 1) sum ^= each;
    });
  }
  const checksum = [5, 4, 3, 2, 1, 0].map((place) => ((sum ^ 1) >>> (5 * place)) & 31);
  return `${prefix}1${[...data, ...checksum].map((value) => BECH32[value]).join('')}`.toUpperCase();
}

function bytes(random: () => number, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(Math.floor(random() * 256))).join('');
}

/** RFC 7468 around a DER sequence of random bytes: of the length of a key, and none. */
export function privateKey(random: () => number, label = 'RSA PRIVATE KEY'): string {
  const body = btoa(`0\x82\x01\x2c${bytes(random, 300)}`).replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${body}-----END ${label}-----\n`;
}

/** A token by its specification, and the stretch of it that is the secret. */
export function tokenOf({ parts, checksum, make }: Specification, random: () => number): string {
  if (make) return make(random);
  const token = parts.map((part) => (typeof part === 'string' ? part : text(random, ...part))).join('');
  return token + (checksum?.(token) ?? '');
}

/** Texts that a hasty reader takes for such a token. */
export function nearMissesOf(specification: Specification, random: () => number): string[] {
  const { parts, isOpen, checksum, make } = specification;
  const token = tokenOf(specification, random);
  // Cut off, and with other characters in its middle.
  if (make) return [token.slice(0, token.length >> 2), token.slice(0, token.length >> 1) + text(random, 20, ALNUM)];
  const longest = parts.reduce((size, part) => (typeof part === 'string' ? size : Math.max(size, part[0])), 0);
  const shorter = parts.map((part) =>
    typeof part !== 'string' && part[0] === longest ? ([8, part[1]] as const) : part,
  );
  return [
    // Somebody shows the form.
    parts.map((part) => (typeof part === 'string' ? part : 'x'.repeat(part[0]))).join(''),
    // Too short.
    tokenOf({ ...specification, parts: shorter }, random),
    // Too long, or with a wrong checksum.
    ...(isOpen ? [] : [`${token}${text(random, 5, ALNUM)}`]),
    ...(checksum ? [token.slice(0, -1) + (token.endsWith('a') ? 'b' : 'a')] : []),
  ];
}

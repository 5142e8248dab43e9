import { base62, crc32 } from '../../../src/rules/shared/secrets/checksum';
import { text } from './random';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
export const HEX = '0123456789abcdef';
export const ALNUM = DIGITS + LOWER + UPPER;
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
  /** Completes what the parts give. */
  readonly checksum?: (token: string) => string;
}

const GITHUB_LIKE = (token: string) => base62(crc32(token.slice(token.indexOf('_') + 1)), 6);
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
  { form: 'aws-access-key-id', parts: ['AKIA', [16, `${UPPER}234567`]] },
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
];

/** A token by its specification, and the stretch of it that is the secret. */
export function tokenOf({ parts, checksum }: Specification, random: () => number): string {
  const token = parts.map((part) => (typeof part === 'string' ? part : text(random, ...part))).join('');
  return token + (checksum?.(token) ?? '');
}

/** Texts that a hasty reader takes for such a token. */
export function nearMissesOf(specification: Specification, random: () => number): string[] {
  const { parts, isOpen, checksum } = specification;
  const token = tokenOf(specification, random);
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

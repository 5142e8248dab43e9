import { looksRandom } from '../../text-shape';
import { isBech32, namesAccount } from '../checksum';
import { type Form, token } from '../form';
import { isPublishedKey } from '../published';

const AWS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html';
const VAULT = 'https://developer.hashicorp.com/vault/docs/concepts/tokens';
const DOPPLER = 'https://docs.doppler.com/docs/service-tokens';
const DIGITALOCEAN = 'https://docs.digitalocean.com/reference/api/create-personal-access-token/';
const PLANETSCALE = 'https://planetscale.com/docs/concepts/service-tokens';

/** Keys and tokens of clouds, hosts, vaults and databases as a service. */
export const clouds: readonly Form[] = [
  token('aws-access-key-id', 'AWS access key ID', AWS, /AKIA[A-Z2-7]{16}/, { accepts: namesAccount }),
  token('aws-temporary-access-key-id', 'AWS temporary access key ID', AWS, /ASIA[A-Z2-7]{16}/, {
    accepts: namesAccount,
    severity: 'warning',
  }),
  token(
    'aws-bedrock-api-key',
    'Amazon Bedrock API key',
    'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
    /ABSK[A-Za-z0-9+/]{109,269}={0,2}/,
  ),
  {
    id: 'aws-secret-access-key',
    title: 'AWS secret access key',
    link: AWS,
    keywords: ['AKIA', 'ASIA'],
    // Beside the key ID: on its line, or under a name on one of the next.
    pattern:
      /A[KS]IA[A-Z2-7]{16}(?![A-Z0-9])[^\n]{0,80}(?:\r?\n[^\n]{0,80}){0,2}?[\s"'=:,](?<secret>(?=[A-Za-z0-9/+]{0,39}[0-9])(?=[A-Za-z0-9/+]{0,39}[a-z])(?=[A-Za-z0-9/+]{0,39}[A-Z])[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/dy,
    shown: 0,
  },
  {
    id: 'aws-configure-secret-key',
    title: 'AWS secret access key',
    link: 'https://docs.aws.amazon.com/cli/latest/reference/configure/set.html',
    keywords: ['aws_secret_access_key '],
    pattern: /aws_secret_access_key[ \t]+["']?(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/dy,
  },
  token('google-api-key', 'Google API key', 'https://cloud.google.com/docs/authentication/api-keys', /AIza[\w-]{35}/, {
    severity: 'warning',
  }),
  token(
    'google-oauth-secret',
    'Google OAuth client secret',
    'https://developers.google.com/identity/protocols/oauth2',
    /GOCSPX-[\w-]{28}/,
  ),
  token(
    'google-oauth-token',
    'Google OAuth access token',
    'https://developers.google.com/identity/protocols/oauth2',
    /ya29\.[\w-]{60,400}/,
    { severity: 'warning' },
  ),
  {
    id: 'azure-storage-key',
    title: 'Azure Storage account key',
    link: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage',
    keywords: ['AccountKey='],
    pattern: /AccountKey=(?<secret>[A-Za-z0-9+/]{86}==)(?![A-Za-z0-9+/=])/dy,
    isPublished: isPublishedKey,
  },
  {
    id: 'azure-shared-access-key',
    title: 'Azure shared access key',
    link: 'https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas',
    keywords: ['SharedAccessKey='],
    pattern: /SharedAccessKey=(?<secret>[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/dy,
  },
  {
    id: 'azure-sas',
    title: 'Azure shared access signature',
    link: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview',
    keywords: ['sig='],
    pattern: /sig=(?<secret>[A-Za-z0-9+/]{43}=|(?:[A-Za-z0-9]|%2[BbFf]){43}%3[Dd])(?![A-Za-z0-9%])/dy,
    accepts: isStillValid,
  },
  {
    id: 'azure-client-secret',
    title: 'Microsoft Entra client secret',
    link: 'https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials',
    keywords: ['7Q~', '8Q~'],
    lead: /[\w.~-]/,
    pattern: /[\w.~-]{3}[78]Q~[\w.~-]{31,34}(?![\w.~-])/dy,
  },
  {
    id: 'azure-devops-token',
    title: 'Azure DevOps personal access token',
    link: 'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
    keywords: ['AZDO'],
    lead: /[A-Za-z0-9]/,
    pattern: /[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])/dy,
  },
  token('digitalocean-token', 'DigitalOcean token', DIGITALOCEAN, /do[opr]_v1_[0-9a-f]{64}/, {
    keywords: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
  }),
  token('heroku-api-key', 'Heroku API key', 'https://devcenter.heroku.com/articles/authentication', /HRKU-[\w-]{60}/),
  token(
    'fly-token',
    'Fly.io access token',
    'https://fly.io/docs/security/tokens/',
    /fm[12][ar]?_[A-Za-z0-9+/]{100,2000}={0,3}/,
    { keywords: ['fm1_', 'fm1a_', 'fm1r_', 'fm2_'] },
  ),
  token(
    'cloudflare-origin-ca-key',
    'Cloudflare Origin CA key',
    'https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/',
    /v1\.0-[0-9a-f]{24}-[0-9a-f]{146}/,
  ),
  token(
    'netlify-token',
    'Netlify personal access token',
    'https://docs.netlify.com/api/get-started/',
    /nfp_[A-Za-z0-9]{36}/,
  ),
  token('render-api-key', 'Render API key', 'https://render.com/docs/api', /rnd_[A-Za-z0-9]{24,60}/, {
    accepts: looksRandom,
  }),
  token('planetscale-token', 'PlanetScale service token', PLANETSCALE, /pscale_tkn_[\w.-]{32,64}/),
  token('planetscale-password', 'PlanetScale password', PLANETSCALE, /pscale_pw_[\w.-]{32,64}/),
  token(
    'supabase-access-token',
    'Supabase access token',
    'https://supabase.com/docs/reference/api/introduction',
    /sbp_[0-9a-f]{40}/,
  ),
  token(
    'supabase-secret-key',
    'Supabase secret key',
    'https://supabase.com/docs/guides/api/api-keys',
    /sb_secret_[\w-]{31}/,
  ),
  token(
    'databricks-token',
    'Databricks personal access token',
    'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
    /dapi[0-9a-f]{32}(?:-\d)?/,
  ),
  token(
    'tailscale-key',
    'Tailscale key',
    'https://tailscale.com/kb/1277/key-prefixes',
    /tskey-(?:api|auth|client|scim|webhook)-[A-Za-z0-9]{8,24}-[A-Za-z0-9]{18,64}/,
    { keywords: ['tskey-'] },
  ),
  token('vault-service-token', 'Vault service token', VAULT, /hvs\.[\w-]{24,300}/),
  token('vault-batch-token', 'Vault batch token', VAULT, /hvb\.[\w-]{100,400}/),
  token('vault-recovery-token', 'Vault recovery token', VAULT, /hvr\.[\w-]{24,300}/),
  {
    id: 'terraform-cloud-token',
    title: 'HCP Terraform API token',
    link: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
    keywords: ['.atlasv1.'],
    lead: /[A-Za-z0-9]/,
    pattern: /[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,80}/dy,
  },
  token(
    'pulumi-token',
    'Pulumi access token',
    'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/',
    /pul-[0-9a-f]{40}/,
  ),
  token(
    'doppler-token',
    'Doppler token',
    DOPPLER,
    /dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}/,
    { keywords: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'] },
  ),
  token(
    'onepassword-service-token',
    '1Password service account token',
    'https://developer.1password.com/docs/service-accounts/',
    /ops_eyJ[A-Za-z0-9+/_-]{250,2000}={0,3}/,
  ),
  token(
    'age-secret-key',
    'age secret key',
    'https://github.com/C2SP/C2SP/blob/main/age.md',
    /AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}/,
    { accepts: isBech32, isMadeForTests: true },
  ),
];

/** Whether the end of a shared access signature, where it stands before it, has not come. */
function isStillValid(_secret: string, { input, index }: RegExpExecArray, today: string): boolean {
  const end = /[?&]se=(\d{4}-\d\d-\d\d)/.exec(input.slice(Math.max(0, index - 300), index))?.[1];
  return end === undefined || end >= today;
}

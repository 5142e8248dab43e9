import { looksRandom } from '../../text-shape';
import { type Form, token } from '../form';
import { isPublishedKey } from '../published';

const SLACK = 'https://api.slack.com/concepts/token-types';
const STRIPE = 'https://docs.stripe.com/keys';
const SHOPIFY = 'https://shopify.dev/docs/apps/build/authentication-authorization';
const SQUARE = 'https://developer.squareup.com/docs/build-basics/access-tokens';
const NEW_RELIC = 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/';
const GRAFANA = 'https://grafana.com/docs/grafana/latest/administration/service-accounts/';
const SENTRY = 'https://docs.sentry.io/account/auth-tokens/';

/** Tokens of messaging, payment, monitoring and other services. */
export const services: readonly Form[] = [
  token('slack-bot-token', 'Slack bot token', SLACK, /xoxb-\d{9,14}-\d{9,14}-[A-Za-z0-9]{24}/),
  token('slack-user-token', 'Slack user token', SLACK, /xoxp-(?:\d{9,14}-){2,3}[A-Za-z0-9]{24,34}/),
  token('slack-app-token', 'Slack app-level token', SLACK, /xapp-\d-[A-Z0-9]{8,14}-\d{9,14}-[0-9a-f]{64}/),
  token('slack-config-token', 'Slack configuration token', SLACK, /xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{100,250}/),
  token(
    'slack-webhook',
    'Slack webhook address',
    'https://api.slack.com/messaging/webhooks',
    /https:\/\/hooks\.slack\.com\/(?:services|triggers)\/T[A-Z0-9]{8,12}\/B?[A-Z0-9]{8,14}\/[A-Za-z0-9]{24,40}/,
    { keywords: ['https://hooks.slack.com/'], shown: 0 },
  ),
  token(
    'discord-webhook',
    'Discord webhook address',
    'https://docs.discord.com/developers/resources/webhook',
    /https:\/\/discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[\w-]{60,80}/,
    { keywords: ['https://discord'], shown: 0 },
  ),
  token(
    'teams-webhook',
    'Microsoft Teams webhook address',
    'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    /https:\/\/[a-z0-9-]{1,60}\.webhook\.office\.com\/webhookb2\/[0-9a-f-]{36}@[0-9a-f-]{36}\/IncomingWebhook\/[0-9a-f]{32}\/[0-9a-f-]{36}/,
    { keywords: ['.webhook.office.com/'], lead: /[a-z0-9:/-]/, shown: 0 },
  ),
  {
    id: 'telegram-bot-token',
    title: 'Telegram bot token',
    link: 'https://core.telegram.org/bots/api#authorizing-your-bot',
    keywords: [':AA'],
    lead: /\d/,
    pattern: /\d{8,10}:AA[\w-]{33}(?![\w-])/dy,
  },
  token(
    'sendgrid-api-key',
    'SendGrid API key',
    'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    /SG\.[\w-]{22}\.[\w-]{43}/,
    { shown: 3 },
  ),
  token(
    'mailgun-api-key',
    'Mailgun API key',
    'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt',
    /key-[0-9a-f]{32}/,
  ),
  {
    id: 'mailchimp-api-key',
    title: 'Mailchimp API key',
    link: 'https://mailchimp.com/help/about-api-keys/',
    keywords: ['-us'],
    lead: /[0-9a-f]/,
    pattern: /[0-9a-f]{32}-us\d{1,2}(?![\w-])/dy,
  },
  token(
    'brevo-api-key',
    'Brevo API key',
    'https://developers.brevo.com/docs/getting-started',
    /xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}/,
  ),
  token(
    'brevo-smtp-key',
    'Brevo SMTP key',
    'https://developers.brevo.com/docs/getting-started',
    /xsmtpsib-[0-9a-f]{64}-[A-Za-z0-9]{16}/,
  ),
  token('stripe-secret-key', 'Stripe live secret key', STRIPE, /sk_live_[A-Za-z0-9]{24,250}/),
  token('stripe-restricted-key', 'Stripe live restricted key', STRIPE, /rk_live_[A-Za-z0-9]{24,250}/),
  token('stripe-test-key', 'Stripe test mode secret key', STRIPE, /sk_test_[A-Za-z0-9]{24,250}/, {
    severity: 'info',
    isPublished: isPublishedKey,
    accepts: (secret) => !secret.startsWith('sk_test_51') || secret.length > 100,
  }),
  token(
    'webhook-signing-secret',
    'Webhook signing secret',
    'https://docs.stripe.com/webhooks/signature',
    /whsec_[A-Za-z0-9+/]{32,88}={0,2}/,
  ),
  token('shopify-access-token', 'Shopify access token', SHOPIFY, /shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/, {
    keywords: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
  }),
  token('square-access-token', 'Square access token', SQUARE, /EAAA[\w-]{60}/, { accepts: isNoWholeLine }),
  token('square-oauth-secret', 'Square OAuth secret', SQUARE, /sq0(?:csp-[\w-]{43}|atp-[\w-]{22})/, {
    keywords: ['sq0csp-', 'sq0atp-'],
  }),
  token(
    'braintree-access-token',
    'Braintree access token',
    'https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials',
    /access_token\$production\$[a-z0-9]{16}\$[0-9a-f]{32}/,
    { keywords: ['access_token$production'] },
  ),
  token(
    'flutterwave-secret-key',
    'Flutterwave secret key',
    'https://developer.flutterwave.com/docs/authentication',
    /FLWSECK-[0-9a-f]{32}-X/,
  ),
  token(
    'plaid-access-token',
    'Plaid access token',
    'https://plaid.com/docs/api/tokens/',
    /access-production-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
  ),
  token(
    'shippo-live-token',
    'Shippo live token',
    'https://docs.goshippo.com/docs/Guides_general/authentication/',
    /shippo_live_[0-9a-f]{40}/,
  ),
  token(
    'easypost-api-key',
    'EasyPost production API key',
    'https://docs.easypost.com/docs/authentication',
    /EZAK[A-Za-z0-9]{54}/,
  ),
  token(
    'duffel-live-token',
    'Duffel live token',
    'https://duffel.com/docs/api/overview/test-your-integration',
    /duffel_live_[\w=-]{43}/,
  ),
  token(
    'hubspot-access-token',
    'HubSpot private app token',
    'https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview',
    /pat-(?:na|eu|ap)\d-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    { keywords: ['pat-na', 'pat-eu', 'pat-ap'] },
  ),
  token(
    'typeform-token',
    'Typeform personal access token',
    'https://www.typeform.com/developers/get-started/personal-access-token/',
    /tfp_[\w-]{40,80}/,
    { accepts: looksRandom },
  ),
  token(
    'mapbox-secret-token',
    'Mapbox secret token',
    'https://docs.mapbox.com/help/dive-deeper/access-tokens/',
    /sk\.eyJ[\w-]{40,400}\.[\w-]{22}/,
  ),
  token(
    'launchdarkly-sdk-key',
    'LaunchDarkly SDK key',
    'https://launchdarkly.com/docs/sdk/concepts/client-side-server-side',
    /sdk-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/,
  ),
  token('new-relic-user-key', 'New Relic user key', NEW_RELIC, /NRAK-[A-Z0-9]{27}/),
  token('new-relic-insert-key', 'New Relic insert key', NEW_RELIC, /NRII-[\w-]{32}/),
  {
    id: 'new-relic-license-key',
    title: 'New Relic license key',
    link: NEW_RELIC,
    keywords: ['NRAL'],
    lead: /[0-9a-fF]/,
    pattern: /(?:eu01xx)?[0-9a-f]{32,36}(?:FFFF)?NRAL(?![A-Za-z0-9])/dy,
  },
  token('grafana-service-account-token', 'Grafana service account token', GRAFANA, /glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}/),
  token(
    'grafana-cloud-token',
    'Grafana Cloud access policy token',
    'https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/access-policies/',
    /glc_eyJ[A-Za-z0-9+/]{40,400}={0,3}/,
  ),
  token('sentry-organization-token', 'Sentry organization token', SENTRY, /sntrys_eyJ[A-Za-z0-9+/=_]{80,500}/),
  token('sentry-user-token', 'Sentry user token', SENTRY, /sntryu_[0-9a-f]{64}/),
  token(
    'dynatrace-token',
    'Dynatrace access token',
    'https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication',
    /dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}/,
  ),
  token(
    'axiom-token',
    'Axiom API token',
    'https://axiom.co/docs/reference/tokens',
    /xa[ap]t-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    { keywords: ['xaat-', 'xapt-'] },
  ),
  token('posthog-personal-key', 'PostHog personal API key', 'https://posthog.com/docs/api', /phx_[A-Za-z0-9_]{40,60}/, {
    accepts: looksRandom,
  }),
  token(
    'prefect-api-key',
    'Prefect API key',
    'https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys',
    /pnu_[A-Za-z0-9]{36}/,
  ),
  token(
    'readme-api-key',
    'ReadMe API key',
    'https://docs.readme.com/main/reference/authentication',
    /rdme_[a-z0-9]{70}/,
  ),
];

/** Base64 in lines of 64 characters has lines that begin as anything may. */
function isNoWholeLine(secret: string, { input, index }: RegExpExecArray): boolean {
  return !(/[\r\n]/.test(input[index - 1] ?? '\n') && /[\r\n]/.test(input[index + secret.length] ?? '\n'));
}

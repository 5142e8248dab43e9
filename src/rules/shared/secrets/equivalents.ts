/** Other tools' rules for secrets in files, as far as ours covers what they look for. */
export const equivalents: readonly string[] = [
  ...numbered('checkov:CKV_SECRET_', 1, 20),
  ...ids(
    'checkov',
    'CKV_AWS_41 CKV_AWS_45 CKV_AWS_46 CKV_AZURE_45 CKV_OPENSTACK_1 CKV_PAN_1 CKV_LIN_1 CKV_BCW_1 CKV2_DOCKER_17',
  ),
  ...ids(
    'gitleaks',
    'age-secret-key airtable-personnal-access-token anthropic-admin-api-key anthropic-api-key atlassian-api-token aws-access-token aws-amazon-bedrock-api-key-long-lived azure-ad-client-secret bitbucket-client-secret clojars-api-token contentful-delivery-api-token curl-auth-header curl-auth-user databricks-api-token digitalocean-access-token digitalocean-pat digitalocean-refresh-token doppler-api-token duffel-api-token dynatrace-api-token easypost-api-token flutterwave-secret-key flyio-access-token gcp-api-key generic-api-key github-app-token github-fine-grained-pat github-oauth github-pat github-refresh-token gitlab-cicd-job-token gitlab-deploy-token gitlab-feature-flag-client-token gitlab-feed-token gitlab-incoming-mail-token gitlab-kubernetes-agent-token gitlab-oauth-app-secret gitlab-pat gitlab-pat-routable gitlab-ptt gitlab-rrt gitlab-runner-authentication-token gitlab-runner-authentication-token-routable gitlab-scim-token grafana-api-key grafana-cloud-api-token grafana-service-account-token harness-api-key hashicorp-tf-api-token hashicorp-tf-password heroku-api-key heroku-api-key-v2 hubspot-api-key huggingface-access-token jfrog-api-key jwt kubernetes-secret-yaml linear-api-key mailchimp-api-key mailgun-private-api-token mapbox-api-token microsoft-teams-webhook netlify-access-token new-relic-insert-key new-relic-user-api-key notion-api-token npm-access-token nuget-config-password openai-api-key perplexity-api-key planetscale-api-token planetscale-oauth-token planetscale-password postman-api-token prefect-api-token private-key pulumi-api-token pypi-upload-token readme-api-token rubygems-api-token sendgrid-api-token sentry-org-token sentry-user-token shippo-api-token shopify-access-token shopify-custom-access-token shopify-private-app-access-token shopify-shared-secret slack-app-token slack-bot-token slack-config-access-token slack-config-refresh-token slack-user-token slack-webhook-url sonar-api-token sourcegraph-access-token square-access-token stripe-access-token telegram-bot-api-token typeform-api-token vault-batch-token vault-service-token 1password-service-account-token',
  ),
  ...ids(
    'trivy',
    'AWS-0029 AWS-0036 AZU-0037 KSV-0109 KSV-01010 aws-access-key-id aws-secret-access-key github-pat github-oauth github-app-token github-refresh-token github-fine-grained-pat gitlab-pat hugging-face-access-token private-key shopify-token slack-access-token slack-web-hook stripe-secret-token pypi-upload-token gcp-service-account heroku-api-key npm-access-token dockerconfig-secret jwt-token sendgrid-api-token hashicorp-tf-api-token databricks-api-token',
  ),
  'bandit:B105',
  'bandit:B106',
  'bandit:B107',
  'gosec:G101',
  'detect-secrets:Secret Keyword',
  'detect-secrets:Private Key',
  'detect-secrets:Basic Auth Credentials',
  'trufflehog:all detectors',
  'ggshield:all detectors',
  'kics:Passwords And Secrets',
  'kics:Hardcoded AWS Access Key In Lambda',
  'kics:User Data Contains Encoded Private Key',
  'kube-linter:env-var-secret',
  'polaris:sensitiveContainerEnvVar',
  'polaris:sensitiveConfigmapContent',
];

function ids(tool: string, names: string): string[] {
  return names.split(' ').map((name) => `${tool}:${name}`);
}

function numbered(prefix: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${prefix}${from + index}`);
}

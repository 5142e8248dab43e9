import { hasBase62Checksum, isRoutableToken } from '../checksum';
import { type Form, token } from '../form';

const GITHUB =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github';
const GITLAB = 'https://docs.gitlab.com/security/tokens/';
const ATLASSIAN = 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/';

/** Tokens of 36 characters carry their checksum; longer ones are newer and say nothing of one. */
function isGitHubToken(secret: string): boolean {
  return secret.length !== 40 || hasBase62Checksum(secret);
}

const accepts = isGitHubToken;

/** What follows a routable token's payload: perhaps a version, its length, its checksum. */
const ROUTABLE = /(?:\.[0-9a-z]{2})?\.[0-9a-z]{9}/.source;

/** A token of GitLab, which is routable since version 18: then it carries its checksum. */
function gitlab(id: string, title: string, pattern: RegExp, keywords?: readonly string[]): Form {
  const either = new RegExp(`${pattern.source}(?:${ROUTABLE})?`);
  return token(id, title, GITLAB, either, {
    accepts: (secret, { input, index }) =>
      secret.includes('.')
        ? isRoutableToken(secret)
        : !/^\.[0-9a-z]{9}/.test(input.slice(index + secret.length, index + secret.length + 10)),
    ...(keywords && { keywords }),
  });
}

/** Tokens of code hosting, pipelines and their companions. */
export const codeHosting: readonly Form[] = [
  token(
    'github-personal-access-token',
    'GitHub personal access token',
    GITHUB,
    /ghp_(?:[A-Za-z0-9]{36}|[A-Za-z0-9]{70,251})/,
    { accepts },
  ),
  token('github-oauth-token', 'GitHub OAuth access token', GITHUB, /gho_(?:[A-Za-z0-9]{36}|[A-Za-z0-9]{70,251})/, {
    accepts,
  }),
  token('github-user-token', 'GitHub App user access token', GITHUB, /ghu_(?:[A-Za-z0-9]{36}|[A-Za-z0-9]{70,251})/, {
    accepts,
  }),
  token(
    'github-installation-token',
    'GitHub App installation token',
    GITHUB,
    /ghs_(?:[A-Za-z0-9]{36}|[A-Za-z0-9]{70,251})/,
    { accepts },
  ),
  token('github-refresh-token', 'GitHub App refresh token', GITHUB, /ghr_(?:[A-Za-z0-9]{36}|[A-Za-z0-9]{70,251})/, {
    accepts,
  }),
  token(
    'github-fine-grained-token',
    'GitHub fine-grained personal access token',
    GITHUB,
    /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/,
  ),
  gitlab('gitlab-personal-access-token', 'GitLab personal access token', /glpat-(?:[\w-]{27,300}|[\w-]{20})/),
  gitlab('gitlab-deploy-token', 'GitLab deploy token', /gldt-[\w-]{20,300}/),
  gitlab('gitlab-runner-token', 'GitLab runner authentication token', /glrtr?-[\w-]{20,300}/, ['glrt-', 'glrtr-']),
  gitlab('gitlab-job-token', 'GitLab CI/CD job token', /glcbt-(?:[0-9a-f]{1,5}_)?[\w-]{20,300}/),
  gitlab('gitlab-trigger-token', 'GitLab pipeline trigger token', /glptt-[\w-]{20,300}/),
  gitlab('gitlab-feed-token', 'GitLab feed token', /glft-[\w-]{20,300}/),
  gitlab('gitlab-mail-token', 'GitLab incoming mail token', /glimt-[\w-]{20,300}/),
  gitlab('gitlab-scim-token', 'GitLab SCIM token', /glsoat-[\w-]{20,300}/),
  gitlab('gitlab-agent-token', 'GitLab agent token', /glagent-[\w-]{50,300}/),
  gitlab('gitlab-oauth-secret', 'GitLab OAuth application secret', /gloas-[\w-]{20,300}/),
  gitlab('gitlab-feature-flag-token', 'GitLab feature flags client token', /glffct-[\w-]{20,300}/),
  token('gitlab-registration-token', 'GitLab runner registration token', GITLAB, /GR1348941[\w-]{20}/),
  token('atlassian-api-token', 'Atlassian API token', ATLASSIAN, /ATATT3[\w=-]{180,250}/),
  token(
    'bitbucket-app-password',
    'Bitbucket app password',
    'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
    /ATBB[A-Za-z0-9]{24}[0-9A-F]{8}/,
  ),
  token(
    'bitbucket-access-token',
    'Bitbucket access token',
    'https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/',
    /ATCTT3[\w=-]{150,250}/,
  ),
  token(
    'sourcegraph-access-token',
    'Sourcegraph access token',
    'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
    /sgp_(?:(?:[0-9a-f]{16}|local)_)?[0-9a-f]{40}/,
  ),
  token(
    'circleci-personal-token',
    'CircleCI personal API token',
    'https://circleci.com/docs/managing-api-tokens/',
    /CCIPAT_[A-Za-z0-9]{22}_[0-9a-f]{40}/,
  ),
  token(
    'circleci-project-token',
    'CircleCI project API token',
    'https://circleci.com/docs/managing-api-tokens/',
    /CCIPRJ_[A-Za-z0-9]{22}_[0-9a-f]{40}/,
  ),
  token(
    'buildkite-api-token',
    'Buildkite API access token',
    'https://buildkite.com/docs/apis/managing-api-tokens',
    /bkua_[a-z0-9]{40}/,
  ),
  token(
    'sonarqube-token',
    'SonarQube token',
    'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
    /sq[upa]_[0-9a-f]{40}/,
    { keywords: ['squ_', 'sqp_', 'sqa_'] },
  ),
  token(
    'harness-access-token',
    'Harness access token',
    'https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/',
    /[ps]at\.[\w-]{22}\.[0-9a-f]{24}\.[A-Za-z0-9]{20}/,
    { keywords: ['pat.', 'sat.'] },
  ),
  token('linear-api-key', 'Linear API key', 'https://linear.app/developers/graphql', /lin_api_[A-Za-z0-9]{40}/),
  token(
    'postman-api-key',
    'Postman API key',
    'https://learning.postman.com/docs/developer/postman-api/authentication/',
    /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/,
  ),
  token(
    'figma-token',
    'Figma personal access token',
    'https://www.figma.com/developers/api#access-tokens',
    /figd_[\w-]{40,60}/,
  ),
  token(
    'notion-token',
    'Notion integration token',
    'https://developers.notion.com/docs/authorization',
    /ntn_[A-Za-z0-9]{46}/,
  ),
  token(
    'airtable-token',
    'Airtable personal access token',
    'https://airtable.com/developers/web/guides/personal-access-tokens',
    /pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/,
    { shown: 3 },
  ),
  token(
    'contentful-token',
    'Contentful management token',
    'https://www.contentful.com/developers/docs/references/authentication/',
    /CFPAT-[\w-]{43}/,
  ),
];

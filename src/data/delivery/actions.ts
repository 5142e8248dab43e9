import {
  ANYTHING,
  BUILDS,
  BUILDS_IMAGE,
  DEPLOYS,
  DEPLOYS_INFRASTRUCTURE,
  DEPLOYS_SITE,
  each,
  type Inputs,
  installs,
  LINTS,
  likely,
  MAKES_TARGET,
  type Meaning,
  NOTHING,
  NOTIFIES,
  PLANS,
  PREVIEWS,
  PUBLISHES_PACKAGE,
  PUBLISHES_RELEASE,
  publishesImage,
  ROLLS_BACK,
  SCANS,
  type TaskTable,
  TESTS,
  VERIFIES,
} from './meaning';
import { namesProduction } from './names';

/**
 * What well-known actions do, from the README and the `action.yml` of each: by `owner/repo` or `owner/repo/path` in
 * lower case. Those that only set something up, log in, or keep files stand in `plainActions`.
 */

function isOn(given: Inputs, name: string): boolean {
  return given(name)?.trim() === 'true';
}

/** The tags of docker/build-push-action, a line or a comma between them. */
function references(given: Inputs): readonly string[] | undefined {
  const written = listed(given('tags') ?? '');
  return written.length > 0 ? written : undefined;
}

/** What stands between line ends and commas; commas inside of expressions part nothing. */
function listed(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let isInside = false;
  for (let at = 0; at <= text.length; at++) {
    if (text.startsWith('${{', at)) isInside = true;
    else if (text.startsWith('}}', at)) isInside = false;
    else if (at === text.length || text[at] === '\n' || (text[at] === ',' && !isInside)) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts.filter((part) => part !== '');
}

/** An expression may well say that nothing is pushed; `${{ … }}` counts as likely. */
function buildAndPush(given: Inputs): readonly Meaning[] {
  const push = given('push')?.trim() ?? 'false';
  const outputs = given('outputs') ?? '';
  const built: Meaning = { ...BUILDS_IMAGE, references: references(given) };
  const published = publishesImage(references(given));
  if (push === 'true' || /\bpush=true\b|\btype=registry\b/.test(outputs)) return [built, published];
  return push === 'false' ? [built] : [built, likely(published)];
}

function pushesByInput(name: string) {
  return (given: Inputs): readonly Meaning[] => [
    BUILDS_IMAGE,
    ...(given(name) === undefined || isOn(given, name) ? [publishesImage(undefined)] : NOTHING),
  ];
}

/** A deploy to Amazon ECS reports back only if it is told to wait. */
function ecs(given: Inputs): readonly Meaning[] {
  if (given('service') === undefined) return NOTHING;
  return [DEPLOYS, ...(isOn(given, 'wait-for-service-stability') ? [VERIFIES] : NOTHING)];
}

function vercel(given: Inputs): readonly Meaning[] {
  return [/--prod\b/.test(given('vercel-args') ?? '') ? DEPLOYS : PREVIEWS];
}

function terraform(given: Inputs): readonly Meaning[] {
  const command = `${given('args') ?? ''} ${given('command') ?? ''} ${given('tf_actions_subcommand') ?? ''}`;
  if (/\bapply\b/.test(command)) return [DEPLOYS_INFRASTRUCTURE];
  return /\bplan\b/.test(command) ? [PLANS] : [ANYTHING];
}

function pulumi(given: Inputs): readonly Meaning[] {
  const command = given('command')?.trim();
  if (command === 'up' || command === 'update') return [DEPLOYS_INFRASTRUCTURE];
  return command === 'preview' ? [PLANS] : NOTHING;
}

/** A staging or test slot is no production. */
function webApp(given: Inputs): readonly Meaning[] {
  const slot = given('slot-name')?.trim().toLowerCase() ?? 'production';
  if (namesProduction(given('app-name') ?? '') === false) return [PREVIEWS];
  return [slot === 'production' ? DEPLOYS : slot.includes('${{') ? likely(DEPLOYS) : PREVIEWS];
}

function goreleaser(given: Inputs): readonly Meaning[] {
  const args = given('args') ?? '';
  return /^\s*release\b/.test(args) && !/--s(?:napshot|kip)/.test(args) ? [PUBLISHES_RELEASE] : [BUILDS];
}

export const actionMeanings: TaskTable = {
  // Builds and images
  ...each(
    'docker/build-push-action depot/build-push-action useblacksmith/build-push-action redhat-actions/podman-build',
    buildAndPush,
  ),
  'docker/bake-action': (given) => [BUILDS_IMAGE, ...(isOn(given, 'push') ? [publishesImage(undefined)] : NOTHING)],
  'redhat-actions/buildah-build': BUILDS_IMAGE,
  'redhat-actions/push-to-registry': publishesImage(undefined),
  'mr-smithers-excellent/docker-build-push': pushesByInput('pushimage'),
  'elgohr/publish-docker-github-action': [BUILDS_IMAGE, publishesImage(undefined)],
  'whoan/docker-build-with-cache-action': [BUILDS_IMAGE, likely(publishesImage(undefined))],
  'int128/docker-manifest-create-action': publishesImage(undefined),
  'aevea/action-kaniko': [BUILDS_IMAGE, likely(publishesImage(undefined))],
  'devcontainers/ci': [ANYTHING],
  ...each('actions-rs/cargo clechasseur/rs-cargo', (given) => {
    const command = given('command') ?? '';
    return command === 'test' ? TESTS : command === 'clippy' || command === 'fmt' ? LINTS : BUILDS;
  }),
  ...each('microsoft/setup-msbuild pyo3/maturin-action pypa/cibuildwheel snapcore/action-build', BUILDS),
  ...each(
    'burrunan/gradle-cache-action gradle/gradle-build-action eskatos/gradle-command-action gradle/actions/setup-gradle',
    (given) => {
      const tasks = given('arguments') ?? '';
      if (tasks === '') return NOTHING;
      return [installs('gradle'), ...(/\b(?:build|check|test)\b/.test(tasks) ? [TESTS] : [ANYTHING]), BUILDS];
    },
  ),
  'bahmutov/npm-install': installs('npm'),
  'peaceiris/actions-hugo': NOTHING,
  // Tests, checks and scans
  ...each('cypress-io/github-action', [installs('npm'), TESTS]),
  ...each(
    'helm/chart-testing-action grafana/run-k6-action grafana/k6-action nektos/act codspeedhq/action',
    likely(TESTS),
  ),
  ...each(
    'dorny/test-reporter mikepenz/action-junit-report enricomi/publish-unit-test-result-action codecov/codecov-action coverallsapp/github-action codacy/codacy-coverage-reporter-action paambaati/codeclimate-action test-summary/action',
    likely(TESTS),
  ),
  ...each('reactivecircus/android-emulator-runner', [likely(TESTS), ANYTHING]),
  ...each(
    'golangci/golangci-lint-action pre-commit/action super-linter/super-linter github/super-linter super-linter/super-linter/slim oxsecurity/megalinter ludeeus/action-shellcheck hadolint/hadolint-action psf/black chartboost/ruff-action astral-sh/ruff-action crate-ci/typos codespell-project/actions-codespell davidanson/markdownlint-cli2-action wagoid/commitlint-github-action j178/prek-action zizmorcore/zizmor-action reviewdog/action-eslint reviewdog/action-actionlint rhysd/actionlint amannn/action-semantic-pull-request lycheeverse/lychee-action biomejs/setup-biome azure/k8s-lint stackrox/kube-linter-action',
    LINTS,
  ),
  ...each(
    'aquasecurity/trivy-action anchore/scan-action docker/scout-action github/codeql-action/analyze bridgecrewio/checkov-action aquasecurity/tfsec-action checkmarx/kics-github-action ossf/scorecard-action golang/govulncheck-action actions/dependency-review-action sonarsource/sonarqube-scan-action sonarsource/sonarcloud-github-action fossas/fossa-action gitleaks/gitleaks-action trufflesecurity/trufflehog google/osv-scanner-action semgrep/semgrep-action returntocorp/semgrep-action embarkstudios/cargo-deny-action rustsec/audit-check snyk/actions/node snyk/actions/docker snyk/actions/python snyk/actions/golang snyk/actions/maven snyk/actions/gradle snyk/actions/dotnet snyk/actions/setup lacework/lw-scanner-action sysdiglabs/scan-action wizcloud/wizcli-action azure/container-scan crazy-max/ghaction-container-scan zaproxy/action-baseline zaproxy/action-full-scan securego/gosec shiftleft/scan-action mondoohq/actions/docker-image prisma-cloud/twistlock-scan chainguard-dev/actions/trivy',
    SCANS,
  ),
  'aquasecurity/setup-trivy': likely(SCANS),
  // Made for this job only
  ...each(
    'helm/kind-action engineerd/setup-kind container-tools/kind-action medyagh/setup-minikube manusa/actions-setup-minikube nolar/setup-k3d-k3s absaoss/k3d-action jupyterhub/action-k3s-helm localstack/setup-localstack replicatedhq/compatibility-actions/create-cluster replicatedhq/replicated-actions/create-cluster',
    MAKES_TARGET,
  ),
  // Publishing
  ...each(
    'pypa/gh-action-pypi-publish js-devtools/npm-publish rubygems/release-gem helm/chart-releaser-action katyo/publish-crates snapcore/action-publish haaleo/publish-vscode-extension r0adkll/upload-google-play apple-actions/upload-testflight-build actions/publish-immutable-action',
    PUBLISHES_PACKAGE,
  ),
  ...each(
    'softprops/action-gh-release ncipollo/release-action actions/create-release actions/upload-release-asset svenstaro/upload-release-action marvinpinto/action-automatic-releases cycjimmy/semantic-release-action',
    PUBLISHES_RELEASE,
  ),
  ...each(
    'changesets/action googleapis/release-please-action google-github-actions/release-please-action release-drafter/release-drafter',
    likely(PUBLISHES_RELEASE),
  ),
  'goreleaser/goreleaser-action': goreleaser,
  // Deploys
  'actions/deploy-pages': DEPLOYS_SITE,
  ...each(
    'peaceiris/actions-gh-pages jamesives/github-pages-deploy-action crazy-max/ghaction-github-pages cloudflare/pages-action nwtgck/actions-netlify netlify/actions/cli firebaseextended/action-hosting-deploy azure/static-web-apps-deploy bacongobbler/azure-blob-storage-upload jakejarvis/s3-sync-action reggionick/s3-deploy',
    DEPLOYS_SITE,
  ),
  'amondnet/vercel-action': vercel,
  'cloudflare/wrangler-action': (given) => {
    const command = given('command') ?? 'deploy';
    if (/\bpages\b/.test(command)) return DEPLOYS_SITE;
    return /\bdeploy\b|\bpublish\b/.test(command) ? DEPLOYS : likely(PREVIEWS);
  },
  ...each('azure/webapps-deploy azure/functions-action', webApp),
  'azure/k8s-deploy': (given) => {
    const action = given('action')?.trim() ?? 'deploy';
    return action === 'reject'
      ? ROLLS_BACK
      : [DEPLOYS, VERIFIES, ...(given('strategy') === undefined ? NOTHING : [ROLLS_BACK])];
  },
  ...each('azure/container-apps-deploy-action google-github-actions/deploy-cloudrun', [DEPLOYS, likely(VERIFIES)]),
  ...each(
    'google-github-actions/deploy-cloud-functions google-github-actions/deploy-appengine azure/aci-deploy aws-actions/aws-elasticbeanstalk-deploy aws-actions/aws-lambda-deploy einaregilsson/beanstalk-deploy',
    DEPLOYS,
  ),
  'aws-actions/amazon-ecs-deploy-task-definition': ecs,
  'aws-actions/amazon-ecs-deploy-express-service': [DEPLOYS, VERIFIES],
  'aws-actions/aws-cloudformation-github-deploy': [DEPLOYS_INFRASTRUCTURE, likely(ROLLS_BACK)],
  ...each('azure/arm-deploy azure/bicep-deploy', (given) =>
    /what-?if|validate/i.test(`${given('operation') ?? ''} ${given('deploymentmode') ?? ''}`)
      ? PLANS
      : DEPLOYS_INFRASTRUCTURE,
  ),
  ...each(
    'digitalocean/app_action/deploy digitalocean/app_action akhileshns/heroku-deploy serverless/github-action burnett01/rsync-deployments',
    likely(DEPLOYS),
  ),
  'akhileshns/heroku-deploy': (given) => [
    DEPLOYS,
    ...(given('healthcheck') === undefined ? NOTHING : [VERIFIES]),
    ...(isOn(given, 'rollbackonhealthcheckfailed') ? [ROLLS_BACK] : NOTHING),
  ],
  'superfly/flyctl-actions': (given) =>
    /\bdeploy\b/.test(given('args') ?? '') ? [DEPLOYS, likely(VERIFIES)] : NOTHING,
  ...each(
    'appleboy/ssh-action appleboy/scp-action easingthemes/ssh-deploy samkirkland/ftp-deploy-action dawidd6/action-ansible-playbook',
    likely(DEPLOYS),
  ),
  ...each('hashicorp/terraform-github-actions', terraform),
  ...each('dflook/terraform-plan dflook/tofu-plan cds-snc/terraform-plan', PLANS),
  ...each('dflook/terraform-apply dflook/tofu-apply', DEPLOYS_INFRASTRUCTURE),
  'pulumi/actions': pulumi,
  ...each('deliverybot/helm stefanprodan/helm-gh-pages', likely(DEPLOYS)),
  'bitovi/github-actions-deploy-docker-to-ec2': likely(DEPLOYS),
  // Telling people
  ...each(
    'slackapi/slack-github-action rtcamp/action-slack-notify 8398a7/action-slack ravsamhq/notify-slack-action act10ns/slack voxmedia/github-action-slack-notify-build ilshidur/action-slack appleboy/telegram-action appleboy/discord-action sarisia/actions-status-discord ilshidur/action-discord dawidd6/action-send-mail jdcargile/ms-teams-notification skitionek/notify-microsoft-teams visiky/dingtalk-release-notify zcong1993/actions-ding jayqi/failed-build-issue-action pagerduty/pagerduty-change-events-action',
    NOTIFIES,
  ),
  ...each('jasonetco/create-an-issue dacbd/create-issue-action peter-evans/create-issue-from-file', likely(NOTIFIES)),
};

/** Actions that only set up, log in, keep files, or write to issues. */
export const plainActions: ReadonlySet<string> = new Set(
  `actions/checkout actions/github-script azure/appservice-settings actions/cache actions/cache/restore actions/cache/save actions/upload-artifact actions/download-artifact
   actions/upload-pages-artifact actions/configure-pages actions/labeler actions/stale actions/first-interaction
   actions/attest actions/attest-build-provenance actions/attest-sbom actions/create-github-app-token actions/add-to-project
   anchore/sbom-action anchore/sbom-action/download-syft astral-sh/setup-uv aws-actions/amazon-ecr-login
   aws-actions/amazon-ecs-render-task-definition aws-actions/configure-aws-credentials azure/aks-set-context azure/docker-login azure/login
   azure/setup-helm azure/setup-kubectl crazy-max/ghaction-import-gpg dawidd6/action-download-artifact dependabot/fetch-metadata
   docker/login-action docker/metadata-action docker/setup-buildx-action docker/setup-docker-action docker/setup-qemu-action
   dorny/paths-filter dtolnay/rust-toolchain github/codeql-action/init github/codeql-action/autobuild
   github/codeql-action/upload-sarif google-github-actions/auth google-github-actions/get-gke-credentials
   google-github-actions/setup-gcloud hashicorp/setup-terraform hashicorp/vault-action jlumbroso/free-disk-space mxschmitt/action-tmate
   peter-evans/create-or-update-comment peter-evans/create-pull-request peter-evans/dockerhub-description peter-evans/find-comment
   peter-evans/repository-dispatch pnpm/action-setup sigstore/cosign-installer snok/install-poetry stefanzweifel/git-auto-commit-action
   step-security/harden-runner superfly/flyctl-actions/setup-flyctl swatinem/rust-cache taiki-e/install-action
   tj-actions/branch-names tj-actions/changed-files webfactory/ssh-agent marocchino/sticky-pull-request-comment
   rlespinasse/github-slug-action 1password/load-secrets-action mikefarah/yq cachix/cachix-action`.split(/\s+/),
);

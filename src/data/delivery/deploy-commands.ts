import {
  ANYTHING,
  BUILDS_IMAGE,
  type CommandTable,
  DEPLOYS,
  DEPLOYS_INFRASTRUCTURE,
  DEPLOYS_SITE,
  each,
  type Given,
  LINTS,
  likely,
  MAKES_TARGET,
  type Meaning,
  NOTHING,
  PLANS,
  PREVIEWS,
  ROLLS_BACK,
  SCANS,
  TESTS,
  VERIFIES,
} from './meaning';
import { meaningsOfName } from './names';

/** What the tools do by which something is brought to run, from the manuals of each. */

/** With `--wait` and `--atomic` Helm looks after what it has deployed. */
function helm({ has }: Given): readonly Meaning[] {
  const undoes = has('--atomic', '--rollback-on-failure');
  return [DEPLOYS, ...(undoes ? [VERIFIES, ROLLS_BACK] : has('--wait') ? [VERIFIES] : NOTHING)];
}

/** It waits until what it brings is ready, and fails where that does not come, unless it is told not to. */
function watchedUnless(...options: readonly string[]) {
  return ({ has }: Given) => (has(...options) ? DEPLOYS : DEPLOYS_WATCHED);
}

/** Without an option for production it makes a preview. */
function vercel(given: Given): Meaning | readonly Meaning[] {
  return given.has('--prod', '--target') ? watchedUnless('--no-wait')(given) : PREVIEWS;
}

function playbook({ operands, has }: Given): readonly Meaning[] {
  if (has('--syntax-check', '--check', '-C')) return [LINTS];
  const isDeploy = operands.some((name) => meaningsOfName(name).some(({ kind }) => kind === 'deploys'));
  return [isDeploy ? DEPLOYS : likely(DEPLOYS)];
}

/** What is copied to a bucket may be a site, or just be kept there. */
const BUCKET: Meaning = likely(DEPLOYS_SITE);
const HOST: Meaning = likely(DEPLOYS);
/** The service itself takes traffic only to what has become ready. */
const DEPLOYS_WATCHED: readonly Meaning[] = [DEPLOYS, likely(VERIFIES)];

export const deployCommands: CommandTable = {
  kubectl: {
    'rollout status': VERIFIES,
    wait: VERIFIES,
    'rollout undo': ROLLS_BACK,
    'rollout restart': DEPLOYS,
    apply: DEPLOYS,
    replace: DEPLOYS,
    'set image': DEPLOYS,
    'set env': likely(DEPLOYS),
    patch: likely(DEPLOYS),
    'create deployment': DEPLOYS,
    create: likely(DEPLOYS),
    diff: PLANS,
    get: NOTHING,
    describe: NOTHING,
    delete: NOTHING,
    '': NOTHING,
  },
  oc: {
    'rollout status': VERIFIES,
    'rollout undo': ROLLS_BACK,
    'rollout latest': DEPLOYS,
    apply: DEPLOYS,
    'set image': DEPLOYS,
    'start-build': BUILDS_IMAGE,
    'new-app': likely(DEPLOYS),
    '': NOTHING,
  },
  helm: {
    upgrade: helm,
    install: helm,
    rollback: ROLLS_BACK,
    test: VERIFIES,
    lint: LINTS,
    diff: PLANS,
    template: NOTHING,
    plugin: NOTHING,
    repo: NOTHING,
    push: { kind: 'publishes', subject: 'package' },
    '': NOTHING,
  },
  helmfile: { apply: DEPLOYS, sync: DEPLOYS, diff: PLANS, lint: LINTS, test: VERIFIES, '': NOTHING },
  ...each('kind k3d minikube microk8s ctlptl vcluster', { create: MAKES_TARGET, start: MAKES_TARGET, '': NOTHING }),
  ...each('localstack tflocal awslocal cdklocal samlocal k3s', { '': MAKES_TARGET }),
  ...each('argocd', {
    'app sync': DEPLOYS,
    'app set': DEPLOYS,
    'app wait': VERIFIES,
    'app rollback': ROLLS_BACK,
    'app diff': PLANS,
    '': NOTHING,
  }),
  flux: { reconcile: likely(DEPLOYS), '': NOTHING },
  skaffold: { run: DEPLOYS_WATCHED, deploy: DEPLOYS_WATCHED, build: BUILDS_IMAGE, test: TESTS, '': NOTHING },
  werf: { converge: DEPLOYS_WATCHED, '': NOTHING },
  kapp: { deploy: DEPLOYS_WATCHED, '': NOTHING },
  nomad: { 'job run': DEPLOYS_WATCHED, run: DEPLOYS_WATCHED, 'job plan': PLANS, '': NOTHING },
  ...each('terraform tofu terragrunt', {
    apply: DEPLOYS_INFRASTRUCTURE,
    'run-all apply': DEPLOYS_INFRASTRUCTURE,
    plan: PLANS,
    'run-all plan': PLANS,
    test: TESTS,
    validate: LINTS,
    fmt: LINTS,
    hclfmt: LINTS,
    '': NOTHING,
  }),
  pulumi: { up: DEPLOYS_INFRASTRUCTURE, update: DEPLOYS_INFRASTRUCTURE, preview: PLANS, '': NOTHING },
  cdk: { deploy: DEPLOYS_INFRASTRUCTURE, diff: PLANS, synth: NOTHING, '': NOTHING },
  ...each('serverless sls', { deploy: DEPLOYS, rollback: ROLLS_BACK, '': NOTHING }),
  sam: { deploy: DEPLOYS, validate: LINTS, '': NOTHING },
  eb: { deploy: DEPLOYS_WATCHED, '': NOTHING },
  copilot: { deploy: DEPLOYS_WATCHED, 'svc deploy': DEPLOYS_WATCHED, 'app delete': NOTHING, '': NOTHING },
  aws: {
    'ecs update-service': DEPLOYS,
    'ecs wait': VERIFIES,
    'ecs run-task': NOTHING,
    'lambda update-function-code': DEPLOYS,
    'lambda wait': VERIFIES,
    'cloudformation deploy': [DEPLOYS_INFRASTRUCTURE, likely(ROLLS_BACK)],
    'cloudformation create-stack': DEPLOYS_INFRASTRUCTURE,
    'cloudformation update-stack': DEPLOYS_INFRASTRUCTURE,
    'cloudformation wait': VERIFIES,
    'cloudformation validate-template': LINTS,
    'deploy create-deployment': DEPLOYS,
    'deploy push': NOTHING,
    'deploy wait': VERIFIES,
    'elasticbeanstalk update-environment': DEPLOYS,
    'elasticbeanstalk wait': VERIFIES,
    'apprunner start-deployment': DEPLOYS_WATCHED,
    'apprunner update-service': DEPLOYS_WATCHED,
    'amplify start-job': likely(DEPLOYS_SITE),
    's3 sync': BUCKET,
    's3 cp': BUCKET,
    '': NOTHING,
  },
  gcloud: {
    'run deploy': DEPLOYS_WATCHED,
    'run services update': DEPLOYS_WATCHED,
    'run services replace': DEPLOYS_WATCHED,
    'run services update-traffic': likely(ROLLS_BACK),
    'app deploy': DEPLOYS,
    'functions deploy': DEPLOYS,
    'deploy releases create': DEPLOYS_WATCHED,
    'builds submit': [BUILDS_IMAGE, ANYTHING],
    '': NOTHING,
  },
  ...each('gsutil', { rsync: BUCKET, cp: BUCKET, '': NOTHING }),
  az: {
    'webapp deploy': DEPLOYS,
    'webapp deployment source config-zip': DEPLOYS,
    'webapp deployment slot swap': likely(ROLLS_BACK),
    'webapp up': DEPLOYS,
    'webapp config container set': DEPLOYS,
    'functionapp deployment source config-zip': DEPLOYS,
    'containerapp up': DEPLOYS_WATCHED,
    'containerapp update': DEPLOYS_WATCHED,
    'containerapp create': DEPLOYS_WATCHED,
    'container create': likely(DEPLOYS),
    'deployment group create': DEPLOYS_INFRASTRUCTURE,
    'deployment sub create': DEPLOYS_INFRASTRUCTURE,
    'deployment group what-if': PLANS,
    'deployment group validate': LINTS,
    'acr build': BUILDS_IMAGE,
    'storage blob upload-batch': BUCKET,
    'storage blob sync': BUCKET,
    '': NOTHING,
  },
  azd: { deploy: DEPLOYS, up: DEPLOYS, provision: DEPLOYS_INFRASTRUCTURE, '': NOTHING },
  func: { 'azure functionapp publish': DEPLOYS, '': NOTHING },
  ...each('flyctl fly', { deploy: DEPLOYS_WATCHED, '': NOTHING }),
  vercel: {
    deploy: vercel,
    rollback: ROLLS_BACK,
    promote: DEPLOYS,
    pull: NOTHING,
    build: NOTHING,
    '': likely(DEPLOYS),
  },
  netlify: {
    deploy: ({ has }) => (has('--prod', '-p') ? DEPLOYS_SITE : { ...DEPLOYS_SITE, isPreview: true }),
    '': NOTHING,
  },
  heroku: {
    'container:release': DEPLOYS,
    rollback: ROLLS_BACK,
    'releases:rollback': ROLLS_BACK,
    'container:push': BUILDS_IMAGE,
    '': NOTHING,
  },
  firebase: { deploy: likely(DEPLOYS), 'hosting:channel:deploy': PREVIEWS, '': NOTHING },
  wrangler: {
    deploy: DEPLOYS,
    publish: DEPLOYS,
    rollback: ROLLS_BACK,
    'pages deploy': DEPLOYS_SITE,
    'pages publish': DEPLOYS_SITE,
    'versions upload': PREVIEWS,
    '': NOTHING,
  },
  railway: { up: watchedUnless('--detach', '-d'), '': NOTHING },
  doctl: { 'apps create-deployment': DEPLOYS, 'apps update': DEPLOYS, '': NOTHING },
  kamal: { deploy: DEPLOYS_WATCHED, rollback: ROLLS_BACK, '': NOTHING },
  cap: {
    '': ({ operands }) =>
      operands.includes('deploy') ? DEPLOYS : operands.includes('deploy:rollback') ? ROLLS_BACK : likely(DEPLOYS),
  },
  dep: { deploy: DEPLOYS, rollback: ROLLS_BACK, '': NOTHING },
  cf: { push: DEPLOYS_WATCHED, rollback: ROLLS_BACK, '': NOTHING },
  ibmcloud: { 'ce application update': DEPLOYS_WATCHED, 'cf push': DEPLOYS, '': NOTHING },
  okteto: { deploy: likely(DEPLOYS), 'preview deploy': PREVIEWS, '': NOTHING },
  supabase: { 'db push': likely(DEPLOYS_INFRASTRUCTURE), 'functions deploy': DEPLOYS, '': NOTHING },
  ...each('surge gh-pages', { '': DEPLOYS_SITE }),
  mkdocs: { 'gh-deploy': DEPLOYS_SITE, build: { kind: 'builds', subject: 'site' }, '': NOTHING },
  mike: { deploy: DEPLOYS_SITE, '': NOTHING },
  'ansible-playbook': { '': playbook },
  ...each('ssh scp rsync sftp lftp sshpass', { '': HOST }),
  docker: {
    'stack deploy': DEPLOYS,
    'service update': watchedUnless('--detach', '-d'),
    'service rollback': ROLLS_BACK,
    'compose up': NOTHING,
  },
  eksctl: { create: DEPLOYS_INFRASTRUCTURE, '': NOTHING },
  fastlane: { '': ({ operands }) => [...operands.flatMap(meaningsOfName), ANYTHING] },
  eas: { submit: likely(DEPLOYS), update: likely(DEPLOYS), '': NOTHING },
  ...each(
    'trivy grype snyk clair-scanner anchore-cli dockle govulncheck pip-audit safety osv-scanner semgrep bandit checkov tfsec terrascan kics kubescape kubesec gitleaks trufflehog',
    {
      '': SCANS,
    },
  ),
  ...each(
    'sonar-scanner codeql bundle-audit bundler-audit brakeman gosec njsscan dependency-check dependency-check.sh twistcli xeol',
    { '': SCANS },
  ),
};

// The keys of Azure Pipelines' YAML, from the reference of its schema: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/

const STEP = 'condition continueOnError displayName target enabled env name timeoutInMinutes retryCountOnTaskFailure';

/** By the key that says what a step is: its other keys. */
const STEPS: Readonly<Record<string, string>> = {
  task: `inputs ${STEP}`,
  script: `failOnStderr workingDirectory ${STEP}`,
  bash: `failOnStderr workingDirectory noProfile noRc ${STEP}`,
  powershell: `errorActionPreference failOnStderr ignoreLASTEXITCODE workingDirectory ${STEP}`,
  pwsh: `errorActionPreference failOnStderr ignoreLASTEXITCODE workingDirectory ${STEP}`,
  checkout:
    'clean fetchDepth fetchFilter fetchTags lfs persistCredentials submodules path sparseCheckoutDirectories ' +
    `sparseCheckoutPatterns workspaceRepo ${STEP}`,
  download: `artifact patterns path ${STEP}`,
  downloadBuild: `artifact path patterns ${STEP}`,
  getPackage: `path ${STEP}`,
  publish: `artifact ${STEP}`,
  upload: `artifact ${STEP}`,
  reviewApp: STEP,
  template: 'parameters',
};

const JOB =
  'displayName dependsOn condition continueOnError timeoutInMinutes cancelTimeoutInMinutes variables strategy pool ' +
  'container services workspace uses steps templateContext queue server';

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

export const STEP_KINDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(STEPS).map(([kind, keys]) => [kind, words(`${kind} ${keys}`)]),
);

export const PIPELINE_KEYS = words(
  'name appendCommitMessageToRunName trigger parameters pr schedules resources variables lockBehavior pool extends ' +
    `stages jobs steps phases ${JOB}`,
);

/** What only templates and pipelines of Azure have at their top. */
export const MAIN_KEYS = words('stages jobs steps extends variables parameters trigger pr pool resources schedules');

export const STAGE_KEYS = words(
  'stage group displayName pool dependsOn condition variables jobs lockBehavior trigger isSkippable templateContext',
);
export const JOB_KEYS = words(`job ${JOB}`);
export const DEPLOYMENT_KEYS = words(`deployment environment ${JOB}`);
export const TEMPLATE_KEYS = words('template parameters');
export const HOOK_KEYS = words('steps pool');

export const DEPLOYMENT_STRATEGIES: readonly string[] = ['runOnce', 'rolling', 'canary'];
export const HOOKS = ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'] as const;

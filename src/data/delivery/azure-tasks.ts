import {
  ANYTHING,
  BUILDS,
  BUILDS_IMAGE,
  DEPLOYS,
  DEPLOYS_INFRASTRUCTURE,
  each,
  type Inputs,
  installs,
  likely,
  type Meaning,
  NOTHING,
  NOTIFIES,
  PLANS,
  PUBLISHES_PACKAGE,
  PUBLISHES_RELEASE,
  publishesImage,
  ROLLS_BACK,
  SCANS,
  type TaskTable,
  TESTS,
  VERIFIES,
} from './meaning';

/** What tasks of Azure Pipelines do, from the reference of each and the `task.json` files of microsoft/azure-pipelines-tasks. */

function command(given: Inputs, usual: string): string {
  return (given('command') ?? usual).trim().toLowerCase();
}

function dotnet(given: Inputs): readonly Meaning[] | Meaning {
  switch (command(given, 'build')) {
    case 'restore':
      return installs('nuget');
    case 'build':
    case 'publish':
    case 'pack':
      return BUILDS;
    case 'test':
      return TESTS;
    case 'push':
      return PUBLISHES_PACKAGE;
    case 'run':
    case 'custom':
      return dotnetCustom(given('custom') ?? '');
    default:
      return ANYTHING;
  }
}

function dotnetCustom(custom: string): readonly Meaning[] | Meaning {
  if (/^\s*(?:test|vstest)\b/.test(custom)) return TESTS;
  if (/^\s*(?:tool|workload|sln|add)\b/.test(custom)) return NOTHING;
  return ANYTHING;
}

function npm(given: Inputs): readonly Meaning[] | Meaning {
  switch (command(given, 'install')) {
    case 'install':
    case 'ci':
      return installs('npm');
    case 'publish':
      return PUBLISHES_PACKAGE;
    case 'custom':
      return npmCustom((given('customcommand') ?? '').trim());
    default:
      return ANYTHING;
  }
}

function npmCustom(custom: string): readonly Meaning[] | Meaning {
  if (/^(?:ci|install|i)\b/.test(custom)) return installs('npm');
  if (/^(?:test|t|tst)\b|^run[ \t]\S{0,20}test/.test(custom)) return TESTS;
  if (/^run[ \t]\S{0,20}lint/.test(custom)) return { kind: 'lints' };
  if (/^run[ \t]\S{0,20}build/.test(custom)) return BUILDS;
  if (/^publish\b/.test(custom)) return PUBLISHES_PACKAGE;
  return ANYTHING;
}

/** Repository and tags of Docker@2; without tags it is the number of the build. */
function docker(given: Inputs): readonly Meaning[] | Meaning {
  switch (command(given, 'buildandpush')) {
    case 'build':
      return { ...BUILDS_IMAGE, references: references(given) };
    case 'push':
      return publishesImage(references(given));
    case 'buildandpush':
      return [{ ...BUILDS_IMAGE, references: references(given) }, publishesImage(references(given))];
    default:
      return NOTHING;
  }
}

function references(given: Inputs): readonly string[] | undefined {
  const repository = given('repository')?.trim();
  if (!repository || /\$\{\{/.test(given('tags') ?? '')) return undefined;
  const tags = (given('tags') ?? '$(Build.BuildId)')
    .split(/[\n,]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  return tags.map((tag) => `${repository}:${tag}`);
}

function terraform(given: Inputs): readonly Meaning[] | Meaning {
  switch (command(given, 'init')) {
    case 'apply':
    case 'destroy':
      return DEPLOYS_INFRASTRUCTURE;
    case 'plan':
      return PLANS;
    case 'validate':
      return { kind: 'lints' };
    default:
      return NOTHING;
  }
}

/** The mode `Validation` changes nothing. */
function resourceManager(given: Inputs): readonly Meaning[] | Meaning {
  return /^validation$/i.test(given('deploymentmode')?.trim() ?? '') ? PLANS : DEPLOYS_INFRASTRUCTURE;
}

function kubernetesManifest(given: Inputs): readonly Meaning[] | Meaning {
  const action = (given('action') ?? 'deploy').trim().toLowerCase();
  // The task itself waits for the rollout, and fails with it.
  if (/^(?:deploy|promote|patch|scale)$/.test(action)) return [DEPLOYS, VERIFIES];
  if (action === 'reject') return ROLLS_BACK;
  return NOTHING;
}

function kubernetes(given: Inputs): readonly Meaning[] | Meaning {
  switch (command(given, '')) {
    case 'apply':
    case 'create':
    case 'set':
    case 'replace':
      return DEPLOYS;
    case 'rollout':
      return /^\s*undo\b/.test(given('arguments') ?? '') ? ROLLS_BACK : { kind: 'verifies' };
    case 'get':
    case 'login':
    case 'logout':
    case 'describe':
    case 'logs':
      return NOTHING;
    default:
      return ANYTHING;
  }
}

function helm(given: Inputs): readonly Meaning[] | Meaning {
  switch (command(given, 'ls')) {
    case 'install':
    case 'upgrade':
      // It waits until all is ready, unless told not to.
      return /^false$/i.test(given('waitforexecution') ?? '') ? DEPLOYS : [DEPLOYS, VERIFIES];
    case 'rollback':
      return ROLLS_BACK;
    case 'ls':
    case 'init':
    case 'login':
    case 'logout':
    case 'package':
    case 'save':
    case 'expose':
      return NOTHING;
    default:
      return ANYTHING;
  }
}

function nuget(given: Inputs): readonly Meaning[] | Meaning {
  switch (command(given, 'restore')) {
    case 'restore':
      return installs('nuget');
    case 'pack':
      return BUILDS;
    case 'push':
      return PUBLISHES_PACKAGE;
    default:
      return ANYTHING;
  }
}

/** Maven tests from the phase `test` on unless told to skip that. */
function maven(given: Inputs): readonly Meaning[] {
  const goals = given('goals') ?? 'package';
  const isSkipped = /skipTests|maven\.test\.skip/.test(`${goals} ${given('options') ?? ''}`);
  const isTested = /\b(?:test|package|verify|install|deploy)\b/.test(goals) && !isSkipped;
  const isPublished = /\bdeploy\b/.test(goals);
  return [BUILDS, ...(isTested ? [TESTS] : []), ...(isPublished ? [PUBLISHES_PACKAGE] : [])];
}

function gradle(given: Inputs): readonly Meaning[] {
  const tasks = given('tasks') ?? 'build';
  const isTested = /\b(?:build|test|check|\w{1,40}Test)\b/.test(tasks);
  return [BUILDS, ...(isTested ? [TESTS] : []), ...(/\bpublish\b/.test(tasks) ? [PUBLISHES_PACKAGE] : [])];
}

function iotEdge(given: Inputs): readonly Meaning[] | Meaning {
  const action = (given('action') ?? 'Build module images').trim().toLowerCase();
  if (action === 'deploy to iot edge devices') return DEPLOYS;
  if (action === 'push module images') return publishesImage(undefined);
  return action === 'build module images' ? BUILDS_IMAGE : NOTHING;
}

function slots(given: Inputs): readonly Meaning[] | Meaning {
  const action = given('action') ?? 'Swap Slots';
  return /^swap|^start swap|^complete swap/i.test(action.trim())
    ? likely({ kind: 'deploys', subject: 'service' })
    : NOTHING;
}

export const azureTaskMeanings: TaskTable = {
  ant: [BUILDS, likely(TESTS)],
  azureappservicemanage: slots,
  azureiotedge: iotEdge,
  ...each(
    'azurecontainerapps azurefunction azurefunctionapp azurefunctionappcontainer azurefunctiononkubernetes ' +
      'azurermwebappdeployment azurespringcloud azurevmssdeployment azurewebapp azurewebappcontainer cloudfoundry ' +
      'iiswebappdeploymentonmachinegroup servicefabriccomposedeploy servicefabricdeploy azurecloudpowershelldeployment ' +
      'databricksdeployscripts ecsdeploy lambdadeployfunction beanstalkdeployapplication',
    DEPLOYS,
  ),
  azurestaticwebapp: { kind: 'deploys', subject: 'site' },
  azureresourcegroupdeployment: resourceManager,
  azureresourcemanagertemplatedeployment: resourceManager,
  ...each(
    'bicepdeploy cloudformationcreateorupdatestack azuremysqldeployment sqlazuredacpacdeployment sqldacpacdeploymentonmachinegroup',
    DEPLOYS_INFRASTRUCTURE,
  ),
  ...each(
    'terraformtaskv1 terraformtaskv2 terraformtaskv3 terraformtaskv4 terraformcli terraformtask terraform',
    terraform,
  ),
  ...each('azureloadtest vstest nunit xamarintestcloud appcentertest', TESTS),
  ...each('msbuild vsbuild xcode xcodebuild cmake xamarinandroid xamarinios gulp grunt', BUILDS),
  bash: ANYTHING,
  cargoauthenticate: NOTHING,
  docker,
  dotnetcorecli: dotnet,
  githubrelease: PUBLISHES_RELEASE,
  appcenterdistribute: PUBLISHES_RELEASE,
  googleplayrelease: PUBLISHES_RELEASE,
  gradle,
  helmdeploy: helm,
  kubernetes,
  kubernetesmanifest: kubernetesManifest,
  maven,
  npm,
  nugetcommand: nuget,
  universalpackages: (given) => (command(given, 'download') === 'publish' ? PUBLISHES_PACKAGE : NOTHING),
  manualvalidation: NOTHING,
  ...each(
    'advancedsecurity-codeql-analyze advancedsecurity-dependency-scanning aquasecscanner whitesource snyksecurityscan trivy ' +
      'containerscan dependency-check-build-task sonarqubeanalyze sonarcloudanalyze credscan microsoftsecuritydevops ' +
      'componentgovernancecomponentdetection checkmarx veracode fortify',
    SCANS,
  ),
  ...each('slacknotification sendemail teamsnotification', NOTIFIES),
};

/** Tasks that set something up, keep files or hand on results, and do nothing of that kind. */
export const plainAzureTasks: ReadonlySet<string> = new Set(
  (
    'advancedsecurity-codeql-init advancedsecurity-codeql-autobuild archivefiles azurekeyvault azureappconfigurationexport ' +
    'cache checkout condaauthenticate copyfiles createworkitem delay deletefiles dockerinstaller dotnetcoreinstaller ' +
    'downloadbuildartifacts downloadgithubrelease downloadpipelineartifact downloadsecurefile extractfiles filetransform ' +
    'functoolsinstaller go gotool helminstaller installappelcertificate installapplecertificate ' +
    'installappleprovisioningprofile installsshkey javatoolinstaller kubectlinstaller kubelogininstaller mavenauthenticate ' +
    'manualvalidation nodetool npmauthenticate nugetauthenticate nugettoolinstaller pipauthenticate ' +
    'publishbuildartifacts publishcodecoverageresults publishpipelineartifact publishpipelinemetadata publishsymbols ' +
    'publishtestresults replacetokens reportgenerator sonarcloudprepare sonarcloudpublish sonarqubeprepare sonarqubepublish ' +
    'terraforminstaller tfsecinstaller twineauthenticate usedotnet usenode usepythonversion userubyversion useterraform ' +
    'visualstudiotestplatforminstaller'
  ).split(' '),
);

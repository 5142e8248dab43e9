import { ANYTHING, DEPLOYS, each, likely, type Meaning, NOTHING, NOTIFIES, PUBLISHES_PACKAGE, SCANS } from './meaning';

/** What the steps of Jenkins and of its plugins do, by their names; from https://www.jenkins.io/doc/pipeline/steps/ */
export const stepMeanings: Readonly<Record<string, readonly Meaning[]>> = {
  ...each(
    `echo checkout git scm dir script junit archiveArtifacts archive stash unstash cleanWs deleteDir withCredentials withEnv
     timeout retry sleep input parallel node error unstable catchError warnError readFile writeFile fileExists tool
     publishHTML pwd isUnix withSonarQubeEnv withMaven nodejs configFileProvider sshagent ansiColor timestamps lock milestone
     withDockerRegistry withDockerContainer withDockerServer docker container properties readJSON writeJSON readYaml writeYaml
     readProperties readMavenPom findFiles zip unzip fingerprint jacoco recordIssues recordCoverage cobertura print println
     withAWS withKubeConfig withKubeCredentials stage steps def String int boolean if else for while switch case default try
     catch finally return throw env currentBuild params break wrap ws load_ true false set addBadge cucumber allure xunit
     powershell pwsh sh bat image app`,
    NOTHING,
  ),
  ...each(
    'slackSend emailext mail office365ConnectorSend discordSend telegramSend hipchatSend rocketSend mattermostSend',
    [NOTIFIES],
  ),
  ...each('waitForQualityGate dependencyCheck dependencyCheckPublisher snykSecurity anchore aquaMicroscanner', [SCANS]),
  ...each('kubernetesDeploy openshiftDeploy azureWebAppPublish azureFunctionAppPublish', [DEPLOYS]),
  ...each('ansiblePlaybook ansibleTower sshPublisher sshCommand sshScript deploy s3Upload pushToCloudFoundry', [
    likely(DEPLOYS),
  ]),
  ...each('nexusArtifactUploader nexusPublisher rtUpload rtMavenDeployer rtPublishBuildInfo', [PUBLISHES_PACKAGE]),
  ...each('build load library evaluate step', [ANYTHING]),
};

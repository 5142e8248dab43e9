import {
  ANYTHING,
  DEPLOYS,
  DEPLOYS_INFRASTRUCTURE,
  each,
  likely,
  NOTIFIES,
  PUBLISHES_PACKAGE,
  publishesImage,
  SCANS,
  type TaskTable,
} from './meaning';

/** What pipes do, by their names without the version; from the README of each, https://bitbucket.org/product/features/pipelines/integrations */
export const pipeMeanings: TaskTable = {
  ...each(
    `atlassian/aws-ecs-deploy atlassian/aws-elasticbeanstalk-deploy atlassian/aws-lambda-deploy atlassian/aws-code-deploy
     atlassian/google-app-engine-deploy atlassian/google-cloud-functions-deploy atlassian/heroku-deploy
     atlassian/rsync-deploy atlassian/scp-deploy atlassian/ftp-deploy atlassian/sftp-deploy atlassian/firebase-deploy
     microsoft/azure-functions-deploy microsoft/azure-web-apps-deploy microsoft/azure-aks-deploy
     microsoft/azure-web-apps-containers-deploy`,
    DEPLOYS,
  ),
  ...each('atlassian/aws-cloudformation-deploy microsoft/azure-arm-deploy', DEPLOYS_INFRASTRUCTURE),
  // A bucket may hold an application or only its files.
  ...each(
    `atlassian/aws-s3-deploy atlassian/google-cloud-storage-deploy microsoft/azure-storage-deploy
     atlassian/aws-cloudfront-invalidate`,
    likely(DEPLOYS),
  ),
  ...each(
    `atlassian/ssh-run atlassian/kubectl-run atlassian/aws-eks-kubectl-run atlassian/google-gke-kubectl-run
     atlassian/aws-sam-deploy microsoft/azure-cli-run atlassian/trigger-pipeline`,
    [likely(DEPLOYS), ANYTHING],
  ),
  ...each('atlassian/npm-publish atlassian/pypi-publish', PUBLISHES_PACKAGE),
  // The registry can scan what it is given.
  'atlassian/aws-ecr-push-image': likely(publishesImage(undefined)),
  ...each(
    'atlassian/slack-notify atlassian/email-notify atlassian/msteams-notify atlassian/opsgenie-send-alert',
    NOTIFIES,
  ),
  ...each('snyk/snyk-scan sonarsource/sonarcloud-scan sonarsource/sonarqube-scan aquasecurity/trivy-pipe', SCANS),
};

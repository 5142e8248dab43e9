import { rule } from '../../core/rule';
import type { Span } from '../../core/text';
import type { Job } from '../../formats/gitlab-ci/job';
import type { ShellCommand } from '../../formats/shell/syntax';

export default rule({
  id: 'gitlab-ci/long-lived-cloud-key',
  title: 'Key of a cloud that never expires',
  why: [
    'A key that is kept as a variable works from anywhere and for years: whoever reads it once, from a log, a fork or a former colleague’s notes, has the cloud. With `id_tokens` GitLab vouches for the job, and the cloud hands out access for this project, this branch and an hour.',
    'Needs a trust that is set up once in the cloud: an identity provider in AWS, a federated credential in Azure, a workload identity pool in Google Cloud.',
  ],
  severity: 'info',
  practice: 'access',
  since: '0.1.0',
  links: [
    'https://docs.gitlab.com/ci/cloud_services/',
    'https://docs.gitlab.com/ci/cloud_services/aws/',
    'https://docs.gitlab.com/ci/cloud_services/google_cloud/',
    'https://docs.gitlab.com/ci/cloud_services/azure/',
  ],
  bad: [
    {
      files:
        'deploy:\n  script:\n    - «aws configure set aws_secret_access_key $AWS_SECRET»\n    - aws s3 sync dist s3://shop\n',
    },
    {
      title: 'the other clouds, said once a job',
      files:
        'google:\n  script:\n    - «gcloud auth activate-service-account --key-file=$KEY»\n    - gcloud run deploy shop\n\nazure:\n  script:\n    - «az login --service-principal -u $APP -p $SECRET --tenant $TENANT»\n    - az webapp restart --name shop\n',
    },
  ],
  good: [
    'deploy:\n  id_tokens:\n    AWS_TOKEN:\n      aud: https://gitlab.example.com\n  script:\n    - aws sts assume-role-with-web-identity --role-arn $ROLE --web-identity-token $AWS_TOKEN\n',
    {
      title: 'with a token of the job',
      files:
        'deploy:\n  id_tokens:\n    TOKEN:\n      aud: azure\n  script:\n    - az login --service-principal -u $APP --federated-token $TOKEN --tenant $TENANT\n',
    },
    {
      title: 'the runner has a role of its own',
      files: 'deploy:\n  script:\n    - aws s3 sync dist s3://shop\n    - az login --identity\n',
    },
    {
      title: 'a store that only looks like S3',
      files:
        'deploy:\n  script:\n    - aws configure set aws_secret_access_key $KEY\n    - aws --endpoint-url https://s3.example.com s3 sync dist s3://shop\n',
    },
  ],
  *check({ pipeline }) {
    for (const job of pipeline.jobs) {
      if (!job.lacks('id_tokens') || !job.lacks('identity')) continue;
      const found = keyIn(job);
      if (!found) continue;
      yield {
        at: found.at,
        message: `A key of ${found.cloud} that never expires signs in here: let \`id_tokens\` vouch for the job instead`,
        address: job.name,
      };
    }
  },
});

interface Found {
  readonly at: Span;
  readonly cloud: string;
}

function keyIn({ script: { lines } }: Job): Found | undefined {
  const commands = lines.flatMap(({ shell }) => shell.commands);
  for (const command of commands) {
    const cloud = cloudOf(command);
    if (cloud === undefined) continue;
    if (cloud === 'AWS' && commands.some(({ words }) => words.some(({ prefix }) => /^--endpoint/.test(prefix))))
      continue;
    return { at: command.span, cloud };
  }
  return undefined;
}

function cloudOf({ name, words }: ShellCommand): string | undefined {
  const line = words.map(({ prefix }) => prefix).join(' ');
  if (name === 'aws' && /^\S+ configure set (?:\S+ )?(?:\S+\.)?aws_secret_access_key\b/.test(line)) return 'AWS';
  if (name === 'gcloud' && /^\S+ auth activate-service-account\b/.test(line)) return 'Google Cloud';
  const isSecret = /\s(?:-p|--password)\b/.test(line) && !/--federated-token|--identity/.test(line);
  return name === 'az' && /^\S+ login\b/.test(line) && line.includes('--service-principal') && isSecret
    ? 'Azure'
    : undefined;
}

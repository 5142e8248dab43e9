import type { Cases } from '../../support/cases';

const workflow = (jobs: string) =>
  `on:\n  push:\n    branches: [main]\npermissions:\n  id-token: write\njobs:\n${jobs}`;
const job = (id: string, step: string, mark = id) =>
  `  ${mark}:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`;
const guarded = (id: string, step: string) =>
  `  ${id}:\n    runs-on: ubuntu-latest\n    environment: production\n    steps:\n      - ${step}\n`;
const APPLY = 'run: terragrunt apply --non-interactive';

export default {
  bad: [
    {
      title: 'several jobs, said once',
      files: workflow(job('dns', APPLY, '«dns»') + job('network', APPLY)),
      fixed: workflow(guarded('dns', APPLY) + guarded('network', APPLY)),
    },
  ],
  good: [
    {
      title: 'the file is that of staging',
      files: { '.github/workflows/terragrunt-apply-staging.yml': workflow(job('dns', APPLY)) },
    },
    {
      title: 'what is deployed to is named in the environment of the workflow',
      files: workflow(job('ship', 'uses: azure/webapps-deploy@v3')).replace(
        'jobs:',
        'env:\n  AZURE_WEBAPP_NAME: shop-dev\njobs:',
      ),
    },
    { title: 'the deploy is what is tested', files: workflow(job('deployment-tests', 'run: kubectl apply -f k8s/')) },
    { title: 'the environment is chosen by an expression', files: workflow(guarded('ship', APPLY).replace('environment: production', 'environment: ${{ inputs.to }}')) },
  ],
} satisfies Cases;

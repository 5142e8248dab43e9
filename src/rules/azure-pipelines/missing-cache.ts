import { dirname, join } from '../../core/path';
import type { Project } from '../../core/project';
import { type Fix, rule } from '../../core/rule';
import type { Edit } from '../../core/text';
import { jobBehind, stepBefore, stepBehind } from '../../formats/azure-pipelines/delivery-edit';
import type { AzureModel, Job, Step } from '../../formats/azure-pipelines/model';
import { insertPairs, map, seq } from '../../formats/yaml';
import { appendItem } from '../../formats/yaml/edit';
import { missingCache } from '../shared/delivery/missing-cache';

interface Cache {
  /** The variable by which the package manager is told where to keep what it fetches. */
  readonly variable: string;
  readonly folder: string;
  /** The files of which any one fixes the versions. */
  readonly files: readonly string[];
}

const CACHES: Readonly<Record<string, Cache>> = {
  npm: { variable: 'npm_config_cache', folder: '.npm', files: ['package-lock.json', 'npm-shrinkwrap.json'] },
  yarn: { variable: 'YARN_CACHE_FOLDER', folder: '.yarn', files: ['yarn.lock'] },
  pip: { variable: 'PIP_CACHE_DIR', folder: '.pip', files: ['requirements.txt'] },
};

export default rule({
  id: 'azure-pipelines/missing-cache',
  title: 'Dependencies fetched anew each time',
  why: [
    'Fetching all dependencies in every run costs a minute or two, many times a day, and makes each run depend on whether the registry answers. The task Cache keeps them from run to run, under a key of the lock file.',
    'Said once a pipeline, for jobs on hosted agents, and only where the lock file lies beside the pipeline or at the root. Jobs that publish or deploy are left alone: what they build should not come from a cache that other runs can fill.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/release/caching'],
  bad: [
    {
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: «npm ci»\n  - bash: npm test\n',
        'package-lock.json': '{}\n',
      },
      fixed: {
        'azure-pipelines.yml':
          'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: Cache@2\n    inputs:\n      key: npm | "$(Agent.OS)" | package-lock.json\n      path: $(npm_config_cache)\n  - bash: npm ci\n  - bash: npm test\nvariables:\n  npm_config_cache: $(Pipeline.Workspace)/.npm\n',
        'package-lock.json': '{}\n',
      },
    },
    {
      title: 'a task, and variables that are there already',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\nvariables:\n  - group: shop\njobs:\n  - job: test\n    pool:\n      vmImage: ubuntu-24.04\n    steps:\n      - task: «Npm@1»\n        inputs:\n          command: ci\n      - bash: npm test\n',
        'package-lock.json': '{}\n',
      },
      fixed: {
        'azure-pipelines.yml':
          'trigger: [main]\nvariables:\n  - group: shop\n  - name: npm_config_cache\n    value: $(Pipeline.Workspace)/.npm\njobs:\n  - job: test\n    pool:\n      vmImage: ubuntu-24.04\n    steps:\n      - task: Cache@2\n        inputs:\n          key: npm | "$(Agent.OS)" | package-lock.json\n          path: $(npm_config_cache)\n      - task: Npm@1\n        inputs:\n          command: ci\n      - bash: npm test\n',
        'package-lock.json': '{}\n',
      },
    },
  ],
  good: [
    {
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - task: Cache@2\n    inputs:\n      key: npm | package-lock.json\n      path: $(npm_config_cache)\n  - bash: npm ci\n',
        'package-lock.json': '{}\n',
      },
    },
    {
      title: 'no lock file that could be the key',
      files: 'trigger: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: npm ci\n',
    },
    {
      title: 'agents of one’s own keep their files, and what is published comes from no cache',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\njobs:\n  - job: test\n    pool: builders\n    steps:\n      - bash: npm ci && npm test\n  - job: release\n    pool:\n      vmImage: ubuntu-24.04\n    steps:\n      - bash: npm ci && npm publish\n',
        'package-lock.json': '{}\n',
      },
    },
  ],
  *check(model, { project }) {
    if (!model.delivery) return;
    for (const uncached of missingCache(model.delivery)) {
      const cache = CACHES[uncached.ecosystem];
      const job = jobBehind(model, uncached.job);
      const step = stepBehind(model, uncached.step);
      if (!cache || !job || !step || !job.pool?.vmImage) continue;
      const file = lockFile(model, cache, project);
      if (file === undefined || worksElsewhere(job)) continue;
      yield { ...uncached, fix: keep(model, step, cache, uncached.ecosystem, file) };
      return;
    }
  },
});

/** Its path from the root of the repository, where the sources are; beside the pipeline that need not be the root. */
function lockFile({ file }: AzureModel, { files }: Cache, project: Project): string | undefined {
  if (dirname(file.path) !== '' && !/^\.?(?:azure|pipelines|ci|build|eng)/.test(file.path)) return undefined;
  return files.find((name) => project.read(join(name) ?? name));
}

function worksElsewhere({ steps }: Job): boolean {
  return steps.some(({ map: body, inputs, script }) => {
    if (body.has('workingDirectory') || /\b(?:cd|pushd)[ \t]/.test(script?.scalar.text ?? '')) return true;
    return inputs?.pairs.some(({ name }) => /^working(?:Dir|Directory)$/i.test(name)) === true;
  });
}

function keep(
  { pipeline }: AzureModel,
  step: Step,
  { variable, folder }: Cache,
  name: string,
  file: string,
): Fix | undefined {
  const root = pipeline?.map;
  const before = stepBefore(step, [
    '- task: Cache@2',
    '  inputs:',
    `    key: ${name} | "$(Agent.OS)" | ${file}`,
    `    path: $(${variable})`,
  ]);
  const value = `$(Pipeline.Workspace)/${folder}`;
  const told = root && variableEdit(root, variable, value);
  return before && told && { title: 'Keep them with the task Cache', edits: [before, told] };
}

function variableEdit(root: NonNullable<AzureModel['pipeline']>['map'], name: string, value: string): Edit | undefined {
  const pair = root.pair('variables');
  if (!pair) return root.lacks('variables') ? insertPairs(root, { variables: { [name]: value } }) : undefined;
  if (pair.alias) return undefined;
  const list = seq(pair.value);
  if (list) return appendItem(list, { name, value });
  const body = map(pair.value);
  return body && insertPairs(body, { [name]: value });
}

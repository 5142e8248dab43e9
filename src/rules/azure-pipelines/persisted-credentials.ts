import { rule } from '../../core/rule';
import type { Job } from '../../formats/azure-pipelines/model';
import { removePart, scalar } from '../../formats/yaml';

export default rule({
  id: 'azure-pipelines/persisted-credentials',
  title: 'Token left in the working copy',
  why: [
    'With `persistCredentials` the token of the job stays in the configuration of the Git working copy. Every later step, each tool it runs and each package it installs can read it there, and so can whoever gets the folder as an artifact.',
    'It is needed only where a later step fetches or pushes by itself; here none does.',
  ],
  severity: 'info',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/steps-checkout'],
  bad: [
    {
      files:
        'trigger: none\nsteps:\n  - checkout: self\n    «persistCredentials: true»\n  - bash: npm ci && npm test\n  - publish: dist\n    artifact: web\n',
      fixed:
        'trigger: none\nsteps:\n  - checkout: self\n  - bash: npm ci && npm test\n  - publish: dist\n    artifact: web\n',
    },
    {
      files:
        "trigger: none\njobs:\n  - job: build\n    steps:\n      - checkout: self\n        «persistCredentials: 'true'»\n        fetchDepth: 1\n      - task: DotNetCoreCLI@2\n        inputs:\n          command: build\n",
      fixed:
        'trigger: none\njobs:\n  - job: build\n    steps:\n      - checkout: self\n        fetchDepth: 1\n      - task: DotNetCoreCLI@2\n        inputs:\n          command: build\n',
    },
  ],
  good: [
    'trigger: none\nsteps:\n  - checkout: self\n    persistCredentials: true\n  - bash: |\n      git tag v1\n      git push origin v1\n',
    {
      title: 'a script file or a task of others may push',
      files:
        'trigger: none\njobs:\n  - job: a\n    steps:\n      - checkout: self\n        persistCredentials: true\n      - bash: ./release.sh\n  - job: b\n    steps:\n      - checkout: self\n        persistCredentials: true\n      - task: VersionBump@1\n',
    },
    {
      title: 'more steps from a template',
      files:
        'trigger: none\nsteps:\n  - checkout: self\n    persistCredentials: true\n  - template: steps.yml@templates\n',
    },
  ],
  *check({ jobs }) {
    for (const job of jobs) {
      for (const { kind, map } of job.steps) {
        const pair = kind === 'checkout' ? map.pair('persistCredentials') : undefined;
        if (!pair || scalar(pair.value)?.text.toLowerCase() !== 'true' || !isAllPlain(job)) continue;
        yield {
          at: pair,
          message: 'No step needs the token of the job later, and all of them can read it: leave it out',
          fix: { title: 'Leave persistCredentials out', edits: [removePart(pair)] },
        };
      }
    }
  },
});

/** Tasks of Azure itself that build, test and copy, and never speak to the repository. */
const PLAIN = new Set(
  (
    'dotnetcorecli npm maven gradle usedotnet usenode nodetool usepythonversion publishtestresults copyfiles archivefiles ' +
    'publishcodecoverageresults publishbuildartifacts publishpipelineartifact vsbuild msbuild nugetcommand vstest docker ' +
    'downloadpipelineartifact downloadbuildartifacts deletefiles cache azurewebapp azurefunctionapp gotool'
  ).split(' '),
);

function isAllPlain({ steps, isOpen }: Job): boolean {
  if (isOpen) return false;
  return steps.every(({ kind, task, script }) => {
    if (kind === 'checkout' || kind === 'publish' || kind === 'download') return true;
    if (script) return isPlainScript(script.scalar.text);
    return task !== undefined && PLAIN.has(task.id);
  });
}

/** Whether a script surely runs no Git: it names none, and starts no file and no tool that might. */
function isPlainScript(text: string): boolean {
  return text
    .split(/\n|&&|\|\||[;|]/)
    .map((line) => line.trim())
    .every(
      (line) =>
        line === '' ||
        line.startsWith('#') ||
        /^(?:npm (?:ci|install|test|t|run (?:build|test|lint))|dotnet (?:build|test|restore|publish)|pip install|pytest|echo|mkdir|cd|ls|cp|mv|docker build|mvn|gradle|yarn(?: install)?|go (?:build|test))\b[\w ./=:@"'-]*$/.test(
          line,
        ),
    );
}

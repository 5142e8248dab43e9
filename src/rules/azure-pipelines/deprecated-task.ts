import { type Fix, rule } from '../../core/rule';
import { type Edit, replace } from '../../core/text';
import { deprecatedTasks } from '../../data/azure-tasks';
import type { Step, TaskReference } from '../../formats/azure-pipelines/model';
import { removePart } from '../../formats/yaml';
import { locate } from '../../formats/yaml/locate';

/** How the inputs of an old task become those of the one that takes its place; others would have to be thought about. */
interface Move {
  readonly same: readonly string[];
  readonly renamed?: Readonly<Record<string, string>>;
  readonly dropped?: readonly string[];
}

const MOVES: Readonly<Record<string, Move>> = {
  'nodetool@0': { same: ['checklatest', 'force32bit'], renamed: { versionspec: 'version' } },
  'nugetauthenticate@0': { same: ['nugetserviceconnections', 'forcereinstallcredentialprovider'] },
  'publishcodecoverageresults@1': {
    same: ['summaryfilelocation', 'pathtosources', 'failifcoverageempty'],
    dropped: ['codecoveragetool', 'reportdirectory', 'additionalcodecoveragefiles'],
  },
  'azurekeyvault@1': {
    same: ['azuresubscription', 'connectedservicename', 'keyvaultname', 'secretsfilter', 'runasprejob'],
  },
  'dockercompose@0': {
    same: [
      'containerregistrytype',
      'dockercomposefile',
      'action',
      'azuresubscription',
      'azurecontainerregistry',
      'projectname',
      'dockerregistryendpoint',
    ],
  },
};

export default rule({
  id: 'azure-pipelines/deprecated-task',
  title: 'Task that is mended no more',
  why: [
    'Azure DevOps warns of such a version in each run, mends it no more, and takes it away some day; most of them also start a Node.js that has long been without updates.',
    'A fix is offered where the inputs stay what they are or are only renamed; elsewhere the reference of the newer version tells what has changed.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://learn.microsoft.com/en-us/azure/devops/pipelines/tasks/reference/'],
  bad: [
    {
      files:
        "trigger: none\nsteps:\n  - task: «NodeTool@0»\n    inputs:\n      versionSpec: '24.x'\n  - task: «PublishCodeCoverageResults@1»\n    inputs:\n      codeCoverageTool: Cobertura\n      summaryFileLocation: coverage.xml\n",
      fixed:
        "trigger: none\nsteps:\n  - task: UseNode@1\n    inputs:\n      version: '24.x'\n  - task: PublishCodeCoverageResults@2\n    inputs:\n      summaryFileLocation: coverage.xml\n",
    },
    {
      title: 'where the inputs are others, and where nothing takes its place',
      files:
        'trigger: none\nsteps:\n  - task: «AzureCLI@1»\n    inputs:\n      scriptLocation: inlineScript\n      inlineScript: az account show\n  - task: «XamariniOS@2»\n',
    },
    {
      title: 'due to be gone',
      files: 'trigger: none\nsteps:\n  - task: «NuGetAuthenticate@0»\n',
      fixed: 'trigger: none\nsteps:\n  - task: NuGetAuthenticate@1\n',
    },
  ],
  good: [
    'trigger: none\nsteps:\n  - task: UseNode@1\n  - task: Npm@1\n  - task: AzureCLI@2\n',
    { title: 'a task of others with such a name', files: 'trigger: none\nsteps:\n  - task: acme.tools.nodetool@0\n' },
    'trigger: none\nsteps:\n  - task: NodeTool@${{ parameters.version }}\n',
  ],
  *check({ steps }, { today }) {
    for (const step of steps) {
      const { task } = step;
      const known = task && deprecatedTasks[`${task.id}@${task.version}`];
      if (!task || !known) continue;
      const { use, removal } = known;
      const isDue = removal !== undefined && removal < today;
      yield {
        at: task.scalar,
        tag: 'deprecated',
        ...(isDue && { severity: 'warning' }),
        message: `${task.name}@${task.version} is ${isDue ? `deprecated, and due to be taken away since ${removal}` : 'deprecated'}${use ? `: use ${use}` : ''}`,
        fix: use === undefined ? undefined : moved(step, task, use),
      };
    }
  },
});

function moved({ inputs }: Step, { scalar, id, version }: TaskReference, use: string): Fix | undefined {
  const move = MOVES[`${id}@${version}`];
  const edits: Edit[] = [replace(locate(scalar, 0, scalar.text.length), use)];
  for (const pair of inputs?.ownPairs ?? []) {
    const name = pair.name.toLowerCase();
    const renamed = move?.renamed?.[name];
    if (renamed !== undefined) edits.push(replace(pair.key, renamed));
    else if (move?.dropped?.includes(name)) edits.push(removePart(pair));
    else if (!move?.same.includes(name)) return undefined;
  }
  return move && { title: `Use ${use}`, edits };
}

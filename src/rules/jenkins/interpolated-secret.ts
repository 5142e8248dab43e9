import { rule } from '../../core/rule';
import { environmentNames, secretVariables } from '../../formats/jenkins/credentials';
import { inSingleQuotes } from '../../formats/jenkins/edit';

export default rule({
  id: 'jenkins/interpolated-secret',
  title: 'Secret that Groovy writes into a script',
  why: [
    'In double quotes Groovy fills the secret in before the shell is started: it stands in the script’s text on the agent’s disk and in the list of its processes, Jenkins can no longer mask all of it, and a character such as `$` or a quote in it is read as a part of the script.',
    'In single quotes the shell takes it from its environment, where it is only text.',
  ],
  severity: 'warning',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#string-interpolation',
    'https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#interpolation-of-sensitive-environment-variables',
  ],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Push') {\n            environment { TOKEN = credentials('registry') }\n            steps {\n                sh \"curl -u admin:«${TOKEN}» https://registry.example.com\"\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    stages {\n        stage('Push') {\n            environment { TOKEN = credentials('registry') }\n            steps {\n                sh 'curl -u admin:${TOKEN} https://registry.example.com'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'bound for some steps',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Push') {\n            steps {\n                withCredentials([usernamePassword(credentialsId: 'hub', usernameVariable: 'NAME', passwordVariable: 'PASS')]) {\n                    sh \"docker login -u $NAME -p «$PASS»\"\n                }\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'by way of env',
      files:
        'pipeline {\n    agent any\n    stages {\n        stage(\'Push\') {\n            steps {\n                withCredentials([string(credentialsId: \'key\', variable: \'KEY\')]) {\n                    sh """\n                        deploy --key «${env.KEY}» --number ${BUILD_NUMBER}\n                    """\n                }\n            }\n        }\n    }\n}\n',
      fixed:
        "pipeline {\n    agent any\n    stages {\n        stage('Push') {\n            steps {\n                withCredentials([string(credentialsId: 'key', variable: 'KEY')]) {\n                    sh '''\n                        deploy --key ${KEY} --number ${BUILD_NUMBER}\n                    '''\n                }\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Push') {\n            environment { TOKEN = credentials('registry') }\n            steps {\n                sh 'curl -u admin:$TOKEN https://registry.example.com'\n            }\n        }\n    }\n}\n",
    {
      title: 'the shell reads what is escaped',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Push') {\n            environment { TOKEN = credentials('registry') }\n            steps {\n                sh \"curl -u admin:\\$TOKEN https://${HOST}\"\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'the path of a file is no secret',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Push') {\n            steps {\n                withCredentials([file(credentialsId: 'kube', variable: 'KUBE')]) {\n                    sh \"kubectl --kubeconfig ${KUBE} get pods\"\n                }\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'no script',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Say') {\n            environment { TOKEN = credentials('registry') }\n            steps {\n                echo \"${TOKEN}\"\n            }\n        }\n    }\n}\n",
    },
  ],
  *check({ pipeline, scripts }) {
    const secrets = pipeline ? secretVariables(pipeline) : undefined;
    if (!pipeline || !secrets || secrets.size === 0) return;
    const variables = environmentNames(pipeline);
    for (const script of scripts) {
      for (const { start, end, code } of script.string.interpolations) {
        const name = code.replace(/^env\./, '');
        if (!secrets.has(name)) continue;
        const edits =
          script.step === 'sh' ? inSingleQuotes(script, (each) => secrets.has(each) || variables.has(each)) : undefined;
        yield {
          at: script.at.file.span(start, end),
          message: `Groovy writes the secret ${name} into the script, where it can be read: let the shell take it from its environment`,
          fix: edits && { title: 'Put the script into single quotes', edits },
          address: name,
        };
      }
    }
  },
});

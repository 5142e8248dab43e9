import { rule } from '../../core/rule';
import { statementsBelow } from '../../formats/jenkins/arguments';
import type { Pipeline } from '../../formats/jenkins/model';
import { missingFailureNotification } from '../shared/delivery/missing-failure-notification';

export default rule({
  id: 'jenkins/missing-failure-notification',
  title: 'Deploy that fails in silence',
  why: [
    'Who has pushed looks at something else by the time the deploy fails. Without a message, from `post { failure { … } }` say, it stays half done until a user complains.',
    'Off until asked for: a plugin or the settings of the job may tell people as well.',
  ],
  severity: 'info',
  practice: 'observability',
  preset: 'all',
  since: '0.1.0',
  links: ['https://www.jenkins.io/doc/book/pipeline/syntax/#post'],
  bad: [
    {
      files:
        "«pipeline» {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    },
    {
      files:
        "«pipeline» {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n    post { always { cleanWs() } }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n    post { failure { slackSend message: 'failed' } }\n}\n",
    {
      title: 'a step of a library may tell',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n    post { always { tellTeam() } }\n}\n",
    },
    "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n                mail to: 'a@example.com', subject: 'done', body: ''\n            }\n        }\n    }\n}\n",
    {
      title: 'nothing is deployed',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Lint') {\n            when { branch 'main' }\n            steps {\n                sh 'npm run lint'\n            }\n        }\n    }\n}\n",
    },
  ],
  *check({ delivery, pipeline }) {
    if (!delivery || !pipeline || mayTell(pipeline)) return;
    for (const found of missingFailureNotification(delivery)) {
      yield { ...found, at: pipeline.head };
    }
  },
});

const SILENT =
  /^(?:cleanWs|deleteDir|echo|junit|archiveArtifacts|publishHTML|sh|bat|always|success|cleanup|script|node|dir)$/;

/** Whether what runs after the stages may tell somebody: all but a few steps may. */
function mayTell({ sections }: Pipeline): boolean {
  const all = [...statementsBelow(sections.get('post')?.blocks[0])];
  return all.some(({ name }) => name === undefined || !SILENT.test(name));
}

import { rule } from '../../core/rule';
import { deployWithoutTests } from '../shared/delivery/deploy-without-tests';

export default rule({
  id: 'jenkins/deploy-without-tests',
  title: 'Deploy that waits for no test',
  why: [
    'A deploy that no test stands before brings what is broken to its users, and nobody knows until they say so. Said of pipelines that are built for each branch, where no stage before tests.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://www.jenkins.io/doc/book/pipeline/syntax/'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                sh 'npm run build'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh '«kubectl apply -f k8s/»'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'beside the tests',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('All') {\n            parallel {\n                stage('Test') {\n                    steps {\n                        sh 'npm test'\n                    }\n                }\n                stage('Deploy') {\n                    when { branch 'main' }\n                    steps {\n                        sh '«helm upgrade shop ./chart»'\n                    }\n                }\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    {
      title: 'a script may do anything',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                sh './ci/all.sh'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'a step of a library may test',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Check') {\n            steps {\n                runChecks()\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'a job of its own, which others may start once they have tested',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Deploy') {\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    },
  ],
  *check({ delivery }, { project }) {
    if (!delivery) return;
    yield* deployWithoutTests(delivery, project);
  },
});

import { rule } from '../../core/rule';
import { deployFromAnyBranch } from '../shared/delivery/deploy-from-any-branch';

export default rule({
  id: 'jenkins/deploy-from-any-branch',
  title: 'Deploy of whatever is pushed',
  why: [
    'In a pipeline of several branches each stage runs for all of them unless `when` says otherwise: a push to any branch deploys it, reviewed or not, finished or not, and so does a pull request.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://www.jenkins.io/doc/book/pipeline/syntax/#when'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Lint') {\n            when { changeRequest() }\n            steps {\n                sh 'npm run lint'\n            }\n        }\n        stage('Deploy') {\n            steps {\n                sh '«kubectl apply -f k8s/»'\n            }\n        }\n    }\n}\n",
    },
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            steps {\n                sh '«helm upgrade shop ./chart»'\n            }\n        }\n        stage('Tell') {\n            steps {\n                echo \"built ${env.BRANCH_NAME}\"\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    {
      title: 'nothing says that there are several branches',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'what the stages around ask for counts too',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Ship') {\n            when { branch 'main' }\n            stages {\n                stage('Deploy') {\n                    steps {\n                        sh 'kubectl apply -f k8s/'\n                    }\n                }\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'the step asks itself',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            steps {\n                script {\n                    if (env.BRANCH_NAME == 'main') {\n                        sh 'kubectl apply -f k8s/'\n                    }\n                }\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'a place of the branch’s own',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            steps {\n                sh 'helm upgrade shop-$BRANCH_NAME ./chart'\n            }\n        }\n    }\n}\n",
    },
  ],
  *check({ delivery }) {
    if (!delivery) return;
    yield* deployFromAnyBranch(delivery);
  },
});

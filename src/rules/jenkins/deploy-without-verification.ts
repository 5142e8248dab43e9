import { rule } from '../../core/rule';
import { deployWithoutVerification } from '../shared/delivery/deploy-without-verification';
import { waitForRelease } from '../shared/delivery/wait-for-release';

export default rule({
  id: 'jenkins/deploy-without-verification',
  title: 'Deploy that nobody looks after',
  why: [
    'A command that hands over what is to run is done when that is accepted, not when it runs: the build is green while the new version fails to start. `kubectl rollout status`, `helm upgrade --wait` or a request to the service shows it, and lets the pipeline take the deploy back.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://www.jenkins.io/doc/book/pipeline/syntax/'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh '«kubectl apply -f k8s/»'\n            }\n        }\n    }\n}\n",
    },
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh '«helm upgrade shop ./chart»'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    stages {\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'helm upgrade --wait shop ./chart'\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n                sh 'kubectl rollout status deployment/shop'\n            }\n        }\n    }\n}\n",
    {
      title: 'a later stage looks',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n        stage('Smoke') {\n            steps {\n                sh 'curl -f https://shop.example.com/health'\n            }\n        }\n    }\n}\n",
    },
    "pipeline {\n    agent any\n    stages {\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'helm upgrade --wait shop ./chart'\n            }\n        }\n    }\n}\n",
  ],
  *check({ delivery }) {
    if (!delivery) return;
    for (const found of deployWithoutVerification(delivery)) {
      const edit = waitForRelease(found.at);
      yield { ...found, fix: edit && { title: 'Wait until it is ready', edits: [edit] } };
    }
  },
});

import { rule } from '../../core/rule';
import { deployWithoutEnvironment } from '../shared/delivery/deploy-without-environment';

export default rule({
  id: 'jenkins/deploy-without-environment',
  title: 'Deploy that nobody agrees to',
  why: [
    'What is pushed is deployed at once: no person agrees. A stage with `input` asks one of those who may say so before it goes on; with `agent none` around it no executor waits meanwhile.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://www.jenkins.io/doc/book/pipeline/syntax/#input'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage(«'Deploy'») {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    },
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage(«'Ship'») {\n            when { branch 'main' }\n            steps {\n                sh 'helm upgrade shop ./chart'\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            input { message 'Deploy it?' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    {
      title: 'a stage before asks',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Ask') {\n            when { branch 'main' }\n            steps {\n                input 'Deploy it?'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'only a plan',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Plan') {\n            when { branch 'main' }\n            steps {\n                sh 'terraform plan'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'nothing says what starts it',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    },
  ],
  *check({ delivery }) {
    if (!delivery) return;
    for (const found of deployWithoutEnvironment(delivery)) {
      const [, ...others] = found.all;
      const count =
        others.length === 0 ? `${found.job.name} deploys` : `${found.job.name} and ${others.length} more deploy`;
      yield {
        ...found,
        message: `${count} as soon as somebody has pushed: let \`input\` ask a person before`,
      };
    }
  },
});

import { rule } from '../../core/rule';
import { addOption } from '../../formats/jenkins/edit';
import { deployWithoutConcurrencyGuard } from '../shared/delivery/deploy-without-concurrency-guard';

export default rule({
  id: 'jenkins/deploy-without-concurrency-guard',
  title: 'Two deploys at once',
  why: [
    'Two pushes within a minute start two builds, and nothing says that the deploy of the first one ends first: the older version may stay, or two builds change the same thing halfway each. `disableConcurrentBuilds` lets one wait for the other; `lock` guards a single stage, across pipelines.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://www.jenkins.io/doc/book/pipeline/syntax/#options'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage(«'Deploy'») {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    options {\n        disableConcurrentBuilds()\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'where there are options',
      files:
        "pipeline {\n    agent any\n    options {\n        timestamps()\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage(«'Deploy'») {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    options {\n        disableConcurrentBuilds()\n        timestamps()\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    options { disableConcurrentBuilds() }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    {
      title: 'a lock',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                lock('production') {\n                    sh 'kubectl apply -f k8s/'\n                }\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'before the pipeline',
      files:
        "properties([disableConcurrentBuilds()])\n\npipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'kubectl apply -f k8s/'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'Terraform locks its state itself',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n        stage('Deploy') {\n            when { branch 'main' }\n            steps {\n                sh 'terraform apply -auto-approve'\n            }\n        }\n    }\n}\n",
    },
  ],
  *check({ delivery, pipeline }) {
    if (!delivery || !pipeline || pipeline.file.text.includes('disableConcurrentBuilds')) return;
    for (const found of deployWithoutConcurrencyGuard(delivery)) {
      const edit = addOption(pipeline, 'disableConcurrentBuilds()');
      yield { ...found, fix: edit && { title: 'Let one build wait for the other', edits: [edit] } };
    }
  },
});

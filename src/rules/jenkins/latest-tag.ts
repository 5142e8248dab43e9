import { rule } from '../../core/rule';
import { pipelineImages } from '../shared/jenkins-images';
import { latestImages } from '../shared/pipelines/images';

export default rule({
  id: 'jenkins/latest-tag',
  title: 'Agent image without a fixed version',
  why: [
    'The tag `latest`, which is also meant where no tag is written, names whatever was pushed last. The same commit is built with other tools tomorrow than today: pipelines break without a change, and an old release can not be built again.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://www.jenkins.io/doc/book/pipeline/docker/'],
  bad: [
    {
      files:
        "pipeline {\n    agent {\n        docker { image 'node:«latest»' }\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent {\n        docker { image 'node:26' }\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'of a stage, in both forms',
      files:
        "pipeline {\n    agent none\n    stages {\n        stage('Test') {\n            agent { docker 'python:«latest»' }\n            steps {\n                sh 'pytest'\n            }\n        }\n        stage('Pack') {\n            steps {\n                script {\n                    docker.image('«golang»').inside { sh 'go build' }\n                }\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent none\n    stages {\n        stage('Test') {\n            agent { docker 'python:3.14' }\n            steps {\n                sh 'pytest'\n            }\n        }\n        stage('Pack') {\n            steps {\n                script {\n                    docker.image('golang:1.27').inside { sh 'go build' }\n                }\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent {\n        docker { image 'node:24-alpine' }\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    {
      title: 'filled in when it runs',
      files:
        "pipeline {\n    agent {\n        docker { image \"node:${params.NODE}\" }\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'a scripted pipeline',
      files: "node {\n    docker.image('node:latest').inside {\n        sh 'npm test'\n    }\n}\n",
    },
    {
      title: 'a comment',
      files:
        "pipeline {\n    // agent { docker 'node:latest' }\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
  ],
  *check(model, { today }) {
    yield* latestImages(pipelineImages(model), today);
  },
});

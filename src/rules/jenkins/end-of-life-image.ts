import { rule } from '../../core/rule';
import { pipelineImages } from '../shared/jenkins-images';
import { endedImages } from '../shared/pipelines/images';

export default rule({
  id: 'jenkins/end-of-life-image',
  title: 'Agent image that gets no updates any more',
  why: [
    'Nobody mends what is found in it from then on, neither in the language nor in the system beneath. What is tested and built with it is then tested on something else than what should run, and package archives of old systems go away one day: the pipeline stops without a change.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://endoflife.date/', 'https://www.jenkins.io/doc/book/pipeline/docker/'],
  bad: [
    {
      files:
        "pipeline {\n    agent {\n        docker { image 'node:«16-alpine»' }\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent {\n        docker { image 'node:26-alpine' }\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    {
      files:
        "pipeline {\n    agent none\n    stages {\n        stage('Test') {\n            agent {\n                docker {\n                    image 'openjdk:«8-jdk»'\n                    args '-v /m2:/root/.m2'\n                }\n            }\n            steps {\n                sh 'mvn test'\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent {\n        docker { image 'node:24-alpine' }\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    {
      title: 'not the image of that name',
      files:
        "pipeline {\n    agent {\n        docker { image 'registry.example.com/node:16' }\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'filled in when it runs',
      files:
        "pipeline {\n    agent {\n        docker { image \"node:${env.NODE}\" }\n    }\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
  ],
  *check(model, { today }) {
    yield* endedImages(pipelineImages(model), today);
  },
});

import { rule } from '../../core/rule';
import { unscannedImage } from '../shared/delivery/unscanned-image';

export default rule({
  id: 'jenkins/unscanned-image',
  title: 'Image that is pushed unscanned',
  why: [
    'What is in an image is known to have holes a few weeks after it was built, and often before. A scan before the push, Trivy or Grype say, stops the worst ones; registries can do it too, once that is switched on.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://www.jenkins.io/doc/book/pipeline/docker/'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                sh 'docker build -t acme/shop:1.2 .'\n                sh '«docker push acme/shop:1.2»'\n            }\n        }\n    }\n}\n",
    },
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                sh '«docker push acme/shop:1.2»'\n            }\n        }\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                sh 'trivy image --exit-code 1 acme/shop:1.2'\n                sh 'docker push acme/shop:1.2'\n            }\n        }\n    }\n}\n",
    {
      title: 'a step of a library may scan',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                scanImage('shop')\n                sh 'docker push acme/shop:1.2'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'a registry that scans',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                sh 'docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1.2'\n            }\n        }\n    }\n}\n",
    },
  ],
  *check({ delivery }) {
    if (!delivery) return;
    yield* unscannedImage(delivery);
  },
});

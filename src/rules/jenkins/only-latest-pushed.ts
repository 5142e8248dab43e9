import { rule } from '../../core/rule';
import { onlyLatestPushed } from '../shared/delivery/only-latest-pushed';

export default rule({
  id: 'jenkins/only-latest-pushed',
  title: 'Image that is pushed as `latest` only',
  why: [
    'Each push of `latest` takes the name from the image before. Nobody can tell which commit runs, and a rollback has no name to go back to.',
    'A tag of the commit, `$GIT_COMMIT`, or of the version stays; `latest` may stand beside it.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://www.jenkins.io/doc/book/pipeline/docker/'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                sh 'docker build -t acme/shop:latest .'\n                sh '«docker push acme/shop:latest»'\n            }\n        }\n    }\n}\n",
    },
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                sh 'docker build -t acme/shop .'\n                sh '«docker push acme/shop»'\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                sh 'docker push acme/shop:$GIT_COMMIT'\n            }\n        }\n    }\n}\n",
    "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                sh \"docker push acme/shop:${BUILD_NUMBER}\"\n                sh 'docker push acme/shop:latest'\n            }\n        }\n    }\n}\n",
    "pipeline {\n    agent any\n    stages {\n        stage('Build') {\n            steps {\n                sh 'docker push \"$IMAGE\"'\n            }\n        }\n    }\n}\n",
  ],
  *check({ delivery }) {
    if (!delivery) return;
    yield* onlyLatestPushed(delivery);
  },
});

import { rule } from '../../core/rule';
import { heed, ignoredTestFailure } from '../shared/delivery/ignored-test-failure';

export default rule({
  id: 'jenkins/ignored-test-failure',
  title: 'Tests whose failure counts for nothing',
  why: ['A test that may fail tells nobody anything: the build is green, and what it would have found is deployed.'],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://www.jenkins.io/doc/book/pipeline/syntax/'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test« || true»'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'the build goes well whatever fails',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                «catchError(buildResult: 'SUCCESS', stageResult: 'FAILURE') »{\n                    sh 'pytest'\n                }\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                sh 'npm test'\n            }\n        }\n    }\n}\n",
    {
      title: 'the build is marked',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Test') {\n            steps {\n                catchError(buildResult: 'UNSTABLE') {\n                    sh 'pytest'\n                }\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'somebody has thought about it',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Clean') {\n            steps {\n                sh 'docker rm shop || true'\n            }\n        }\n    }\n}\n",
    },
  ],
  *check({ delivery }) {
    if (!delivery) return;
    for (const found of ignoredTestFailure(delivery)) {
      const isOperator = found.leniency.by.startsWith('|');
      yield {
        ...found,
        fix: isOperator ? { title: `Remove ${found.leniency.by}`, edits: [heed(found.leniency)] } : undefined,
      };
    }
  },
});

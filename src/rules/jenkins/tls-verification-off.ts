import { rule } from '../../core/rule';
import { shellOf } from '../../formats/jenkins/script';
import { trustedServers } from '../shared/pipelines/scripts';

export default rule({
  id: 'jenkins/tls-verification-off',
  title: 'Server that is not checked',
  why: [
    'Without the check of its certificate, whoever stands between the agent and the server can answer in its place: what is fetched and run is then theirs, and so is every token that is sent.',
    'Where the server’s certificate comes from a company’s own authority, give its certificate to the agent: `CURL_CA_BUNDLE`, `NODE_EXTRA_CA_CERTS`, `REQUESTS_CA_BUNDLE` or `SSL_CERT_FILE` names it.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://curl.se/docs/sslcerts.html'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Tell') {\n            steps {\n                sh 'curl «-k» -H \"X-Token:$TOKEN\" https://deploy.example.com'\n            }\n        }\n    }\n}\n",
      fixed:
        "pipeline {\n    agent any\n    stages {\n        stage('Tell') {\n            steps {\n                sh 'curl -H \"X-Token:$TOKEN\" https://deploy.example.com'\n            }\n        }\n    }\n}\n",
    },
    {
      files:
        'pipeline {\n    agent any\n    stages {\n        stage(\'Get\') {\n            steps {\n                sh """\n                    git «-c http.sslVerify=false» clone https://git.example.com/a.git\n                """\n            }\n        }\n    }\n}\n',
      fixed:
        'pipeline {\n    agent any\n    stages {\n        stage(\'Get\') {\n            steps {\n                sh """\n                    git clone https://git.example.com/a.git\n                """\n            }\n        }\n    }\n}\n',
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Tell') {\n            steps {\n                sh 'curl --cacert $CA https://deploy.example.com'\n            }\n        }\n    }\n}\n",
    {
      title: 'its own machine',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Look') {\n            steps {\n                sh 'curl -k https://localhost:8443/health'\n            }\n        }\n    }\n}\n",
    },
    "pipeline {\n    agent any\n    stages {\n        stage('Say') {\n            steps {\n                echo 'curl -k https://a.example.com'\n            }\n        }\n    }\n}\n",
  ],
  *check({ scripts }) {
    for (const script of scripts) if (script.step === 'sh') yield* trustedServers(shellOf(script));
  },
});

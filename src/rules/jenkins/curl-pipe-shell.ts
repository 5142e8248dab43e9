import { rule } from '../../core/rule';
import { shellOf } from '../../formats/jenkins/script';
import { runDownloads } from '../shared/pipelines/scripts';

export default rule({
  id: 'jenkins/curl-pipe-shell',
  title: 'Program run as it comes over the network',
  why: [
    'Whatever the server answers that day runs on the agent, with the secrets of the step and whatever else lies there. When the site, its domain or its storage is taken over, the next build runs what the attacker wrote.',
    'Better: an image or a tool of Jenkins, or a released file of a fixed version whose checksum is compared before it runs. Over plain `http:` it is an error: anyone on the way can answer.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://cheatsheetseries.owasp.org/cheatsheets/CI_CD_Security_Cheat_Sheet.html'],
  bad: [
    {
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Set up') {\n            steps {\n                sh '«curl -fsSL https://example.com/install.sh | bash»'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'among others; over plain HTTP it is an error',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Set up') {\n            steps {\n                sh '''\n                    apt-get update\n                    «wget -qO- http://example.com/setup.sh | sh»\n                '''\n            }\n        }\n    }\n}\n",
    },
  ],
  good: [
    "pipeline {\n    agent any\n    stages {\n        stage('Set up') {\n            steps {\n                sh 'curl -fsSLo install.sh https://example.com/install-1.2.sh && echo \"0123456789abcdef  install.sh\" | sha256sum -c && sh install.sh'\n            }\n        }\n    }\n}\n",
    {
      title: 'what is fetched is data',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Get') {\n            steps {\n                sh 'curl https://example.com/a.json | jq .name'\n            }\n        }\n    }\n}\n",
    },
    {
      title: 'only said',
      files:
        "pipeline {\n    agent any\n    stages {\n        stage('Say') {\n            steps {\n                echo 'curl https://example.com | sh'\n            }\n        }\n    }\n}\n",
    },
  ],
  *check({ scripts }) {
    for (const script of scripts) if (script.step === 'sh') yield* runDownloads(shellOf(script));
  },
});

import { rule } from '../../core/rule';
import { scriptsIn } from '../../formats/circleci/script';
import { trustedServers } from '../shared/pipelines/scripts';

export default rule({
  id: 'circleci/tls-verification-off',
  title: 'Server that is not checked',
  why: [
    'Without the check of its certificate, whoever stands between the job and the server can answer in its place: what is fetched and run is then theirs, and so is every token that is sent.',
    'Where the server’s certificate comes from a company’s own authority, give its certificate to the job: `CURL_CA_BUNDLE`, `NODE_EXTRA_CA_CERTS`, `REQUESTS_CA_BUNDLE` or `SSL_CERT_FILE` names it.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://curl.se/docs/sslcerts.html'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: curl «-k» -H "X-Token:$TOKEN" https://deploy.example.com\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: curl -H "X-Token:$TOKEN" https://deploy.example.com\n',
    },
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run:\n          command: |\n            git «-c http.sslVerify=false» clone https://git.example.com/a.git\n            make\n',
      fixed:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run:\n          command: |\n            git clone https://git.example.com/a.git\n            make\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: curl --cacert "$CA" https://deploy.example.com\n',
    {
      title: 'its own machine',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: curl -k https://localhost:8443/health\n',
    },
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: echo "curl -k"\n',
  ],
  *check({ config }) {
    for (const { shell } of scriptsIn(config)) yield* trustedServers(shell);
  },
});

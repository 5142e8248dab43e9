import { rule } from '../../core/rule';
import { allLines, allSteps, shellOf } from '../../formats/bitbucket/parts';
import { boolean, map } from '../../formats/yaml/access';
import { removePart } from '../../formats/yaml/edit';
import { trustedServers } from '../shared/pipelines/scripts';

export default rule({
  id: 'bitbucket/tls-verification-off',
  title: 'Server that is not checked',
  why: [
    'Without the check of its certificate, whoever stands between the step and the server can answer in its place: what is fetched and run is then theirs, and so is every token that is sent.',
    'Where the server’s certificate comes from a company’s own authority, give its certificate to the step: `CURL_CA_BUNDLE`, `NODE_EXTRA_CA_CERTS`, `REQUESTS_CA_BUNDLE` or `SSL_CERT_FILE` names it.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://curl.se/docs/sslcerts.html',
    'https://support.atlassian.com/bitbucket-cloud/docs/git-clone-behavior/',
  ],
  bad: [
    {
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Tell\n        script:\n          - curl «-k» -H "X-Token:$TOKEN" https://deploy.example.com\n',
      fixed:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Tell\n        script:\n          - curl -H "X-Token:$TOKEN" https://deploy.example.com\n',
    },
    {
      title: 'of the clone',
      files:
        'clone:\n  depth: 5\n  «skip-ssl-verify»: true\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
      fixed:
        'clone:\n  depth: 5\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
    },
  ],
  good: [
    'image: node:24\npipelines:\n  default:\n    - step:\n        name: Tell\n        script:\n          - curl --cacert "$CA" https://deploy.example.com\n',
    {
      title: 'its own machine',
      files:
        'image: node:24\npipelines:\n  default:\n    - step:\n        name: Look\n        script:\n          - curl -k https://localhost:8443/health\n',
    },
    'clone:\n  skip-ssl-verify: false\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - npm test\n',
  ],
  *check({ config }) {
    if (!config) return;
    for (const body of new Set([config.map, ...allSteps(config).map((step) => step.map)])) {
      const pair = map(body.get('clone'))?.ownPairs.find(({ name }) => name === 'skip-ssl-verify');
      if (pair && boolean(pair.value) === true)
        yield {
          at: pair.key,
          message: '`skip-ssl-verify` lets the clone trust whatever server answers',
          fix: { title: 'Remove skip-ssl-verify', edits: [removePart(pair)] },
        };
    }
    for (const { command } of allLines(config)) if (command) yield* trustedServers(shellOf(command));
  },
});

import { rule } from '../../core/rule';
import { scalar } from '../../formats/yaml/access';
import { removePart } from '../../formats/yaml/edit';
import { trustedServers } from '../shared/pipelines/scripts';
import { trustsAnyServer } from '../shared/unchecked-environment';
import { allEnvironments } from '../shared/workflow-environments';
import { scriptsIn } from '../shared/workflow-scripts';

export default rule({
  id: 'github-actions/tls-verification-off',
  title: 'Check of the server’s certificate turned off',
  why: [
    'Without the check, anyone on the way between the runner and the server can answer in its place: what they send is built and deployed, and what is sent to them, tokens mostly, is theirs.',
    'Where the server’s certificate comes from a company’s own authority, write that authority’s certificate into a file and name it in `CURL_CA_BUNDLE`, `NODE_EXTRA_CA_CERTS`, `REQUESTS_CA_BUNDLE` or `SSL_CERT_FILE`.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://curl.se/docs/sslcerts.html', 'https://docs.github.com/en/actions/reference/security/secure-use'],
  bad: [
    {
      files: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: |
          curl «-k» -H "X-Token: $TOKEN" https://deploy.example.com
          wget «--no-check-certificate» https://example.com/\${{ github.sha }}
`,
      fixed: `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: |
          curl -H "X-Token: $TOKEN" https://deploy.example.com
          wget https://example.com/\${{ github.sha }}
`,
    },
    {
      title: 'for all that run in a job',
      files: `on: push
env:
  LEVEL: info
  «GIT_SSL_NO_VERIFY»: "true"
jobs:
  test:
    runs-on: ubuntu-latest
    env:
      «NODE_TLS_REJECT_UNAUTHORIZED»: 0
    steps:
      - run: npm test
`,
      fixed: `on: push
env:
  LEVEL: info
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`,
    },
  ],
  good: [
    `on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: curl --cacert "$CA" https://deploy.example.com
`,
    {
      title: 'its own machine',
      files: `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: curl -k https://localhost:8443/health
`,
    },
    `on: push
env:
  GIT_SSL_NO_VERIFY: "false"
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
`,
  ],
  *check(model) {
    for (const { env } of allEnvironments(model)) {
      for (const pair of env.ownPairs) {
        if (!trustsAnyServer(pair.name, scalar(pair.value)?.text)) continue;
        yield {
          at: pair.key,
          message: `\`${pair.name}\` lets the job trust whatever server answers`,
          fix: pair.alias ? undefined : { title: `Remove ${pair.name}`, edits: [removePart(pair)] },
        };
      }
    }
    for (const { shell } of scriptsIn(model, /-k|insecure|certificate|ssl|verify|trusted|tls/i)) {
      for (const { fix, at, ...finding } of trustedServers(shell))
        yield { ...finding, at: shell.place(at), fix: fix && { ...fix, edits: shell.edits(fix.edits) } };
    }
  },
});

import { rule } from '../../core/rule';
import { writtenIn } from '../../formats/gitlab-ci/walk';
import { scalar } from '../../formats/yaml/access';
import { removePart } from '../../formats/yaml/edit';
import type { YamlPair } from '../../formats/yaml/syntax';
import { linesIn } from '../shared/gitlab-scripts';
import { trustedServers } from '../shared/pipelines/scripts';
import { trustsAnyServer } from '../shared/unchecked-environment';

export default rule({
  id: 'gitlab-ci/tls-verification-off',
  title: 'Check of the server’s certificate turned off',
  why: [
    'Without the check, anyone on the way between the runner and the server can answer in its place: what they send is built and deployed, and what is sent to them, tokens mostly, is theirs.',
    'Where the server’s certificate comes from a company’s own authority, give its certificate to the job: a variable of type file, and `CURL_CA_BUNDLE`, `NODE_EXTRA_CA_CERTS`, `REQUESTS_CA_BUNDLE` or `SSL_CERT_FILE` that names it.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: ['https://curl.se/docs/sslcerts.html', 'https://docs.gitlab.com/runner/configuration/tls-self-signed/'],
  bad: [
    {
      files:
        'deploy:\n  script:\n    - curl «-k» -H "X-Token:$TOKEN" https://deploy.example.com\n    - wget «--no-check-certificate» https://example.com/a\n',
      fixed:
        'deploy:\n  script:\n    - curl -H "X-Token:$TOKEN" https://deploy.example.com\n    - wget https://example.com/a\n',
    },
    {
      title: 'for all that run in a job',
      files:
        'variables:\n  LEVEL: info\n  «GIT_SSL_NO_VERIFY»: "true"\n\ntest:\n  variables:\n    «NODE_TLS_REJECT_UNAUTHORIZED»: 0\n    CI_X: a\n  script: npm test\n',
      fixed: 'variables:\n  LEVEL: info\n\ntest:\n  variables:\n    CI_X: a\n  script: npm test\n',
    },
  ],
  good: [
    'deploy:\n  script:\n    - curl --cacert "$CA" https://deploy.example.com\n',
    { title: 'its own machine', files: 'test:\n  script:\n    - curl -k https://localhost:8443/health\n' },
    'test:\n  variables:\n    GIT_SSL_NO_VERIFY: "false"\n  script: npm test\n',
  ],
  *check(model) {
    for (const { file } of model.files) {
      for (const { ownPairs } of writtenIn(file).maps) {
        for (const pair of ownPairs) {
          if (!isVariable(pair) || !trustsAnyServer(pair.name, scalar(pair.value)?.text)) continue;
          yield {
            at: pair.key,
            message: `\`${pair.name}\` lets the job trust whatever server answers: give it the certificate to trust instead`,
            fix: pair.alias ? undefined : { title: `Remove ${pair.name}`, edits: [removePart(pair)] },
          };
        }
      }
    }
    for (const { shell } of linesIn(model))
      for (const finding of trustedServers(shell))
        yield { ...finding, message: `${finding.message}: give it the certificate to trust instead` };
  },
});

function isVariable({ parent }: YamlPair): boolean {
  return parent.holder?.kind === 'pair' && parent.holder.name === 'variables';
}

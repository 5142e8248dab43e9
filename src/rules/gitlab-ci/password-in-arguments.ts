import { type Fix, rule } from '../../core/rule';
import { insert, textOf } from '../../core/text';
import type { ShellCommand } from '../../formats/shell/syntax';
import type { ShellWord } from '../../formats/shell/word';
import { linesIn } from '../shared/gitlab-scripts';
import { removeWords } from '../shared/shell-edit';

export default rule({
  id: 'gitlab-ci/password-in-arguments',
  title: 'Password among the arguments of a command',
  why: [
    'The arguments of a command can be read by every process of the machine while it runs, by other jobs too where a runner’s shell is shared, and stand in the log as soon as somebody turns on tracing. `docker login` itself warns of it.',
    'With `--password-stdin` the password goes by a pipe that nobody else sees.',
  ],
  severity: 'info',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.docker.com/reference/cli/docker/login/#password-stdin',
    'https://docs.gitlab.com/user/packages/container_registry/authenticate_with_container_registry/',
  ],
  bad: [
    {
      files:
        'build:\n  script:\n    - docker login -u $CI_REGISTRY_USER «-p $CI_REGISTRY_PASSWORD» $CI_REGISTRY\n    - docker push $IMAGE\n',
      fixed:
        'build:\n  script:\n    - echo $CI_REGISTRY_PASSWORD | docker login -u $CI_REGISTRY_USER $CI_REGISTRY --password-stdin\n    - docker push $IMAGE\n',
    },
    {
      title: 'in the long form',
      files:
        'build:\n  before_script:\n    - |\n      helm registry login «--password "$TOKEN"» --username ci registry.example.com\n  script: make\n',
      fixed:
        'build:\n  before_script:\n    - |\n      echo "$TOKEN" | helm registry login --username ci registry.example.com --password-stdin\n  script: make\n',
    },
  ],
  good: [
    'build:\n  script:\n    - echo "$CI_REGISTRY_PASSWORD" | docker login -u $CI_REGISTRY_USER --password-stdin $CI_REGISTRY\n',
    { title: 'not a login', files: 'build:\n  script:\n    - docker run -p $PORT:80 web\n' },
    { title: 'only said', files: 'build:\n  script:\n    - echo "docker login -p $PASSWORD"\n' },
  ],
  *check(model) {
    for (const { shell } of linesIn(model)) {
      for (const command of shell.commands) {
        const words = passwordIn(command);
        const [first] = words ?? [];
        const last = words?.at(-1);
        if (!words || !first || !last) continue;
        yield {
          at: { ...first.span, end: last.span.end },
          message: 'Every process of the machine can read this password: hand it over by `--password-stdin`',
          fix: byPipe(command, words),
        };
      }
    }
  },
});

/** The option of a login that holds a password which only a variable knows, in one word or two. */
function passwordIn({ name, words }: ShellCommand): readonly ShellWord[] | undefined {
  const texts = words.map(({ value }) => value ?? '');
  const isLogin = /^(?:docker|podman|buildah|nerdctl|skopeo|crane|oras)$/.test(name ?? '')
    ? texts[1] === 'login' || (texts[1] === 'auth' && texts[2] === 'login')
    : name === 'helm' && texts[1] === 'registry' && texts[2] === 'login';
  if (!isLogin) return undefined;
  const at = words.findIndex(
    ({ prefix, value }) => value === '-p' || value === '--password' || prefix.startsWith('--password='),
  );
  const option = words[at];
  if (at < 0 || !option) return undefined;
  if (option.value === undefined) return [option];
  const given = words[at + 1];
  return given?.value === undefined && given ? [option, given] : undefined;
}

function byPipe(command: ShellCommand, words: readonly ShellWord[]): Fix | undefined {
  const password = words.at(-1);
  const last = command.words.at(-1);
  if (
    !password ||
    !last ||
    words.length !== 2 ||
    command.pipedInto ||
    command.wrappers.length > 0 ||
    command.redirects.length > 0
  )
    return undefined;
  if (command.connector === '|' || command.within || command.assignments.length > 0) return undefined;
  const removed = removeWords(command, words);
  if (!removed || words.includes(last)) return undefined;
  const { file, start } = command.span;
  return {
    title: 'Hand it over by a pipe',
    edits: [
      insert(file, start, `echo ${textOf(password.span)} | `),
      ...removed,
      insert(file, last.span.end, ' --password-stdin'),
    ],
  };
}

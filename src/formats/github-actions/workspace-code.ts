import type { ShellCommand } from '../shell/syntax';
import { scalar } from '../yaml/access';
import type { Step } from './model';
import { shellTextOf } from './shell-script';

/** How surely a step runs code that lies in the workspace. */
export type Execution = 'surely' | 'maybe' | 'not';

/** Programs that run what the files of a project tell them to, whatever they are asked for. */
const BUILDERS = new Set(
  `make gmake ninja mvn mvnw gradle gradlew pytest tox nox rake ant sbt bazel bazelisk just pre-commit jekyll
   ansible-playbook lerna nx turbo vite webpack eslint jest vitest phpunit msbuild xcodebuild fastlane pod cabal stack mix
   hatch nix-build nix-shell devenv`.split(/\s+/),
);

/** Programs that do so for some of their commands. */
const COMMANDS: Readonly<Record<string, RegExp>> = {
  npm: /^(?:ci|i|install|run|run-script|test|t|start|exec|rebuild|publish|pack)$/,
  pnpm: /^(?:i|install|run|test|start|exec|build|publish)$/,
  yarn: /^(?!add$|global$|config$|cache$|--version$|why$|info$)/,
  bun: /^(?:i|install|run|test)$/,
  bundle: /^(?:install|exec)$/,
  composer: /^(?:install|update|run|run-script|test)$/,
  cargo: /^(?:build|test|run|bench|check|clippy|doc|publish)$/,
  go: /^(?:test|run|generate)$/,
  dotnet: /^(?:build|test|run|publish|restore|pack)$/,
  swift: /^(?:build|test|run)$/,
  docker: /^(?:build|buildx|compose)$/,
  'docker-compose': /^(?:up|build|run)$/,
  terraform: /^(?:init|plan|apply)$/,
  poetry: /^(?:install|run|build)$/,
  uv: /^(?:sync|run|build)$/,
  pdm: /^(?:install|run|build)$/,
  flutter: /^(?:test|build|run)$/,
};

/** Programs whose first argument is the file that they run. */
const INTERPRETERS = new Set(
  'bash sh dash zsh ksh source . node python python2 python3 ruby php perl tsx ts-node deno'.split(' '),
);

const ACTIONS_THAT_BUILD =
  /^(?:docker\/(?:build-push-action|bake-action)|gradle\/gradle-build-action|cypress-io\/github-action|pre-commit\/action|bahmutov\/npm-install|borales\/actions-yarn)$/;
const ACTIONS_THAT_READ =
  /^(?:actions\/.*|dorny\/paths-filter|tj-actions\/changed-files|github\/codeql-action|docker\/(?:login-action|setup-[\w-]+|metadata-action)|peter-evans\/.*|marocchino\/sticky-pull-request-comment|step-security\/harden-runner|amannn\/action-semantic-pull-request|dawidd6\/action-download-artifact|actions-cool\/.*|codecov\/codecov-action|[\w-]+\/(?:action-)?setup-[\w-]+|astral-sh\/setup-uv|pnpm\/action-setup|dtolnay\/rust-toolchain|aws-actions\/.*|google-github-actions\/auth|azure\/login|slackapi\/.*)$/;

/** Whether a step runs what a checkout in the folder `path` of the workspace has brought; an unknown folder is undefined. */
export function runsWorkspace(step: Step, path: string | undefined): Execution {
  const { uses, run } = step;
  if (uses?.kind === 'local') return isBelow(uses.path, path) ? 'surely' : 'not';
  if (uses?.kind === 'image') return 'maybe';
  if (uses?.kind === 'repository') {
    if (ACTIONS_THAT_BUILD.test(uses.repository)) return path === '' ? 'surely' : 'maybe';
    return ACTIONS_THAT_READ.test(uses.repository) ? 'not' : 'maybe';
  }
  if (!run) return 'not';
  const folder = scalar(step.map.get('working-directory'))?.text.replace(/^\.\/|\/$/g, '') ?? '';
  const isElsewhere = path !== undefined && path !== '' && !isBelow(folder, path) && !run.scalar.text.includes(path);
  if (isElsewhere) return 'not';
  return shellTextOf(run)?.commands.some(runsFiles) ? 'surely' : 'not';
}

/** Whether a command runs what files below the folder it stands in tell it to. */
function runsFiles({ name, words }: ShellCommand): boolean {
  const [program = '', first = ''] = words.map(({ prefix }) => prefix);
  if (/^\.{1,2}\/\S/.test(program) || /^(?!usr\/|bin\/|opt\/|tmp\/)[\w-][\w.-]*\/[\w./-]+$/.test(program)) return true;
  if (name === undefined) return false;
  if (INTERPRETERS.has(name))
    return /^[\w.][\w./-]*$/.test(first) && (/\.\w{1,8}$/.test(first) || first.startsWith('./'));
  if (BUILDERS.has(name)) return !/^(?:-v|-V|--version|version|--help)$/.test(first);
  if (words.some(({ prefix }) => /^(?:-g|--global|--ignore-scripts)$/.test(prefix))) return false;
  if (/^pip3?$/.test(name))
    return words.some(({ prefix }) => /^(?:\.|\.\[.*|-e|--editable|-r|--requirement)$/.test(prefix));
  if (/^(?:npm|pnpm|bun)$/.test(name) && /^(?:i|install)$/.test(first) && words.length > 2)
    return words.slice(2).every(({ prefix }) => prefix.startsWith('-'));
  if (name === 'docker')
    return COMMANDS.docker?.test(first) === true && !words.some(({ prefix }) => /^https?:/.test(prefix));
  return COMMANDS[name]?.test(first) ?? false;
}

function isBelow(folder: string, path: string | undefined): boolean {
  return path === undefined || path === '' || folder === path || folder.startsWith(`${path}/`);
}

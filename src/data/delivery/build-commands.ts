import {
  ANYTHING,
  BUILDS,
  BUILDS_IMAGE,
  type CommandTable,
  each,
  type Given,
  installs,
  LINTS,
  likely,
  type Meaning,
  NOTHING,
  PUBLISHES_PACKAGE,
  SCANS,
  TESTS,
} from './meaning';
import { meaningsOfName } from './names';

/** What the tools do with which code is made, from the manuals of each: install, lint, test, build. */

/** The script or target is named; what it does stands elsewhere. */
function named({ operands }: Given): readonly Meaning[] {
  const found = operands.flatMap((name) => meaningsOfName(name));
  return [...found, ...(found.some(({ kind }) => kind === 'builds' || kind === 'lints') ? NOTHING : [ANYTHING])];
}

/** A target may need others, tests among them. */
function target({ operands }: Given): readonly Meaning[] {
  const names = operands.filter((name) => !name.includes('='));
  return [...(names.length === 0 ? [likely(BUILDS)] : names.flatMap((name) => meaningsOfName(name))), ANYTHING];
}

/** `npm run build` and its kind: the first operand is the script. */
function script({ operands }: Given): readonly Meaning[] {
  const [name] = operands;
  return name === undefined ? NOTHING : named({ operands: [name], has: () => false, values: () => [] });
}

/** An install of what the project declares, not of some tool. */
function fromProject(ecosystem: string) {
  return ({ operands }: Given) => (operands.length === 0 ? installs(ecosystem) : NOTHING);
}

const npm = {
  ci: installs('npm'),
  'clean-install': installs('npm'),
  install: fromProject('npm'),
  i: fromProject('npm'),
  test: TESTS,
  t: TESTS,
  'install-test': [installs('npm'), TESTS],
  it: [installs('npm'), TESTS],
  'run test': TESTS,
  run: script,
  'run-script': script,
  audit: SCANS,
  publish: PUBLISHES_PACKAGE,
  pack: BUILDS,
  '': NOTHING,
};

/** Maven runs the tests on the way to every phase after `test`. */
function maven({ operands, has }: Given): readonly Meaning[] {
  const goals = new Set(operands.map((goal) => (/^[\w-]+$/.test(goal) ? goal : goal.replace(/^.*:/, ':'))));
  const skips = has('-DskipTests', '-Dmaven.test.skip', '-DskipITs');
  const does = (...names: readonly string[]) => names.some((name) => goals.has(name));
  return [
    installs('maven'),
    ...(does('package', 'install', 'verify', 'deploy', 'compile') ? [BUILDS] : NOTHING),
    ...(!skips && does('test', 'package', 'integration-test', 'install', 'verify', 'deploy') ? [TESTS] : NOTHING),
    ...(does('deploy') ? [PUBLISHES_PACKAGE] : NOTHING),
    ...(operands.some((goal) => /dependency-check/.test(goal)) ? [SCANS] : NOTHING),
    ...(does(':build', ':deploy', ':release', ':perform') ? [ANYTHING] : NOTHING),
  ];
}

/** `build` and `check` run the tests unless told otherwise. */
function gradle({ operands, has, values }: Given): readonly Meaning[] {
  const tasks = operands.map((task) => task.replace(/^.*:/, ''));
  const does = (...names: readonly string[]) => names.some((name) => tasks.includes(name));
  const skips = has('-x', '--exclude-task') && values('-x', '--exclude-task').some((task) => /test|check/i.test(task));
  const known = ['build', 'check', 'assemble', 'test'];
  return [
    installs('gradle'),
    ...(does('build', 'assemble', 'jar', 'bootJar', 'installDist') ? [BUILDS] : NOTHING),
    ...(!skips && does('build', 'check', 'test') ? [TESTS] : NOTHING),
    ...tasks.filter((task) => !known.includes(task) && !(skips && task === 'test')).flatMap(meaningsOfName),
    ...(tasks.some((task) => !known.includes(task)) ? [ANYTHING] : NOTHING),
  ];
}

function pip({ operands, has }: Given): readonly Meaning[] {
  const isProject =
    has('-r', '--requirement', '-e', '--editable') || operands.some((each) => /^\.(?:\/|\[|$)/.test(each));
  return isProject ? [installs('pip')] : NOTHING;
}

const pipCommands = { install: pip, sync: installs('pip'), '': NOTHING };

export const buildCommands: CommandTable = {
  npm,
  pnpm: {
    install: fromProject('pnpm'),
    i: fromProject('pnpm'),
    fetch: installs('pnpm'),
    test: TESTS,
    t: TESTS,
    'run test': TESTS,
    run: script,
    add: NOTHING,
    store: NOTHING,
    audit: SCANS,
    publish: PUBLISHES_PACKAGE,
    '': named,
  },
  yarn: {
    install: installs('yarn'),
    test: TESTS,
    'run test': TESTS,
    run: script,
    add: NOTHING,
    config: NOTHING,
    cache: NOTHING,
    set: NOTHING,
    'npm audit': SCANS,
    audit: SCANS,
    'npm publish': PUBLISHES_PACKAGE,
    publish: PUBLISHES_PACKAGE,
    '': (given) => (given.operands.length === 0 && !given.has('--version', '-v') ? installs('yarn') : named(given)),
  },
  bun: { ...npm, install: fromProject('bun'), ci: installs('bun'), '': named },
  deno: { test: TESTS, lint: LINTS, fmt: LINTS, check: LINTS, task: script, compile: BUILDS, '': NOTHING },
  node: {
    '': ({ has, operands }) => (has('--test') ? TESTS : [...operands.slice(0, 1).flatMap(meaningsOfName), ANYTHING]),
  },
  ...each('jest vitest mocha ava karma jasmine tap c8 nyc wtr uvu qunit', { list: NOTHING, '': TESTS }),
  ...each('cypress playwright', { run: TESTS, test: TESTS, install: NOTHING, 'install-deps': NOTHING, '': NOTHING }),
  ...each('eslint prettier stylelint biome oxlint standard xo markdownlint markdownlint-cli2 commitlint', {
    '': LINTS,
  }),
  tsc: { '': [LINTS, BUILDS] },
  ...each('webpack rollup esbuild vite parcel tsup swc', { '': BUILDS }),
  ...each('next nuxt astro gatsby', { build: BUILDS, lint: LINTS, '': NOTHING }),
  ng: { test: TESTS, e2e: TESTS, lint: LINTS, build: BUILDS, '': ANYTHING },
  ...each('nx turbo lerna rush moon lage wireit', { 'run test': TESTS, test: TESTS, '': target }),
  ...each(
    'make gmake just task mage rake invoke inv fab gulp grunt earthly dagger nix scons waf ninja doit poe mise devbox',
    {
      test: TESTS,
      check: TESTS,
      '': target,
    },
  ),
  ...each('bazel bazelisk buck buck2 pants', {
    test: TESTS,
    build: BUILDS,
    lint: LINTS,
    fmt: LINTS,
    '': ANYTHING,
  }),
  ...each('pip pip3', pipCommands),
  uv: { sync: installs('uv'), 'pip install': pip, build: BUILDS, publish: PUBLISHES_PACKAGE, '': NOTHING },
  poetry: { install: installs('poetry'), build: BUILDS, publish: PUBLISHES_PACKAGE, check: LINTS, '': NOTHING },
  pipenv: { install: installs('pipenv'), sync: installs('pipenv'), '': NOTHING },
  pdm: { install: installs('pdm'), sync: installs('pdm'), build: BUILDS, publish: PUBLISHES_PACKAGE, '': NOTHING },
  hatch: { test: TESTS, build: BUILDS, publish: PUBLISHES_PACKAGE, fmt: LINTS, run: named, '': ANYTHING },
  ...each('pytest py.test tox nox nosetests behave robot green stestr trial zope-testrunner', { '': TESTS }),
  coverage: { run: TESTS, '': NOTHING },
  'manage.py': { test: TESTS, check: LINTS, '': NOTHING },
  ...each(
    'flake8 ruff black isort mypy pyright pylint pyflakes bandit-lint codespell yamllint pydocstyle autopep8 ty',
    {
      '': LINTS,
    },
  ),
  ...each('pre-commit prek', { run: LINTS, '': NOTHING }),
  ...each('pyinstaller maturin cibuildwheel', { publish: PUBLISHES_PACKAGE, '': BUILDS }),
  go: {
    test: TESTS,
    vet: LINTS,
    fmt: LINTS,
    build: BUILDS,
    'mod download': installs('go'),
    generate: NOTHING,
    install: NOTHING,
    run: ({ operands }) => [...operands.slice(0, 1).flatMap(meaningsOfName), ANYTHING],
    '': NOTHING,
  },
  ...each('gotestsum ginkgo gotest richgo', { '': TESTS }),
  ...each('golangci-lint gofmt gofumpt goimports staticcheck revive', { '': LINTS }),
  cargo: {
    test: TESTS,
    t: TESTS,
    nextest: TESTS,
    'llvm-cov': TESTS,
    tarpaulin: TESTS,
    miri: TESTS,
    'hack test': TESTS,
    clippy: LINTS,
    fmt: LINTS,
    check: LINTS,
    doc: BUILDS,
    fetch: installs('cargo'),
    build: BUILDS,
    b: BUILDS,
    audit: SCANS,
    deny: SCANS,
    publish: PUBLISHES_PACKAGE,
    xtask: named,
    make: target,
    install: NOTHING,
    '': NOTHING,
  },
  cross: { test: TESTS, build: BUILDS, '': NOTHING },
  ...each('mvn mvnw mvnd', { '': maven }),
  ...each('gradle gradlew', { '': gradle }),
  sbt: {
    '': ({ operands }) => [...(operands.some((each) => /\btest/.test(each)) ? [TESTS] : [likely(BUILDS)]), ANYTHING],
  },
  ant: { test: TESTS, '': target },
  lein: { test: TESTS, midje: TESTS, uberjar: BUILDS, '': ANYTHING },
  dotnet: {
    test: TESTS,
    restore: installs('nuget'),
    build: BUILDS,
    publish: BUILDS,
    pack: BUILDS,
    format: LINTS,
    'nuget push': PUBLISHES_PACKAGE,
    run: ANYTHING,
    cake: ANYTHING,
    vstest: TESTS,
    '': NOTHING,
  },
  msbuild: { '': BUILDS },
  ...each('vstest.console vstest.console.exe nunit3-console xunit.console', { '': TESTS }),
  ...each('phpunit pest codecept phpspec paratest behat', { '': TESTS }),
  ...each('phpstan psalm phpcs php-cs-fixer pint rector', { '': LINTS }),
  php: { 'artisan test': TESTS, '': named },
  composer: {
    install: installs('composer'),
    test: TESTS,
    'run-script': script,
    run: script,
    audit: SCANS,
    validate: LINTS,
    '': NOTHING,
  },
  ...each('bundle bundler', { install: installs('bundler'), audit: SCANS, '': NOTHING }),
  ...each('rspec minitest cucumber', { '': TESTS }),
  rails: { test: TESTS, 'test:all': TESTS, spec: TESTS, '': NOTHING },
  ...each('rubocop standardrb erb_lint haml-lint', { '': LINTS }),
  mix: {
    test: TESTS,
    'deps.get': installs('hex'),
    format: LINTS,
    credo: LINTS,
    dialyzer: LINTS,
    compile: BUILDS,
    release: BUILDS,
    'hex.publish': PUBLISHES_PACKAGE,
    '': NOTHING,
  },
  rebar3: { ct: TESTS, eunit: TESTS, compile: BUILDS, '': NOTHING },
  ...each('stack cabal', { test: TESTS, build: BUILDS, '': NOTHING }),
  ...each('swift', { test: TESTS, build: BUILDS, '': NOTHING }),
  xcodebuild: { test: TESTS, 'test-without-building': TESTS, build: BUILDS, archive: BUILDS, '': BUILDS },
  ...each('flutter dart', {
    test: TESTS,
    analyze: LINTS,
    format: LINTS,
    'pub get': installs('pub'),
    build: BUILDS,
    compile: BUILDS,
    'pub publish': PUBLISHES_PACKAGE,
    '': NOTHING,
  }),
  zig: { 'build test': TESTS, test: TESTS, build: BUILDS, '': NOTHING },
  ctest: { '': TESTS },
  cmake: {
    '': ({ has, values }) =>
      values('--target', '-t').some((each) => /test|check/.test(each)) ? TESTS : has('--build') ? BUILDS : NOTHING,
  },
  meson: { test: TESTS, compile: BUILDS, '': NOTHING },
  ...each('bats shellspec molecule kitchen inspec conftest opa terratest kuttl chainsaw goss dgoss pgtap', {
    destroy: NOTHING,
    '': TESTS,
  }),
  ct: { install: TESTS, 'lint-and-install': TESTS, lint: LINTS, '': NOTHING },
  ...each('k6 newman artillery locust jmeter hurl schemathesis testcafe wdio detox maestro', { '': TESTS }),
  ...each(
    'shellcheck shfmt actionlint hadolint tflint ansible-lint cfn-lint ktlint detekt swiftlint swiftformat vale buf typos',
    { '': LINTS },
  ),
  ...each(
    'kubeval kubeconform kube-linter kube-score polaris pluto clang-format clang-tidy cppcheck checkmake zizmor promtool',
    { '': LINTS },
  ),
  docker: {
    run: named,
    'compose run': named,
    'compose exec': named,
    'compose build': BUILDS_IMAGE,
    'compose up': ANYTHING,
    exec: named,
  },
  'docker-compose': { run: named, exec: named, build: BUILDS_IMAGE, up: ANYTHING, '': NOTHING },
  ...each('podman buildah nerdctl', { run: named }),
  packer: { build: BUILDS, validate: LINTS, '': NOTHING },
};

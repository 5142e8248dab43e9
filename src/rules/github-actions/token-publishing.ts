import { type Finding, rule } from '../../core/rule';
import type { Span } from '../../core/text';
import { inputOf } from '../../formats/github-actions/action-input';
import type { Step } from '../../formats/github-actions/model';
import { shellTextOf } from '../../formats/github-actions/shell-script';
import { environments } from '../../formats/github-actions/taint';
import { scalar } from '../../formats/yaml/access';

export default rule({
  id: 'github-actions/token-publishing',
  title: 'Package published with a token that never expires',
  why: [
    'A token of a package index works from anywhere until somebody takes it back; several packages have been taken over by one that leaked from a workflow. PyPI, npm, crates.io and RubyGems trust a workflow of a repository instead: it gets a token for some minutes, and there is none to leak.',
    'It has to be set up once at the index, so the rule is off until asked for.',
  ],
  severity: 'info',
  practice: 'secrets',
  preset: 'all',
  since: '0.1.0',
  equivalents: ['zizmor:use-trusted-publishing'],
  links: [
    'https://docs.pypi.org/trusted-publishers/',
    'https://docs.npmjs.com/trusted-publishers',
    'https://crates.io/docs/trusted-publishing',
    'https://guides.rubygems.org/trusted-publishing/',
  ],
  bad: [
    {
      files: `on: release
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: «pypa/gh-action-pypi-publish@release/v1»
        with:
          password: \${{ secrets.PYPI_TOKEN }}
`,
    },
    {
      title: 'by commands',
      files: `on: release
jobs:
  npm:
    runs-on: ubuntu-latest
    steps:
      - run: «npm publish --access public»
        env:
          NODE_AUTH_TOKEN: \${{ secrets.NPM_TOKEN }}
  crate:
    runs-on: ubuntu-latest
    steps:
      - run: |
          cargo test
          «cargo publish»
        env:
          CARGO_REGISTRY_TOKEN: \${{ secrets.CRATES }}
`,
    },
  ],
  good: [
    `on: release
jobs:
  publish:
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
`,
    {
      title: 'another index',
      files: `on: release
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: pypa/gh-action-pypi-publish@release/v1
        with:
          password: \${{ secrets.TOKEN }}
          repository-url: https://pypi.example.com/simple
`,
    },
    {
      title: 'only tried, and the own registry of GitHub',
      files: `on: release
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - run: npm publish --dry-run
        env:
          NODE_AUTH_TOKEN: \${{ secrets.NPM_TOKEN }}
      - run: npm publish
        env:
          NODE_AUTH_TOKEN: \${{ secrets.GITHUB_TOKEN }}
`,
    },
  ],
  *check({ steps, file }) {
    for (const step of steps) {
      const at = step.map.file === file ? publishes(step) : undefined;
      if (at) yield judged(at);
    }
  },
});

function judged(at: Span): Finding {
  return { at, message: 'This publishes with a token that never expires; let the index trust the workflow instead' };
}

/** The variable that holds the token, by the program that publishes. */
const TOKENS: Readonly<Record<string, string>> = {
  npm: 'NODE_AUTH_TOKEN',
  cargo: 'CARGO_REGISTRY_TOKEN',
  gem: 'GEM_HOST_API_KEY',
};

/** Where a step publishes to the public index with a secret. */
function publishes(step: Step): Span | undefined {
  const { uses, run } = step;
  if (uses?.kind === 'repository' && uses.repository === 'pypa/gh-action-pypi-publish') {
    const isPublic = inputOf(step, 'repository-url') === undefined && inputOf(step, 'repository_url') === undefined;
    return isPublic && isSecret(inputOf(step, 'password')) ? uses.scalar : undefined;
  }
  if (!run || !/\b(?:publish|push)\b/.test(run.scalar.text)) return undefined;
  const shell = shellTextOf(run);
  const found = shell?.commands.find(({ name, words }) => {
    const [, verb, ...more] = words.map(({ prefix }) => prefix);
    if (name === undefined || !(name === 'gem' ? verb === 'push' : verb === 'publish')) return false;
    if (more.some((word) => /^--(?:dry-run|registry|index|host)/.test(word))) return false;
    const variable = TOKENS[name];
    return variable !== undefined && isSecret(valueGiven(variable, step));
  });
  return shell && found && shell.place(found.span);
}

function valueGiven(name: string, step: Step): string | undefined {
  const pair = environments(step)
    .flatMap((env) => env.pairs)
    .find((each) => each.name === name);
  return scalar(pair?.value)?.text;
}

function isSecret(text: string | undefined): boolean {
  return text !== undefined && /\bsecrets\./.test(text) && !/secrets\.GITHUB_TOKEN\b/i.test(text);
}

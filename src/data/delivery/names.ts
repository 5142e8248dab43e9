import { type ActivityKind, type Meaning, NOTHING } from './meaning';

/** Words in the names of jobs, steps, scripts and targets, and what they let one expect. */
const WORDS: Readonly<Record<ActivityKind, string>> = {
  installs: 'install installs dependencies deps bootstrap',
  lints:
    'lint lints linter linters linting format fmt style typecheck types eslint prettier tsc clippy static analysis precommit',
  tests:
    'test tests testing tested unittest unittests spec specs e2e integration acceptance functional regression conformance jest pytest vitest mocha cypress playwright phpunit rspec ctest tox coverage qa ci check checks validate validation verify verification smoke benchmark',
  builds: 'build builds building compile package bundle dist assemble image images docker',
  scans:
    'scan scans scanning security audit trivy grype snyk codeql sast vulnerability vulnerabilities cve sonar sonarqube',
  publishes: 'publish publishes publishing release releases releasing push upload',
  deploys: 'deploy deploys deploying deployment deployments rollout promote ship cd',
  verifies:
    'verify verification verifies smoke health healthcheck healthy validate validation wait status check checks ping sanity e2e monitor',
  'rolls-back': 'rollback rollbacks revert undo',
  notifies: 'notify notifies notification notifications slack alert telegram discord',
  plans: 'plan plans planning preview diff',
};

const kindsByWord = new Map<string, ActivityKind[]>();
for (const [kind, words] of Object.entries(WORDS) as [ActivityKind, string][]) {
  for (const word of words.split(' ')) kindsByWord.set(word, [...(kindsByWord.get(word) ?? []), kind]);
}

/** What a name tells of what is done under it: `likely` at most. */
export function meaningsOfName(name: string): readonly Meaning[] {
  let meanings = known.get(name);
  if (!meanings) {
    if (known.size >= MOST_KNOWN) known.clear();
    meanings = read(name);
    known.set(name, meanings);
  }
  return meanings;
}

/** The same names are read again with each keystroke. */
const known = new Map<string, readonly Meaning[]>();
const MOST_KNOWN = 2000;

function read(name: string): readonly Meaning[] {
  const kinds = new Set(wordsOf(name).flatMap((word) => kindsByWord.get(word) ?? []));
  if (kinds.size === 0) return NOTHING;
  return [...kinds].map((kind) => ({ kind, certainty: 'likely' }));
}

const PRODUCTION = new Set(['prod', 'production', 'prd', 'live']);
const ELSEWHERE = new Set(
  `acc acceptance alpha beta branch demo dev devel develop development e2e ephemeral integration int local nightly nonprod
   playground pr preprod preview previews preproduction qa review reviews sandbox stage staging stg temp test testing tst uat`.split(
    /\s+/,
  ),
);

/** Whether a name of a job or an environment says that it is production; undefined where it tells nothing. */
export function namesProduction(name: string): boolean | undefined {
  const words = wordsOf(name.replace(/\b(?:non|pre)[-_ ]?prod(?:uction)?\b/gi, 'preprod'));
  if (words.some((word) => ELSEWHERE.has(withoutNumber(word)))) return false;
  return words.some((word) => PRODUCTION.has(withoutNumber(word))) ? true : undefined;
}

/** `prod2` is one of `prod`. */
function withoutNumber(word: string): string {
  return /^([a-z]+)\d*$/.exec(word)?.[1] ?? word;
}

/** The words of a name in lower case, be they set off by marks or by capitals. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

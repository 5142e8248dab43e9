import { hasBase62Checksum } from '../checksum';
import { type Form, token } from '../form';

/** Tokens of package and image registries. */
export const packages: readonly Form[] = [
  token('npm-access-token', 'npm access token', 'https://docs.npmjs.com/about-access-tokens', /npm_[A-Za-z0-9]{36}/, {
    accepts: hasBase62Checksum,
  }),
  token('pypi-token', 'PyPI API token', 'https://pypi.org/help/#apitoken', /pypi-AgEIcHlwaS5vcmc[\w-]{50,1000}/),
  token(
    'testpypi-token',
    'TestPyPI API token',
    'https://test.pypi.org/help/#apitoken',
    /pypi-AgENdGVzdC5weXBpLm9yZw[\w-]{50,1000}/,
  ),
  token('rubygems-api-key', 'RubyGems API key', 'https://guides.rubygems.org/api-key-scopes/', /rubygems_[0-9a-f]{48}/),
  token(
    'cratesio-token',
    'crates.io API token',
    'https://doc.rust-lang.org/cargo/reference/publishing.html',
    /cio[A-Za-z0-9]{32}/,
    { shown: 3 },
  ),
  token(
    'nuget-api-key',
    'NuGet API key',
    'https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys',
    /oy2[a-z0-9]{43}/,
    { shown: 3 },
  ),
  token(
    'docker-access-token',
    'Docker Hub personal access token',
    'https://docs.docker.com/security/access-tokens/',
    /dckr_pat_[\w-]{27}/,
  ),
  token(
    'docker-organization-token',
    'Docker Hub organization access token',
    'https://docs.docker.com/enterprise/security/access-tokens/',
    /dckr_oat_[\w-]{32}/,
  ),
  token(
    'clojars-token',
    'Clojars deploy token',
    'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
    /CLOJARS_[0-9a-z]{60}/,
  ),
  token(
    'jfrog-reference-token',
    'JFrog reference token',
    'https://jfrog.com/help/r/jfrog-platform-administration-documentation/reference-token',
    /cmVmdGtuOj[A-Za-z0-9]{54}/,
  ),
  token(
    'jfrog-api-key',
    'JFrog API key',
    'https://jfrog.com/help/r/jfrog-platform-administration-documentation/api-key',
    /AKCp[A-Za-z0-9]{69}/,
  ),
];

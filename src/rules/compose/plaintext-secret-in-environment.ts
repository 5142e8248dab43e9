import { type Finding, type Fix, rule } from '../../core/rule';
import { type Edit, insert, replace, textOf } from '../../core/text';
import { SECRET_FILES } from '../../data/secret-files';
import type { Assembly, Service } from '../../formats/compose/model';
import type { Assignment, YamlPlace } from '../../formats/secrets/model';
import { appendItem, insertPairs, insertUnder, seq, type YamlMap } from '../../formats/yaml';
import { wordsOf } from '../shared/secret-name';
import { findSecrets, type Secret } from '../shared/secrets/find';
import { nameFor } from '../shared/secrets/message';
import { servicesWith } from '../shared/secrets/service-environment';
import { plainOrQuoted } from '../shared/secrets/yaml-place';
import { imageOf } from '../shared/service-image';
import { isStack } from '../shared/swarm';

export default rule({
  id: 'compose/plaintext-secret-in-environment',
  title: 'Secret in the environment of a service',
  why: [
    'A password in a Compose file is known to everybody who can read the repository, and git keeps it for ever. In the environment of a container it is also known to whoever may call `docker inspect`, and to every program that writes its environment into a log or a crash report.',
    'Replace it where it was issued. Under `secrets:` the new one reaches the service as a file, which many images read by a variable that ends with `_FILE`; with `${NAME}` it at least comes from outside the repository.',
  ],
  severity: 'error',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['kics:Passwords And Secrets'],
  links: [
    'https://docs.docker.com/compose/how-tos/use-secrets/',
    'https://docs.docker.com/compose/how-tos/environment-variables/best-practices/',
    'https://docs.docker.com/reference/compose-file/secrets/',
  ],
  bad: [
    {
      title: 'an image that reads it from a file',
      files: `services:
  db:
    image: postgres:18
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD: «tulip-Harbour-41» # of the shop
volumes:
  db:
`,
      fixed: `services:
  db:
    image: postgres:18
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password # of the shop
    secrets:
      - postgres_password
volumes:
  db:
secrets:
  postgres_password:
    environment: POSTGRES_PASSWORD
`,
      otherwise: {
        'Take it from a variable outside the file': `services:
  db:
    image: postgres:18
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD} # of the shop
volumes:
  db:
`,
      },
    },
    {
      title: 'lists, and images that read the variable alone',
      files: `services:
  web:
    image: example/web:1.4
    environment:
      - API_TOKEN=«k3Jh8Gf2DkQ9mZp7XwR4»
      - ADMIN_PASSWORD=«\${ADMIN_PASS:-correct-horse-battery-staple}»
  worker:
    image: example/worker:1.4
    environment: { API_TOKEN: «k3Jh8Gf2DkQ9mZp7XwR4» }
`,
      fixed: `services:
  web:
    image: example/web:1.4
    environment:
      - API_TOKEN=\${API_TOKEN:?set API_TOKEN}
      - ADMIN_PASSWORD=\${ADMIN_PASS:?set ADMIN_PASS}
  worker:
    image: example/worker:1.4
    environment: { API_TOKEN: "\${API_TOKEN:?set API_TOKEN}" }
`,
    },
    {
      title: 'two of them in one service',
      files: `services:
  db:
    image: mariadb:11.8
    environment:
      - MARIADB_ROOT_PASSWORD=«tulip-Harbour-41»
      - "MARIADB_PASSWORD=«orange-7-teapot»"
    secrets: [ca]
secrets:
  ca:
    file: ./ca.pem
`,
      fixed: `services:
  db:
    image: mariadb:11.8
    environment:
      - MARIADB_ROOT_PASSWORD_FILE=/run/secrets/mariadb_root_password
      - "MARIADB_PASSWORD_FILE=/run/secrets/mariadb_password"
    secrets: [ca, mariadb_root_password, mariadb_password]
secrets:
  ca:
    file: ./ca.pem
  mariadb_root_password:
    environment: MARIADB_ROOT_PASSWORD
  mariadb_password:
    environment: MARIADB_PASSWORD
`,
      otherwise: {
        'Take it from a variable outside the file': `services:
  db:
    image: mariadb:11.8
    environment:
      - MARIADB_ROOT_PASSWORD=\${MARIADB_ROOT_PASSWORD:?set MARIADB_ROOT_PASSWORD}
      - "MARIADB_PASSWORD=\${MARIADB_PASSWORD:?set MARIADB_PASSWORD}"
    secrets: [ca]
secrets:
  ca:
    file: ./ca.pem
`,
      },
    },
  ],
  good: [
    `services:
  db:
    image: postgres:18
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password
    secrets: [postgres_password]
  web:
    image: example/web:1.4
    environment:
      API_TOKEN: \${API_TOKEN}
      ADMIN_PASSWORD: \${ADMIN_PASSWORD:-}
      SESSION_SECRET:
secrets:
  postgres_password:
    environment: POSTGRES_PASSWORD
`,
    {
      title: 'what a well-known default gives away, nobody has to change',
      files: `services:
  db:
    image: postgres:18
    environment:
      POSTGRES_PASSWORD: postgres
      MYSQL_ALLOW_EMPTY_PASSWORD: "yes"
`,
    },
    {
      title: 'elsewhere in the file it is a matter of secrets/hardcoded-secret',
      files: `services:
  web:
    build:
      context: .
      args:
        NPM_TOKEN: k3Jh8Gf2DkQ9mZp7XwR4
`,
    },
    {
      title: 'placeholders, and names that hold no secret',
      files: `services:
  web:
    image: example/web:1.4
    environment:
      API_TOKEN: changeme
      TOKEN_URL: https://example.org/oauth/token
      PUBLIC_KEY: k3jh8gf2dkq9mzp7xwr4
`,
    },
  ],
  *check({ assemblies }, { project, today }) {
    for (const assembly of assemblies) {
      const { file } = assembly;
      if (file.services.every(({ map }) => !map.has('environment'))) continue;
      const document = project.open('secrets', file.file.path);
      for (const secret of document ? findSecrets(document, today) : []) {
        const services = servicesWith(file, secret.at);
        if (services.length > 0)
          yield finding(
            secret,
            assembly,
            services.map(({ name }) => name),
          );
      }
    }
  },
});

function finding(secret: Secret, { file, services }: Assembly, names: readonly string[]): Finding {
  const { at, form, severity, assignment } = secret;
  const name = nameFor(secret);
  const what = form ? `A ${form.title} stands` : name === undefined ? 'A secret stands' : `The secret ${name} stands`;
  const [only] = names;
  const service = names.length === 1 ? services.find((each) => each.name === only) : undefined;
  return {
    at,
    message: `${what} in the environment of \`${only}\` and in git for ever; replace it, and pass the new one as a secret`,
    severity,
    secret: true,
    address: [form?.id, name].filter(Boolean).join(' ') || undefined,
    fix: assignment?.node?.kind === 'yaml' ? fixesFor(assignment, assignment.node, service, file) : undefined,
  };
}

function fixesFor(
  assignment: Assignment,
  place: YamlPlace,
  service: Service | undefined,
  file: Assembly['file'],
): Fix[] {
  const { value } = assignment;
  // Who gave a variable a default goes on using that variable.
  const name = /^\$\{(\w{1,100}):?[-=]/.exec(textOf(value))?.[1] ?? assignment.name;
  const asFile = service && !isStack(file) ? readFromFile(assignment, name, place, service, file.root) : undefined;
  if (!/^[A-Za-z_]\w{0,100}$/.test(name)) return asFile ? [asFile] : [];
  const reference = plainOrQuoted(`\${${name}:?set ${name}}`, place.scalar);
  return [
    ...(asFile ? [asFile] : []),
    { title: 'Take it from a variable outside the file', edits: [replace(value, reference)] },
  ];
}

/** Hands the secret to the service as a file, where its image is known to read it from one. */
function readFromFile(
  { name, value }: Assignment,
  variable: string,
  { scalar }: YamlPlace,
  service: Service,
  root: YamlMap | undefined,
): Fix | undefined {
  const repository = imageOf(service)?.repository;
  const known = SECRET_FILES.find(
    ({ repositories, variables }) => repository !== undefined && repositories.test(repository) && variables.test(name),
  );
  const environment = service.map.get('environment');
  if (!known || !root || !environment) return undefined;
  const holder = scalar.holder;
  const isOwn = holder?.parent === environment && service.map.pair('environment')?.parent === service.map;
  const id = wordsOf(name).join('_');
  const nameEnd =
    holder?.kind === 'pair'
      ? holder.key.inner.end
      : value.file.text.lastIndexOf('=', value.start) === value.start - 1
        ? value.start - 1
        : -1;
  if (!isOwn || nameEnd < 0) return undefined;
  const grant = grantSecret(service.map, id);
  const declaration = declareSecret(root, id, variable);
  if (!grant || !declaration) return undefined;
  return {
    title: `Pass ${name} as a file under \`secrets\``,
    edits: [insert(value.file, nameEnd, known.suffix), replace(value, `/run/secrets/${id}`), ...grant, ...declaration],
  };
}

function grantSecret(service: YamlMap, id: string): Edit[] | undefined {
  const pair = service.pair('secrets');
  if (!pair) return [insertPairs(service, { secrets: [id] })];
  const list = pair.parent === service && !pair.alias ? seq(pair.value) : undefined;
  return list && [appendItem(list, id)];
}

function declareSecret(root: YamlMap, id: string, variable: string): Edit[] | undefined {
  const declared = root.get('secrets');
  if (root.isFlow || (declared?.kind === 'map' && declared.has(id))) return undefined;
  const edit = insertUnder(root, 'secrets', { [id]: { environment: variable } });
  return edit && [edit];
}

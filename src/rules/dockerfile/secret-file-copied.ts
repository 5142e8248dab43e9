import { rule, type Severity } from '../../core/rule';
import { copiedFiles } from '../shared/copied-file';
import { removalOf } from '../shared/layers';
import { type SecretFile, secretFile } from '../shared/secret-file';

export default rule({
  id: 'dockerfile/secret-file-copied',
  title: 'File with a secret copied into the image',
  why: [
    'Whoever can pull the image can take the file out of it, today and in five years, from every registry, cache and backup that the image has got to. A private key or the credentials of production are then theirs, and have to be replaced.',
    'What a command of the build needs can be mounted for that command with `RUN --mount=type=secret,id=key,target=/root/.ssh/id_ed25519`; what the program needs is given when the container starts, as a mounted file or a secret of the platform.',
    'Files that can be read are judged by what is in them, others by their name. Copies into stages that are not shipped stay in the cache of the build; keys and credentials are mentioned there as advice.',
  ],
  severity: 'error',
  practice: 'secrets',
  since: '0.1.0',
  links: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/dockerfile/#run---mounttypesecret',
  ],
  bad: [
    {
      title: 'a name that says it all, and one that is judged by the text',
      files: {
        Dockerfile: 'FROM debian:13\nCOPY «id_ed25519» /root/.ssh/\nCOPY nginx.conf «certs/shop.pem» /etc/nginx/\n',
        'certs/shop.pem': '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n',
      },
    },
    {
      title: 'the environment of production',
      files: {
        Dockerfile: 'FROM python:3.14\nCOPY app ./app\nCOPY «.env» ./\n',
        '.env': 'LANG=C\nDB_PASSWORD=tulip-Harbour-41\n',
      },
    },
    {
      title: 'a token beside the settings of npm',
      files: {
        Dockerfile: 'FROM node:24\nCOPY package.json package-lock.json «.npmrc» ./\nRUN npm ci\n',
        '.npmrc': '//npm.example.org/:_authToken=1f0d3b8a-9c4e-47d2-8a55-6e1b7c0f9d23\n',
      },
    },
    {
      title: 'a stage that only builds: the key stays in the cache',
      files:
        'FROM golang:1.27 AS build\nADD «.ssh/id_rsa» /root/.ssh/id_rsa\nRUN go build -o /app\n\nFROM scratch\nCOPY --from=build /app /app\n',
    },
  ],
  good: [
    {
      title: 'public keys, certificates, and what is there to be filled in',
      files: {
        Dockerfile:
          'FROM debian:13\nCOPY id_rsa.pub authorized_keys /root/.ssh/\nCOPY ca.pem fullchain.pem /etc/ssl/\nCOPY .env.example /app/.env\nCOPY jwt-public-key.pem /app/\n',
        'ca.pem': '-----BEGIN CERTIFICATE-----\n',
      },
    },
    {
      title: 'nothing secret is in it',
      files: {
        Dockerfile: 'FROM node:24\nCOPY .env .npmrc ./\n',
        '.env': 'PORT=3000\nTZ=UTC\n',
        '.npmrc': 'save-exact=true\n//npm.example.org/:_authToken=${NPM_TOKEN}\n',
      },
    },
    {
      title: 'a key by its name, but not by its text',
      files: {
        Dockerfile: 'FROM debian:13\nCOPY server.key /etc/apt/\n',
        'server.key': '-----BEGIN PGP PUBLIC KEY BLOCK-----\n',
      },
    },
    {
      title: 'mounted, and gone when the command ends',
      files:
        'FROM debian:13\nRUN --mount=type=secret,id=key,target=/root/.ssh/id_rsa git clone git@git.example.com:shop\n',
    },
    {
      title: 'out of another stage, which makes it',
      files:
        'FROM alpine:3.24 AS certs\nRUN make-test-certs /certs\n\nFROM nginx:1.30\nCOPY --from=certs /certs/server.key /etc/nginx/\n',
    },
    {
      title: 'the environment of a build for browsers is public in the end',
      files:
        'FROM node:24 AS build\nCOPY .env.production ./\nRUN npm run build\n\nFROM nginx:1.30\nCOPY --from=build /dist /usr/share/nginx/html\n',
    },
    {
      title: 'removed again: that is a finding of `secret-left-in-layer`',
      files:
        'FROM debian:13\nCOPY id_rsa /root/.ssh/id_rsa\nRUN git clone git@git.example.com:shop && make\nRUN rm /root/.ssh/id_rsa\n',
    },
    {
      title: 'a folder without keys',
      files: {
        Dockerfile: 'FROM debian:13\nCOPY .ssh /root/.ssh\n',
        '.ssh/config': 'Host *\n',
        '.ssh/known_hosts': '\n',
      },
    },
  ],
  *check(build, { project, today }) {
    for (const stage of build.stages)
      for (const copied of copiedFiles(stage)) {
        const { source, path } = copied;
        const found = secretFile(path, false, build, project, today);
        const severity = found && severityOf(found, path, stage.isShipped);
        if (!found || !severity) continue;
        // What is taken away again is told by `secret-left-in-layer`.
        const { target } = copied;
        if (stage.isShipped && target !== undefined && removalOf(target, copied.folder, copied.after)) continue;
        yield {
          at: source.locate(0, path.length),
          message: `${found.what} \`${path}\` becomes part of the image; ${found.isForRuntime ? 'hand it over when the container starts' : 'mount it with RUN --mount=type=secret'}`,
          severity,
          address: path,
        };
      }
  },
});

/** Keys of tests are made to be seen; undefined where nothing is to be said. */
function severityOf({ what, isRead }: SecretFile, path: string, isShipped: boolean): Severity | undefined {
  const isEnvironment = what === 'The environment';
  if (!isShipped) return isEnvironment ? undefined : 'info';
  if (
    /(?:^|[/_.-])(?:tests?|testing|testdata|fixtures?|mocks?|dummy|fake|snakeoil|self-?signed|dev|localhost)(?:[/_.-]|$)/i.test(
      path,
    )
  )
    return 'info';
  return isEnvironment && !isRead ? 'warning' : 'error';
}

import { rule } from '../../core/rule';
import { packageCalls } from '../shared/package-calls';
import { SYSTEM_FAMILIES } from '../shared/package-managers';
import { inWords, unpinnedPackages, versionEdits } from '../shared/package-version';
import { runsOf } from '../shared/run-instructions';

export default rule({
  id: 'dockerfile/unpinned-package',
  title: 'Package of a language installed without a version',
  why: [
    'The newest version of the day is installed: the build of tomorrow may break, or work and behave differently, without any change in the repository, and nobody can build last month’s image again. A version that was taken over by an attacker is in the next image at once.',
    'Name the version, or install from a file that does: `pip install -r requirements.txt`, `npm ci`, `bundle install`.',
    'Requirements files, constraints, folders, archives and addresses with a revision are versions enough, and so is a range with an upper end. pip, setuptools and wheel may be renewed.',
  ],
  severity: 'info',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'template',
  equivalents: [
    'hadolint:DL3013',
    'hadolint:DL3016',
    'hadolint:DL3028',
    'hadolint:DL3062',
    'kics:Unpinned Package Version in Pip Install',
    'kics:NPM Install Command Without Pinned Version',
    'kics:Gem Install Without Version',
  ],
  links: [
    'https://pip.pypa.io/en/stable/topics/repeatable-installs/',
    'https://docs.npmjs.com/cli/commands/npm-install',
    'https://go.dev/ref/mod#go-install',
  ],
  bad: [
    {
      files: 'FROM python:3.14\nRUN pip install --no-cache-dir «flask» gunicorn==26.1.0 "uvicorn[standard]"\n',
      fixed:
        'FROM python:3.14\nRUN pip install --no-cache-dir flask==1.0.0 gunicorn==26.1.0 "uvicorn[standard]==1.0.0"\n',
    },
    {
      title: 'Node.js, Ruby, Rust',
      files: `FROM node:24
RUN npm install -g «typescript» @angular/cli@20
RUN yarn global add «serve» && ["pnpm"]
RUN gem install «bundler»
RUN cargo install --locked «cargo-chef»
RUN ["npm", "i", «"express"»]
`,
      fixed: `FROM node:24
RUN npm install -g typescript@1.0.0 @angular/cli@20
RUN yarn global add serve@1.0.0 && ["pnpm"]
RUN gem install bundler:1.0.0
RUN cargo install --locked cargo-chef@1.0.0
RUN ["npm", "i", "express@1.0.0"]
`,
    },
    {
      title: 'names of what is newest, open ranges, branches',
      files: `FROM golang:1.27
RUN go install «golang.org/x/tools/cmd/goimports@latest»
RUN npm install --global «npm@latest»
RUN pip install «git+https://example.com/shop/tool.git»
`,
      fixed: `FROM golang:1.27
RUN go install golang.org/x/tools/cmd/goimports@v1.0.0
RUN npm install --global npm@1.0.0
RUN pip install git+https://example.com/shop/tool.git@v1.0.0
`,
    },
    {
      title: 'a range without an upper end',
      files: "FROM python:3.14\nRUN python3 -m pip install «'django>=5'»\n",
    },
  ],
  good: [
    {
      title: 'files and folders',
      files: `FROM python:3.14
RUN pip install -r requirements.txt && pip install . && pip install -e ./lib[extra] && pip install /wheels/*.whl
RUN pip install --constraint constraints.txt flask && pip install --no-index --find-links=/wheels flask
RUN npm install && npm ci && npm install -g ./tool.tgz && npm install --prefix web && gem install shop.gem && bundle install
RUN cargo install --path . && go install ./cmd/shop && go get -d ./... && yarn install
`,
    },
    {
      title: 'versions',
      files: `FROM python:3.14
ARG FLASK_VERSION
RUN pip install flask==3.2.0 'django~=5.2' 'celery>=5,<6' "jinja2==$FLASK_VERSION" git+https://example.com/tool.git@v1.2#egg=tool
RUN npm install -g typescript@6 @vue/cli@6.1.0 example/tool#v1.2 && gem install bundler -v 4.0.1 && gem install rake:13
RUN go install golang.org/x/tools/cmd/goimports@v0.30.0 && cargo install cargo-chef --version 0.1.71
`,
    },
    {
      title: 'not known',
      files:
        'FROM python:3.14\nARG PACKAGES\nRUN pip install $PACKAGES && npm i -g "$TOOL" && pip install $OPTIONS flask\n',
    },
    {
      title: 'the tools of the build itself',
      files:
        'FROM python:3.14\nRUN pip install --upgrade pip setuptools wheel && pip uninstall -y flask && pip download flask\n',
    },
    {
      title: 'packages of the system are another matter',
      files: 'FROM debian:13\nRUN apt-get install -y curl && apk add jq\n',
    },
  ],
  *check({ stages }) {
    for (const stage of stages) {
      for (const { command } of runsOf(stage)) {
        for (const call of packageCalls(command)) {
          if (SYSTEM_FAMILIES.has(call.family)) continue;
          const unpinned = unpinnedPackages(call);
          const [first] = unpinned;
          if (!first) continue;
          const edits = versionEdits(unpinned);
          yield {
            at: first.word.span,
            message: `Whatever version of ${inWords(unpinned)} is newest gets installed; name the version`,
            fix: edits && { title: 'Name the version', edits },
          };
        }
      }
    }
  },
});

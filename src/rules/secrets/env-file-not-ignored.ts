import { basename } from '../../core/path';
import { rule } from '../../core/rule';
import type { Span } from '../../core/text';
import type { TextDocument } from '../../formats/secrets/model';
import { findSecrets } from '../shared/secrets/find';
import { ignoreInGit, isIgnoredByGit, repositoryOf } from '../shared/secrets/git-ignored';
import { isFileToCopy } from '../shared/secrets/tests';

export default rule({
  id: 'secrets/env-file-not-ignored',
  title: 'Environment file with secrets that git does not ignore',
  why: [
    'A `.env` file holds what differs from machine to machine, and mostly passwords. As long as git does not ignore it, the next `git add .` takes it along, and whoever gets the repository gets the passwords.',
    'A line in `.gitignore` keeps it out, and an `.env.example` without values says what belongs into it. If the file was committed before, the line is not enough: `git rm --cached` takes it out of the next commit, and every password in it has to be replaced, since git keeps every version.',
  ],
  severity: 'warning',
  practice: 'secrets',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://git-scm.com/docs/gitignore',
    'https://docs.github.com/en/get-started/git-basics/ignoring-files',
    'https://12factor.net/config',
  ],
  bad: [
    {
      title: 'others are ignored, this one is not',
      files: {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.gitignore': 'node_modules/\n.env.local',
        '.env': '# Settings of the shop\n«POSTGRES_USER=shop»\nPOSTGRES_PASSWORD=tulip-Harbour-41\n',
      },
      fixed: {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.gitignore': 'node_modules/\n.env.local\n.env\n',
        '.env': '# Settings of the shop\nPOSTGRES_USER=shop\nPOSTGRES_PASSWORD=tulip-Harbour-41\n',
      },
    },
    {
      title: 'no file says what to ignore',
      files: {
        '.git/HEAD': 'ref: refs/heads/main\n',
        'api/.env.production': '\n«API_TOKEN=k3Jh8Gf2DkQ9mZp7XwR4»\n',
      },
      fixed: {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.gitignore': '.env.production\n',
        'api/.env.production': '\nAPI_TOKEN=k3Jh8Gf2DkQ9mZp7XwR4\n',
      },
    },
    {
      title: 'ignored and taken back',
      files: {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.gitignore': '*.env\n',
        'deploy/.gitignore': '!prod.env\n',
        'deploy/prod.env': '«SMTP_HOST=mail»\nSMTP_PASSWORD=tulip-Harbour-41\n',
      },
      fixed: {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.gitignore': '*.env\n',
        'deploy/.gitignore': '!prod.env\nprod.env\n',
        'deploy/prod.env': 'SMTP_HOST=mail\nSMTP_PASSWORD=tulip-Harbour-41\n',
      },
    },
  ],
  good: [
    {
      title: 'ignored, by whichever pattern',
      files: {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.gitignore': '.env*\n!.env.example\nsecrets/\n',
        '.env': 'POSTGRES_PASSWORD=tulip-Harbour-41\n',
        'api/.env.production': 'POSTGRES_PASSWORD=tulip-Harbour-41\n',
        'secrets/db/prod.env': 'POSTGRES_PASSWORD=tulip-Harbour-41\n',
      },
    },
    {
      title: 'one to copy and fill in, and one for tests',
      files: {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.env.example': 'POSTGRES_PASSWORD=tulip-Harbour-41\n',
        'sample.env': 'POSTGRES_PASSWORD=tulip-Harbour-41\n',
        '.env.test': 'POSTGRES_PASSWORD=tulip-Harbour-41\n',
      },
    },
    {
      title: 'nothing secret in it',
      files: {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.env': 'COMPOSE_PROJECT_NAME=shop\nPOSTGRES_PASSWORD=changeme\nAPI_TOKEN=\n',
      },
    },
    { title: 'no repository is known', files: { '.env': 'POSTGRES_PASSWORD=tulip-Harbour-41\n' } },
    {
      title: 'Symfony commits its .env; that a password stands in it is another matter',
      files: {
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.env':
          '###> symfony/framework-bundle ###\nAPP_SECRET=8f2c1e7a90b34d56e8f1a2b3c4d5e6f7\n###< symfony/framework-bundle ###\n',
      },
    },
    {
      title: 'another kind of file',
      files: { '.git/HEAD': 'ref: refs/heads/main\n', 'app.ini': '[db]\npassword = tulip-Harbour-41\n' },
    },
  ],
  *check(documents, { project, today }) {
    for (const document of documents) {
      const { path } = document.file;
      if (!isEnvironmentFile(document)) continue;
      const written = findSecrets(document, today).filter(({ severity }) => severity !== 'info');
      if (written.length === 0) continue;
      const repository = repositoryOf(path, project);
      if (repository === undefined || isIgnoredByGit(path, project)) continue;
      const at = headOf(document);
      const pattern = basename(path);
      yield {
        at,
        message: `${pattern} holds secrets and git does not ignore it: add it to .gitignore, and commit an example without values`,
        // The line may be one of those that hold a secret.
        secret: written.some((each) => each.at.start < at.end),
        address: pattern,
        fix: { title: `Add ${pattern} to .gitignore`, edits: [ignoreInGit(path, repository, pattern, project)] },
      };
    }
  },
});

/** Whether a file sets the environment of a machine, and is meant to stay there. */
function isEnvironmentFile({ file, kind }: TextDocument): boolean {
  const name = basename(file.path);
  if (kind !== 'dotenv' || name === '.envrc' || isFileToCopy(file.path) || isFileToCopy(name.replace(/\.?env$/, '')))
    return false;
  if (
    /[._-](?:tests?|testing|ci|template|tpl|defaults?|schema|vault)(?:\.|$)|^(?:example|sample|template|default)s?\.env$/i.test(
      name,
    )
  )
    return false;
  return !file.text.includes('###> symfony/');
}

/** The first line that sets something. */
function headOf({ file }: TextDocument): Span {
  for (let number = 0; number < file.lineCount; number++) {
    const { start, end } = file.line(number);
    const text = file.text.slice(start, end);
    const written = text.trim();
    if (written !== '' && !written.startsWith('#')) {
      const from = start + text.indexOf(written);
      return file.span(from, from + written.length);
    }
  }
  return file.span(0, 0);
}

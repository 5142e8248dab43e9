import { basename } from '../../core/path';
import { type Finding, type Fix, rule } from '../../core/rule';
import { insert, type SourceFile } from '../../core/text';
import type { DockerBuild } from '../../formats/dockerfile';
import { ignorePath } from '../../formats/dockerfile/context';
import { type IgnorePattern, leftOutBy, readIgnoreFile } from '../../formats/dockerfile/ignore-file';
import type { Instruction } from '../../formats/dockerfile/model';
import type { Value } from '../../formats/dockerfile/value';

export default rule({
  id: 'dockerfile/copied-ignored-file',
  title: 'COPY of what .dockerignore leaves out',
  why: [
    'What a line of `.dockerignore` matches is not sent to the builder. A `COPY` or `ADD` that names it fails, and says only that the file was not found, though it lies there for all to see.',
    'Nothing is said where a later line with `!` may take the file in again.',
  ],
  severity: 'error',
  practice: 'containers',
  since: '0.1.0',
  fixes: 'suggested',
  equivalents: ['buildkit:CopyIgnoredFile'],
  links: [
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    'https://docs.docker.com/reference/build-checks/copy-ignored-file/',
  ],
  bad: [
    {
      files: {
        Dockerfile: 'FROM nginx:1.30\nCOPY «dist» /usr/share/nginx/html\n',
        '.dockerignore': 'node_modules\n**/dist\n.env',
      },
      fixed: {
        Dockerfile: 'FROM nginx:1.30\nCOPY dist /usr/share/nginx/html\n',
        '.dockerignore': 'node_modules\n**/dist\n.env\n!dist\n',
      },
    },
    {
      title: 'within a folder; by the ignore file of this very Dockerfile',
      files: {
        Dockerfile: 'FROM eclipse-temurin:25-jre\nCOPY pom.xml «./target/api.jar» /\nADD src /x/\n',
        'Dockerfile.dockerignore': '# built here\n/target/\n',
        '.dockerignore': '',
      },
      fixed: {
        Dockerfile: 'FROM eclipse-temurin:25-jre\nCOPY pom.xml ./target/api.jar /\nADD src /x/\n',
        'Dockerfile.dockerignore': '# built here\n/target/\n!target/api.jar\n',
        '.dockerignore': '',
      },
    },
    {
      title: 'all but what is named',
      files: {
        Dockerfile: 'FROM node:24\nCOPY package.json «tsconfig.json» /app/\nCOPY src /app/src\n',
        '.dockerignore': '*\n!package.json\n!src\n',
      },
      fixed: {
        Dockerfile: 'FROM node:24\nCOPY package.json tsconfig.json /app/\nCOPY src /app/src\n',
        '.dockerignore': '*\n!package.json\n!src\n!tsconfig.json\n',
      },
    },
  ],
  good: [
    {
      title: 'taken in again',
      files: {
        Dockerfile: 'FROM node:24\nCOPY dist/a.js dist/b.js /\n',
        '.dockerignore': 'dist\n!dist/a.js\n!dist/[a-c].js\n',
      },
    },
    {
      title: 'something within may be taken in again',
      files: { Dockerfile: 'FROM node:24\nCOPY dist /\n', '.dockerignore': 'dist/\n!dist/app\n' },
    },
    {
      title: 'from elsewhere, a pattern, and all there is',
      files: {
        Dockerfile: 'FROM node:24\nCOPY --from=build dist /\nADD https://example.com/dist /\nCOPY di* . /x/\n',
        '.dockerignore': 'dist\n',
      },
    },
    {
      title: 'only further down',
      files: { Dockerfile: 'FROM node:24\nCOPY web/dist /\n', '.dockerignore': 'dist\n*/web\n' },
    },
    {
      title: 'which folder is built is not known',
      files: { 'docker/Dockerfile': 'FROM node:24\nCOPY dist /\n', '.dockerignore': 'dist\n' },
    },
  ],
  *check(build) {
    const { stages, hasOwnFrontend } = build;
    const ignoreFile = hasOwnFrontend ? undefined : ignoreFileOf(build);
    if (!ignoreFile) return;
    const sources = stages.flatMap(({ instructions }) => instructions.flatMap(sourcesOf));
    const patterns = readIgnoreFile(ignoreFile);
    for (const source of sources) yield* findingOf(source, patterns, ignoreFile);
  },
});

interface Source {
  readonly value: Value;
  /** As seen from the build context. */
  readonly path: string;
}

/** What an instruction copies by name from the folder that is built. */
function sourcesOf(instruction: Instruction): Source[] {
  if ((instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') || instruction.from) return [];
  return instruction.sources.flatMap((value) => {
    if (value.text === undefined || /[*?[\]\\]|:\/\/|^git@|\.\./.test(value.text)) return [];
    const path = value.text
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/');
    return path === '' ? [] : [{ value, path }];
  });
}

/** The ignore file that is certainly in force. */
function ignoreFileOf({ file, context: { folder, ignoreFile } }: DockerBuild): SourceFile | undefined {
  if (!ignoreFile || folder === undefined) return undefined;
  const isOwn = ignoreFile.path === `${file.path}.dockerignore`;
  return isOwn || ignoreFile.path === ignorePath(folder) ? ignoreFile : undefined;
}

function* findingOf(
  { value, path }: Source,
  patterns: readonly IgnorePattern[],
  ignoreFile: SourceFile,
): Iterable<Finding> {
  const pattern = leftOutBy(patterns, path);
  if (!pattern || patterns.some((each) => mayTakeIn(each, path))) return;
  const name = basename(ignoreFile.path);
  yield {
    at: value.span,
    message: `\`${path.slice(0, 60)}\` is left out of the build by \`${pattern.text.slice(0, 40)}\` in ${name}, so it can’t be copied`,
    related: [{ at: pattern.span, message: 'This leaves it out' }],
    fix: takeIn(path, ignoreFile, name),
  };
}

/** Whether an exception may match something below a path, or is beyond what can be told. */
function mayTakeIn({ text, isException }: IgnorePattern, path: string): boolean {
  if (text.split('/').some((part) => part !== '**' && part.includes('**'))) return true;
  return isException && (/[*?[]/.test(text) || text.startsWith(`${path}/`));
}

function takeIn(path: string, ignoreFile: SourceFile, name: string): Fix {
  const { text, eol } = ignoreFile;
  const start = text === '' || text.endsWith('\n') ? '' : eol;
  return {
    title: `Take ${path} in again, in ${name}`,
    edits: [insert(ignoreFile, text.length, `${start}!${path}${eol}`)],
  };
}

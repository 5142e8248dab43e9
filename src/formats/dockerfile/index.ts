import type { Format } from '../../core/format';
import { basename } from '../../core/path';
import type { SourceFile } from '../../core/text';
import { type BuildContext, findBuildContext } from './context';
import type { Dockerfile } from './model';
import { parseDockerfile } from './parse';

/** A Dockerfile and the folder that is built. */
export interface DockerBuild extends Dockerfile {
  readonly context: BuildContext;
}

declare module '../../core/format' {
  interface Documents {
    dockerfile: Dockerfile;
  }
  interface Models {
    dockerfile: DockerBuild;
  }
}

/** Dockerfiles and Containerfiles, each with the `.dockerignore` of its build context. */
export const dockerfile: Format<'dockerfile'> = {
  id: 'dockerfile',
  name: 'Dockerfile',
  examplePath: 'Dockerfile',
  comments: ['#'],
  commentsStandAlone: true,
  mayBe: (path) => nameOf(path) !== undefined,
  detect,
  unit: (path) => [path],
  parse: parseDockerfile,
  model: ([document], project) => {
    if (!document) throw new Error('a Dockerfile is a unit of its own');
    let context: BuildContext | undefined;
    return {
      ...document,
      get context() {
        context ??= findBuildContext(document, project);
        return context;
      },
    };
  },
};

const PLAIN = /^(?:Dockerfile|Containerfile)$|\.(?:[Dd]ockerfile|[Cc]ontainerfile)$/;
const SUFFIXED = /^(?:Dockerfile|Containerfile)[.-](.*)$/i;
/** What a file is that is only named after a Dockerfile: a template, a script, a document. */
const OTHER =
  /(?:^|[.-])(?:adoc|bak|bats|bash|dockerignore|erb|ejs|go|gotmpl|hbs|in|ini|j2|jinja2?|js|json|lock|m4|map|md|mdx|mustache|orig|patch|php|ps1|py|rb|rej|rst|sh|snap|swp|template|tmpl|toml|tpl|ts|tt|txt|ya?ml|zip)$/i;

function nameOf(path: string): { readonly isPlain: boolean } | undefined {
  const name = basename(path);
  if (PLAIN.test(name)) return { isPlain: true };
  const suffix = SUFFIXED.exec(name)?.[1];
  return suffix === undefined || OTHER.test(suffix) ? undefined : { isPlain: false };
}

/** Lines of a template engine or of the C preprocessor: what they leave is not known. */
const TEMPLATE = /^[ \t]*(?:\{[{%]|<%|%%|#(?:if|ifdef|include|define|endif)\b)/m;

function detect({ path, text }: SourceFile): string | undefined {
  const name = nameOf(path);
  if (!name || TEMPLATE.test(text)) return undefined;
  if (name.isPlain) return `it is named ${basename(path)}`;
  return /^[ \t]*FROM[ \t]/im.test(text) ? `it is named ${basename(path)} and holds a FROM` : undefined;
}

import type { SourceFile } from '../../core/text';

const NAME = /(?:^|\/)(?:Jenkinsfile(?:[._-][^/]{1,100})?|[^/]{1,100}\.jenkinsfile|[^/]{1,100}[._-]Jenkinsfile)$/i;
const TEXT = /\.(?:md|txt|ya?ml|json|html?|png|svg|sh|py|xml)$/i;

export function mayBeJenkins(path: string): boolean {
  return (NAME.test(path) && !TEXT.test(path)) || /\.groovy$/i.test(path);
}

/** Why a file is taken for a pipeline of Jenkins: by its name, or by what a declarative one begins with. */
export function detectJenkins({ path, text }: SourceFile): string | undefined {
  if (!mayBeJenkins(path)) return undefined;
  if (NAME.test(path)) return 'Jenkinsfile is the name of a pipeline of Jenkins';
  return /^pipeline\s{0,20}\{/m.test(text) && /^\s{0,40}stages\s{0,20}\{/m.test(text) && /^\s{0,40}agent\b/m.test(text)
    ? 'it holds a declarative pipeline of Jenkins'
    : undefined;
}

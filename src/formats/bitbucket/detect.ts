import type { SourceFile } from '../../core/text';
import { map } from '../yaml/access';
import { parseYaml } from '../yaml/parse';

export function mayBeBitbucket(path: string): boolean {
  return /(?:^|\/)bitbucket-pipelines\.ya?ml$/i.test(path);
}

/** Why a file is taken for one of Bitbucket Pipelines: by its name, where nothing else stands in it. */
export function detectBitbucket(file: SourceFile): string | undefined {
  if (!mayBeBitbucket(file.path)) return undefined;
  const yaml = parseYaml(file);
  const root = yaml.documents[0]?.root;
  if (yaml.isTemplated || root?.kind === 'seq' || map(root)?.has('apiVersion')) return undefined;
  return 'bitbucket-pipelines.yml is the name of the file of Bitbucket Pipelines';
}

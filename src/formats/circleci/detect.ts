import type { SourceFile } from '../../core/text';
import { map } from '../yaml/access';
import { parseYaml } from '../yaml/parse';

const FOLDER = /(?:^|\/)\.circleci\/(?:[^/]{1,100}\/){0,5}[^/]{1,200}\.ya?ml$/i;
const KEYS = ['jobs', 'workflows', 'orbs', 'executors', 'commands', 'setup'];

export function mayBeCircle(path: string): boolean {
  return FOLDER.test(path);
}

/** Why a file is taken for a configuration of CircleCI, or one that it goes on with; undefined when it is neither. */
export function detectCircle(file: SourceFile): string | undefined {
  if (!mayBeCircle(file.path)) return undefined;
  const yaml = parseYaml(file);
  const root = yaml.isTemplated ? undefined : map(yaml.documents[0]?.root);
  if (!root || root.has('apiVersion')) return undefined;
  return root.has('version') || KEYS.some((name) => root.has(name))
    ? 'it lies in .circleci and has the keys of a configuration'
    : undefined;
}

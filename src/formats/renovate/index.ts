import type { Document, Format } from '../../core/format';
import type { SourceFile } from '../../core/text';
import { map } from '../yaml/access';
import { parseYaml } from '../yaml/parse';
import type { YamlMap } from '../yaml/syntax';

/** A configuration of Renovate. */
interface RenovateFile extends Document {
  /** Undefined as well for what only JSON5 can say. */
  readonly root: YamlMap | undefined;
}

/** What rules see. */
export interface RenovateModel {
  readonly file: SourceFile;
  readonly root: YamlMap | undefined;
}

declare module '../../core/format' {
  interface Documents {
    renovate: RenovateFile;
  }
  interface Models {
    renovate: RenovateModel;
  }
}

const PATH = /(?:^|\/)(?:(?:\.(?:github|gitlab)\/)?renovate\.json|\.renovaterc(?:\.json)?)$/;

/** Renovate takes comments in its files although JSON has none; such a file is left unread. */
const COMMENT = /(?:^|[\s,{}[\]"])(?:\/\/|\/\*)/;

/** `renovate.json`, in the root of a repository or in `.github`, and `.renovaterc`. */
export const renovate: Format<'renovate'> = {
  id: 'renovate',
  name: 'Renovate',
  examplePath: 'renovate.json',
  comments: [],
  mayBe: (path) => PATH.test(path),
  detect: ({ path }) => (PATH.test(path) ? 'it is a configuration file of Renovate' : undefined),
  unit: (path) => [path],
  parse,
  model: ([document]) => modelOf(document),
};

function parse(file: SourceFile): RenovateFile {
  if (COMMENT.test(file.text)) return { file, problems: [], root: undefined };
  const { problems, documents } = parseYaml(file);
  return { file, problems, root: map(documents[0]?.root) };
}

function modelOf(document: RenovateFile | undefined): RenovateModel {
  if (!document) throw new Error('A unit of Renovate is one file');
  const { file, root } = document;
  return { file, root };
}

import type { Format } from '../../core/format';
import type { Assignment, TextDocument } from './model';

declare module '../../core/format' {
  interface Documents {
    secrets: TextDocument;
  }
  interface Models {
    secrets: TextDocument;
  }
}

/** Every text file, as a place where a secret may stand. */
export const secrets: Format<'secrets'> = {
  id: 'secrets',
  name: 'Secrets',
  examplePath: 'config.env',
  comments: ['#', '//', '--', ';'],
  mayBe: () => true,
  detect: () => 'every text file may hold a secret',
  unit: (path) => [path],
  parse: (file) => ({ file, problems: [], assignments: [] as Assignment[] }),
  model: ([document], _project) => document ?? { file: new Error() as never, problems: [], assignments: [] },
};

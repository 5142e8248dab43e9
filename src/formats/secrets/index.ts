import type { Format } from '../../core/format';
import type { SourceFile, Span } from '../../core/text';
import { parseHcl } from '../hcl/parse';
import { statementIn } from '../hcl/statement';
import { parseYaml } from '../yaml';
import { hclAssignments } from './hcl-assignments';
import { kindOf, type TextKind } from './kind';
import {
  dockerfileReader,
  type LineReader,
  markupReader,
  type Region,
  settingReader,
  shellReader,
  stringReader,
} from './lines';
import type { Assignment, TextDocument } from './model';
import { yamlAssignments } from './yaml-assignments';
import { isWorthParsing } from './yaml-glance';

declare module '../../core/format' {
  interface Documents {
    secrets: TextDocument;
  }
  interface Models {
    secrets: readonly TextDocument[];
  }
}

/** Every text file, as a place where a secret may stand. */
export const secrets: Format<'secrets'> = {
  id: 'secrets',
  name: 'Secrets',
  examplePath: '.env',
  comments: ['#', '//', ';', '<!--', '/*', 'REM'],
  mayBe: () => true,
  detect: ({ text }) => (text.includes('\0') ? undefined : 'every text file may hold a secret'),
  unit: (path) => [path],
  parse: parseText,
  model: (documents) => documents,
};

const READERS: Readonly<Record<TextKind, LineReader | undefined>> = {
  yaml: settingReader('settings'),
  hcl: stringReader('deployed'),
  json: stringReader('settings'),
  dotenv: settingReader('deployed'),
  settings: settingReader('settings'),
  dockerfile: dockerfileReader,
  shell: shellReader('settings'),
  code: stringReader('code'),
  markup: markupReader,
  closed: undefined,
};

/** YAML and HCL longer than this are read line by line. */
const LARGEST_TREE = 300_000;

function parseText(file: SourceFile): TextDocument {
  const kind = kindOf(file.path, file.text);
  return {
    file,
    kind,
    problems: [],
    statementAt: (offset) => statementAt(file, kind, offset),
    assignmentsAt: (mentions) => assignmentsAt({ file, kind }, mentions),
  };
}

function statementAt(file: SourceFile, kind: TextKind, offset: number): Span {
  const line = file.line(file.lineAt(offset));
  if (file.text.length > LARGEST_TREE) return line;
  if (kind === 'yaml') return parseYaml(file).statementAt(offset);
  return (kind === 'hcl' && statementIn(parseHcl(file).body, offset)) || line;
}

function assignmentsAt(
  { file, kind }: Pick<TextDocument, 'file' | 'kind'>,
  mentions: readonly number[],
): readonly Assignment[] {
  if (mentions.length === 0) return [];
  if (file.text.length <= LARGEST_TREE) {
    if (kind === 'hcl') return hclAssignments(parseHcl(file), mentions);
    if (kind === 'yaml') {
      if (!isWorthParsing(file.text, mentions)) return [];
      const yaml = parseYaml(file);
      if (!yaml.isTemplated && yaml.problems.length === 0) return yamlAssignments(yaml, mentions);
    }
  }
  return lineAssignments({ file, start: 0, end: file.text.length }, READERS[kind], mentions);
}

function lineAssignments(region: Region, reader: LineReader | undefined, mentions: readonly number[]): Assignment[] {
  const found = new Map<number, Assignment>();
  for (const mention of reader ? mentions : []) {
    const assignment = reader?.(region, mention);
    if (assignment) found.set(assignment.value.start, assignment);
  }
  return [...found.values()];
}

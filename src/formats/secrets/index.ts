import type { Format } from '../../core/format';
import type { SourceFile, Span } from '../../core/text';
import { parseHcl } from '../hcl/parse';
import { statementIn } from '../hcl/statement';
import { parseYaml } from '../yaml';
import { codeReader } from './code';
import { hclAssignments } from './hcl-assignments';
import { kindOf, type TextKind } from './kind';
import { jsonReader, powershellReader, settingsReader, tomlReader } from './layouts';
import {
  dockerfileReader,
  type LineReader,
  markupReader,
  type Region,
  settingReader,
  shellReader,
  stringReader,
} from './lines';
import { blockAt, fencedBlocks } from './markdown';
import { firstFrom } from './mentions';
import type { Assignment, TextDocument } from './model';
import { blockComments } from './powershell';
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
  json: jsonReader,
  toml: tomlReader,
  dotenv: settingReader('deployed'),
  settings: settingsReader,
  dockerfile: dockerfileReader,
  shell: shellReader('settings'),
  powershell: powershellReader,
  code: codeReader,
  markup: markupReader,
  markdown: undefined,
  passwords: undefined,
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
    isInHelp: (offset) => kind === 'powershell' && firstFrom(file.derived(blockComments), offset + 1) % 2 === 1,
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
  if (kind === 'passwords') return passwordLines(file);
  if (mentions.length === 0) return [];
  if (kind === 'markdown') return inBlocks(file, mentions);
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

/** What stands in blocks of code shows how something is done, so that a value has to look like one all the more. */
function inBlocks(file: SourceFile, mentions: readonly number[]): Assignment[] {
  const blocks = file.derived(fencedBlocks);
  const found = new Map<number, Assignment>();
  for (const mention of mentions) {
    const block = blockAt(blocks, mention);
    const assignment = block && READERS[block.kind]?.({ file, start: block.start, end: block.end }, mention);
    if (assignment) found.set(assignment.value.start, { ...assignment, place: 'code' });
  }
  return [...found.values()];
}

/** `host:port:database:user:password`, as in a password file of PostgreSQL. */
function passwordLines(file: SourceFile): Assignment[] {
  const found = file.text.matchAll(
    /^[^#:\s][^:\r\n]{0,255}:[^:\r\n]{0,9}:[^:\r\n]{0,99}:[^:\r\n]{0,99}:([^:\r\n]{1,200})$/gm,
  );
  return [...found].map(({ 0: line, 1: text = '', index }) => {
    const end = index + line.length;
    return { name: 'password', value: file.span(end - text.length, end), text, place: 'deployed' as const };
  });
}

function lineAssignments(region: Region, reader: LineReader | undefined, mentions: readonly number[]): Assignment[] {
  const found = new Map<number, Assignment>();
  for (const mention of reader ? mentions : []) {
    const assignment = reader?.(region, mention);
    if (assignment) found.set(assignment.value.start, assignment);
  }
  return [...found.values()];
}

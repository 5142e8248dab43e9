import { beside, dirname } from '../../../core/path';
import type { Project } from '../../../core/project';
import type { Fix } from '../../../core/rule';
import { type Edit, insert, remove, replace, type SourceFile } from '../../../core/text';
import type { Assignment, HclPlace } from '../../../formats/secrets/model';
import { wordsOf } from '../secret-name';

/** Blocks whose arguments may refer to variables. */
const OPEN_BLOCKS = new Set(['resource', 'data', 'ephemeral', 'provider', 'module', 'locals']);
/** Labels that say nothing of what they name. */
const EMPTY_LABELS = new Set(['this', 'main', 'default', 'example', 'test', 'self']);

/** Makes a literal in a Terraform module a variable that is marked sensitive and has no default. */
export function terraformFix({ name }: Assignment, place: HclPlace, project: Project): Fix | undefined {
  const { file } = place.literal;
  const [outermost] = place.blocks;
  if (!outermost || !/\.(?:tf|tofu)$/.test(file.path)) return undefined;
  if (outermost.type === 'variable') return withoutDefault(place);
  if (!OPEN_BLOCKS.has(outermost.type)) return undefined;
  const variable = freeName([...ownerOf(place), ...wordsOf(name)].join('_'), file, project);
  return {
    title: `Use a sensitive variable ${variable}`,
    kind: 'suggested',
    edits: [replace(place.literal, `var.${variable}`), declaration(variable, file, project)],
  };
}

function withoutDefault({ attribute, blocks, literal }: HclPlace): Fix | undefined {
  const block = blocks.at(-1);
  if (blocks.length !== 1 || attribute.name !== 'default' || attribute.expression !== literal) return undefined;
  const isSensitive = block?.body.byName.has('sensitive');
  return {
    title: 'Take the default away and mark the variable as sensitive',
    kind: 'suggested',
    edits: [isSensitive ? remove(attribute) : replace(attribute, 'sensitive = true')],
  };
}

/** The words of what an argument belongs to. */
function ownerOf({ blocks: [block] }: HclPlace): string[] {
  const [type = '', label] = block?.labels.map(({ text }) => text) ?? [];
  if (label === undefined) return wordsOf(type);
  return EMPTY_LABELS.has(label) ? wordsOf(type).slice(1) : wordsOf(label);
}

function freeName(wanted: string, file: SourceFile, project: Project): string {
  const base = /^[a-z]/.test(wanted) ? wanted : `secret_${wanted}`;
  const texts = project
    .list(dirname(file.path))
    .filter(({ name, kind }) => kind === 'file' && /\.(?:tf|tofu)$/.test(name))
    .map(({ name }) => project.read(beside(file.path, name))?.text ?? '');
  const isTaken = (name: string) => texts.some((text) => new RegExp(`variable[ \\t]+"?${name}"?[ \\t{]`).test(text));
  let name = base;
  for (let number = 2; isTaken(name); number++) name = `${base}_${number}`;
  return name;
}

/** At the end of the module's `variables.tf`, or of the file itself where there is none. */
function declaration(name: string, file: SourceFile, project: Project): Edit {
  const target = project.read(beside(file.path, 'variables.tf')) ?? file;
  const { text, eol } = target;
  const block = [`variable "${name}" {`, '  type      = string', '  sensitive = true', '}', ''].join(eol);
  const before = text === '' ? '' : text.endsWith('\n') ? eol : `${eol}${eol}`;
  return insert(target, text.length, `${before}${block}`);
}

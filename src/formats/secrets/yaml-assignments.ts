import { scalar, type YamlFile, type YamlMap, type YamlNode, type YamlPair, type YamlScalar } from '../yaml';
import { type LineReader, settingReader, shellReader } from './lines';
import { mentionsIn } from './mentions';
import type { Assignment, Place } from './model';

/** Names of maps whose entries are given to what runs. */
const DEPLOYED = new Set([
  'environment',
  'env',
  'env_vars',
  'stringData',
  'data',
  'variables',
  'vars',
  'args',
  'build-args',
  'Environment',
  'Variables',
  'with',
  'secrets',
]);
/** Keys that hold what their map is about: `db_password: { default: … }`. */
const CONTENT = new Set(['value', 'default', 'Value', 'Default']);

/** The literals under names in all documents of a YAML text; `mentions` tell which block scalars are worth reading. */
export function yamlAssignments({ documents }: YamlFile, mentions: readonly number[]): Assignment[] {
  const found: Assignment[] = [];
  for (const { root } of documents) {
    if (root) new Reader(found, mentions).read(root, []);
  }
  return found;
}

/** Whether a value is of the `data` of a Kubernetes Secret, which may stand in a list, and so is in Base64. */
function isEncoded({ holder }: YamlScalar): boolean {
  const data = holder?.kind === 'pair' ? holder.parent.holder : undefined;
  return data?.kind === 'pair' && data.name === 'data' && scalar(data.parent.get('kind'))?.text === 'Secret';
}

class Reader {
  constructor(
    private readonly found: Assignment[],
    private readonly mentions: readonly number[],
  ) {}

  read(node: YamlNode, path: readonly string[]): void {
    if (path.length > 100) return;
    if (node.kind === 'map') this.#readMap(node, path);
    else if (node.kind === 'seq') {
      for (const { value, alias } of node.entries) if (value && !alias) this.#readItem(value, path);
    }
  }

  #readMap(node: YamlMap, path: readonly string[]): void {
    for (const pair of node.ownPairs) {
      const { value, alias, name } = pair;
      // What stands there shows what could stand there.
      if (!value || alias || /^(?:examples?|x-example)$/.test(name)) continue;
      const here = [...path, name];
      if (value.kind !== 'scalar') this.read(value, here);
      else if (name === 'list' && path.at(-1) === 'chpasswd') this.#readAccounts(value);
      else if (isBlock(value)) this.#readBlock(value, pair);
      else if (SCRIPTS.test(name)) this.#readScript(value, SHELL);
      else this.#add(value, here, nameOf(node, name, path), isNamedBeside(node, name));
    }
  }

  #readItem(value: YamlNode, path: readonly string[]): void {
    if (value.kind !== 'scalar') this.read(value, path);
    else if (path.at(-1) === 'list' && path.at(-2) === 'chpasswd') this.#readAccounts(value);
    else if (isBlock(value)) this.#readBlock(value, undefined);
    else if (SCRIPTS.test(path.at(-1) ?? '') && !/^-{0,2}[\w.-]+=/.test(value.text)) this.#readScript(value, SHELL);
    else this.#readWord(value, path);
  }

  /** `user:password` in lines, as cloud-init hands them to chpasswd. */
  #readAccounts({ file, inner }: YamlScalar): void {
    const lines = file.text.slice(inner.start, inner.end).matchAll(/^[ \t]*[\w.-]{1,64}:([^\s:]{1,200})[ \t]*$/gm);
    for (const { 0: line, 1: text = '', index } of lines) {
      const start = inner.start + index + line.lastIndexOf(text);
      this.found.push({ name: 'password', value: file.span(start, start + text.length), text, place: 'deployed' });
    }
  }

  /** `NAME=value` as an item of a list. */
  #readWord(node: YamlScalar, path: readonly string[]): void {
    const { file, inner } = node;
    const written = file.text.slice(inner.start, Math.min(inner.end, inner.start + 200));
    const name = /^-{0,2}([\w.-]{1,100})=/.exec(written);
    if (!name) return;
    const value = file.span(inner.start + name[0].length, inner.end);
    const text = file.text.slice(value.start, value.end);
    const place = { kind: 'yaml', scalar: node, path, isNamedBeside: false } as const;
    this.found.push({ name: name[1] ?? '', value, text, place: placeOf(path), node: place });
  }

  #add(node: YamlScalar, path: readonly string[], name: string, beside: boolean): void {
    const { inner, value, tag } = node;
    // `!vault`, `!Ref`, `!reference`: what stands there is no literal.
    if (typeof value !== 'string' && typeof value !== 'number') return;
    if (tag !== undefined && tag !== '!!str') return;
    const text = isEncoded(node) ? decodeBase64(node.text) : node.text;
    if (text === undefined) return;
    this.found.push({
      name,
      value: inner,
      text,
      place: beside ? 'deployed' : placeOf(path),
      node: { kind: 'yaml', scalar: node, path, isNamedBeside: beside },
    });
  }

  /** A script or a configuration file inside the YAML. */
  #readBlock(node: YamlScalar, pair: YamlPair | undefined): void {
    this.#readScript(node, blockReader(pair?.name ?? ''));
  }

  #readScript({ file, inner: { start, end } }: YamlScalar, reader: LineReader): void {
    for (const mention of mentionsIn(this.mentions, start, end)) {
      const assignment = reader({ file, start, end }, mention);
      if (assignment) this.found.push(assignment);
    }
  }
}

const SETTING = settingReader('settings');
const SHELL = shellReader('settings');
const SCRIPTS =
  /^(?:run|script|before_script|after_script|command|args|cmd|entrypoint|bash|sh|shell|pwsh|powershell|inline|inlineScript|commands|user_?data)$|\.(?:sh|bash)$/i;

function blockReader(name: string): LineReader {
  return SCRIPTS.test(name) ? SHELL : (region, mention) => SETTING(region, mention) ?? SHELL(region, mention);
}

function isBlock({ style }: YamlScalar): boolean {
  return style === 'literal' || style === 'folded';
}

function nameOf(node: YamlMap, name: string, path: readonly string[]): string {
  if (isNamedBeside(node, name))
    return scalar(node.get('name') ?? node.get('key') ?? node.get('Name') ?? node.get('Key'))?.text ?? name;
  return CONTENT.has(name) ? (path.at(-1) ?? name) : name;
}

function isNamedBeside(node: YamlMap, name: string): boolean {
  return (
    (name === 'value' && (scalar(node.get('name')) ?? scalar(node.get('key'))) !== undefined) ||
    (name === 'Value' && (scalar(node.get('Name')) ?? scalar(node.get('Key'))) !== undefined)
  );
}

function placeOf(path: readonly string[]): Place {
  return path.some((name) => DEPLOYED.has(name)) ? 'deployed' : 'settings';
}

/** The text that Base64 stands for, or undefined where it is none or binary. */
function decodeBase64(text: string): string | undefined {
  const packed = text.replace(/\s+/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z\d+/]+={0,2}$/.test(packed)) return undefined;
  const decoded = atob(packed).trim();
  return /^[\x20-\x7e\s]*$/.test(decoded) ? decoded : undefined;
}

import type { Project } from '../../../core/project';
import type { Fix } from '../../../core/rule';
import { replace } from '../../../core/text';
import type { Assignment, YamlPlace } from '../../../formats/secrets/model';
import type { YamlMap, YamlNode } from '../../../formats/yaml';
import { wordsOf } from '../secret-name';
import { terraformFix } from './terraform-fix';

/** How a secret that is the whole value of an assignment is moved out of its file, where its place has a way for it. */
export function fixFor(assignment: Assignment, project: Project): Fix | undefined {
  const { node } = assignment;
  if (node?.kind === 'hcl') return terraformFix(assignment, node, project);
  if (node?.kind !== 'yaml') return undefined;
  const { path } = node.scalar.file;
  if (/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return workflowFix(assignment, node);
  return kubernetesFix(assignment, node);
}

function workflowFix({ name, value }: Assignment, { scalar, path }: YamlPlace): Fix | undefined {
  if (!path.some((part) => part === 'env' || part === 'with' || part === 'credentials')) return undefined;
  // Names that begin so are GitHub's own.
  const secret = environmentName(name).replace(/^GITHUB_/, 'GH_');
  return {
    title: `Use the secret ${secret}`,
    kind: 'suggested',
    edits: [replace(value, plainOrQuoted(`\${{ secrets.${secret} }}`, scalar))],
  };
}

function kubernetesFix({ name }: Assignment, { scalar, path, isNamedBeside }: YamlPlace): Fix | undefined {
  const pair = scalar.holder;
  if (!isNamedBeside || path.at(-2) !== 'env' || pair?.kind !== 'pair' || pair.parent.isFlow) return undefined;
  const root = rootOf(pair.parent);
  if (!root.has('apiVersion') || !root.has('kind')) return undefined;
  const { file } = scalar;
  const indent = ' '.repeat(file.position(pair.start).column);
  const lines = ['valueFrom:', '  secretKeyRef:', '    name: ${1:app-secrets}', `    key: \${2:${name}}`];
  return {
    title: 'Take it from a Secret',
    kind: 'template',
    edits: [replace(pair, lines.join(`${file.eol}${indent}`))],
  };
}

/** The outermost map around a map. */
function rootOf(map: YamlMap): YamlMap {
  let root = map;
  for (let holder = map.holder; holder; holder = holder.parent.holder) {
    if (holder.parent.kind === 'map') root = holder.parent;
  }
  return root;
}

/** A text with braces as it may stand in a scalar's place: they can't stand plain inside of others. */
export function plainOrQuoted(text: string, scalar: YamlPlace['scalar']): string {
  return scalar.style === 'plain' && isInFlow(scalar) ? `"${text}"` : text;
}

function isInFlow(node: YamlNode): boolean {
  for (let holder = node.holder; holder; holder = holder.parent.holder) if (holder.parent.isFlow) return true;
  return false;
}

/** `apiKey` as the environment writes it: `API_KEY`. */
function environmentName(name: string): string {
  return wordsOf(name).join('_').toUpperCase();
}

import type { Fix } from '../../../core/rule';
import { type Edit, replace } from '../../../core/text';
import type { Assignment, YamlPlace } from '../../../formats/secrets/model';
import { map, removePart, scalar as scalarOf, type YamlMap, type YamlPair } from '../../../formats/yaml';
import { rootOf } from './yaml-place';

/** In a manifest: the key of a Secret for a variable of a container, an ExternalSecret for a Secret. */
export function kubernetesFix(assignment: Assignment, place: YamlPlace): Fix | undefined {
  const { holder } = place.scalar;
  if (holder?.kind !== 'pair') return undefined;
  const root = rootOf(holder.parent);
  if (!root.has('apiVersion') || !root.has('kind')) return undefined;
  return place.path.length === 2 ? externalSecret(root, holder) : secretKeyRef(assignment, place, holder);
}

function secretKeyRef(
  { name }: Assignment,
  { scalar, path, isNamedBeside }: YamlPlace,
  pair: YamlPair,
): Fix | undefined {
  if (!isNamedBeside || path.at(-2) !== 'env' || pair.parent.isFlow) return undefined;
  const { file } = scalar;
  const indent = ' '.repeat(file.position(pair.start).column);
  const lines = ['valueFrom:', '  secretKeyRef:', '    name: ${1:app-secrets}', `    key: \${2:${name}}`];
  return {
    title: 'Take it from a Secret',
    kind: 'template',
    edits: [replace(pair, lines.join(`${file.eol}${indent}`))],
  };
}

/** Has the External Secrets operator make the Secret, with all its keys, from what a store holds. */
function externalSecret(root: YamlMap, { parent }: YamlPair): Fix | undefined {
  const [apiVersion, kind, ...data] = ['apiVersion', 'kind', 'data', 'stringData'].map((name) => root.pair(name));
  const name = scalarOf(map(root.get('metadata'))?.get('name'))?.text;
  if (scalarOf(kind?.value)?.text !== 'Secret' || name === undefined || root.isFlow) return undefined;
  const own = data.filter((pair): pair is YamlPair => pair?.parent === root && pair.value?.kind === 'map');
  const [first, ...others] = own;
  if (!first || !apiVersion?.value || !kind?.value || !own.some((pair) => pair.value === parent)) return undefined;
  const keys = own.flatMap((pair) => (pair.value?.kind === 'map' ? pair.value.ownPairs.map((each) => each.key) : []));
  if (!keys.every(({ text }) => /^[\w.-]+$/.test(text)) || !/^[\w.-]+$/.test(name)) return undefined;
  const lines = [
    'spec:',
    '  refreshInterval: 1h',
    '  secretStoreRef:',
    '    kind: ClusterSecretStore',
    '    name: ${1:secret-store}',
    '  target:',
    `    name: ${name}`,
    '  data:',
    ...keys.flatMap(({ text }) => [
      `    - secretKey: ${text}`,
      '      remoteRef:',
      `        key: \${2:${name}}`,
      `        property: ${text}`,
    ]),
  ];
  const gone = [root.pair('type'), root.pair('immutable'), ...others].filter((pair) => pair?.parent === root);
  const edits: Edit[] = [
    replace(apiVersion.value, 'external-secrets.io/v1'),
    replace(kind.value, 'ExternalSecret'),
    replace(first, lines.join(root.file.eol)),
    ...gone.flatMap((pair) => (pair ? [removePart(pair)] : [])),
  ];
  return { title: 'Have an ExternalSecret make it from what a store holds', kind: 'template', edits };
}

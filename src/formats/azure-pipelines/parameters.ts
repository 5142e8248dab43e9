import { items, map, scalar } from '../yaml/access';
import type { YamlMap, YamlNode } from '../yaml/syntax';
import { elementsOf } from './elements';
import { directiveOf } from './embedded';
import type { Parameter, Variable } from './model';

/** The parameters that a template or a pipeline declares; undefined where that can't be read. */
export function readParameters(root: YamlMap): readonly Parameter[] | undefined {
  const node = root.get('parameters');
  if (node === undefined) return root.lacks('parameters') || root.has('parameters') ? [] : undefined;
  if (node.kind === 'map') {
    if (node.isUncertain) return undefined;
    return node.pairs.map(({ key, value }) => ({
      name: key.text,
      at: key.file.span(key.start, key.end),
      map: undefined,
      type: undefined,
      hasDefault: true,
      default: value,
      values: undefined,
    }));
  }
  if (node.kind !== 'seq') return undefined;
  const parameters = node.items.map(readParameter);
  return parameters.every((each) => each !== undefined) ? parameters : undefined;
}

function readParameter(node: YamlNode): Parameter | undefined {
  const body = map(node);
  const name = scalar(body?.get('name'));
  if (!body || !name || body.isUncertain) return undefined;
  const values = body.get('values');
  return {
    name: name.text,
    at: name,
    map: body,
    type: scalar(body.get('type'))?.text.toLowerCase() ?? 'string',
    hasDefault: body.has('default'),
    default: body.get('default'),
    values: values?.kind === 'seq' ? items(values).flatMap((item) => scalar(item) ?? []) : undefined,
  };
}

/** The variables of a pipeline, a stage or a job, in either of the two forms. */
export function readVariables(owner: YamlMap): Variable[] {
  const node = owner.get('variables');
  if (node?.kind === 'map') return variablesOfMap(node, 0);
  return elementsOf(node).items.flatMap(({ map: body }) => {
    const name = scalar(body.get('name'));
    if (!name) return [];
    return [{ name: name.text, key: name, value: scalar(body.get('value')), part: body }];
  });
}

function variablesOfMap(body: YamlMap, depth: number): Variable[] {
  if (depth > 10) return [];
  return body.pairs.flatMap((pair) => {
    const { key, value } = pair;
    if (directiveOf(key)) return value?.kind === 'map' ? variablesOfMap(value, depth + 1) : [];
    return [{ name: key.text, key, value: scalar(value), part: pair }];
  });
}

import { map, scalar } from '../yaml/access';
import type { YamlMap, YamlNode } from '../yaml/syntax';
import { directiveOf, type Embedded } from './embedded';

/** One item of a list of stages, jobs, steps or variables. */
export interface Element {
  readonly map: YamlMap;
  /** The `${{ if }}` and `${{ each }}` around it. */
  readonly guards: readonly Embedded[];
}

export interface Elements {
  readonly items: readonly Element[];
  /** There may be more, from a parameter or from what can't be read. */
  readonly isOpen: boolean;
}

const DEEPEST = 20;

/** The items of a list, those under `${{ if }}` and `${{ each }}` included. */
export function elementsOf(node: YamlNode | undefined): Elements {
  const items: Element[] = [];
  return { isOpen: collect(node, [], items, 0), items };
}

function collect(node: YamlNode | undefined, guards: readonly Embedded[], into: Element[], depth: number): boolean {
  if (node === undefined || depth > DEEPEST) return depth > DEEPEST;
  if (node.kind === 'seq') {
    let isOpen = false;
    for (const { value } of node.entries) if (item(value, guards, into, depth)) isOpen = true;
    return isOpen;
  }
  if (node.kind === 'map') return item(node, guards, into, depth);
  return node.kind === 'unknown' || node.text.includes('${{');
}

/** Whether there may be more than what has been collected. */
function item(node: YamlNode | undefined, guards: readonly Embedded[], into: Element[], depth: number): boolean {
  const body = map(node);
  if (!body) return node !== undefined && (node.kind !== 'scalar' || node.text.includes('${{'));
  const directives = body.ownPairs.map(({ key }) => directiveOf(key));
  if (!directives.some((directive) => directive) || directives.some((directive) => !directive)) {
    into.push({ map: body, guards });
    return false;
  }
  let isOpen = false;
  for (const [index, { value }] of body.ownPairs.entries()) {
    const directive = directives[index];
    if (!directive) continue;
    if (directive.directive === 'each' || directive.directive === 'insert') isOpen = true;
    if (collect(value, [...guards, directive], into, depth + 1)) isOpen = true;
  }
  return isOpen;
}

/** Whether a key is surely not there: no expression may bring it either. */
export function lacks(body: YamlMap, name: string): boolean {
  return body.lacks(name) && !hasOpenKeys(body);
}

/** Whether a map has keys that an expression brings. */
export function hasOpenKeys(body: YamlMap): boolean {
  return body.ownPairs.some(({ key }) => key.text.includes('${{'));
}

/** The value of an input of a task, whose names know no case. */
export function inputOf(inputs: YamlMap | undefined, ...names: readonly string[]): YamlNode | undefined {
  const wanted = names.map((name) => name.toLowerCase());
  return inputs?.pairs.findLast(({ name }) => wanted.includes(name.toLowerCase()))?.value;
}

/** The same as text; undefined where it is none, or computed. */
export function inputText(inputs: YamlMap | undefined, ...names: readonly string[]): string | undefined {
  const text = scalar(inputOf(inputs, ...names))?.text;
  return text === undefined || text.includes('${{') || text.includes('$(') ? undefined : text;
}

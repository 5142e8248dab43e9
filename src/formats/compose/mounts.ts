import { boolean, map, scalar, type YamlMap, type YamlNode } from '../yaml';
import { type Environment, interpolate, type Value } from './interpolation';
import type { Mount, Part } from './model';
import { partOf } from './ports';

/** Reads an item of `volumes`: `[source:]target[:options]`, or a map. */
export function readMount(node: YamlNode, known: Environment): Mount | undefined {
  const long = map(node);
  if (long) return longForm(long, known);
  const short = scalar(node);
  return short && shortForm(node, interpolate(short, known));
}

function shortForm(node: YamlNode, value: Value): Mount | undefined {
  const { text } = value;
  // The colon of a Windows drive is none that separates.
  const drive = /^[A-Za-z]:[\\/]/.test(text) ? 2 : 0;
  const first = text.indexOf(':', drive);
  if (first < 0)
    return text === ''
      ? undefined
      : { node, source: undefined, target: piece(value, 0, text.length), isReadOnly: false };
  const second = text.indexOf(':', first + 1);
  const options = second < 0 ? [] : text.slice(second + 1).split(',');
  return {
    node,
    source: piece(value, 0, first),
    target: piece(value, first + 1, second < 0 ? text.length : second),
    isReadOnly: options.includes('ro'),
  };
}

function piece(value: Value, start: number, end: number): Part {
  return { text: value.text.slice(start, end), at: value.spanOf(start, end) };
}

function longForm(mount: YamlMap, known: Environment): Mount {
  return {
    node: mount,
    source: partOf(mount.get('source'), known),
    target: partOf(mount.get('target'), known),
    isReadOnly: boolean(mount.get('read_only')) === true,
  };
}

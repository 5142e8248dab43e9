import { scalar, type YamlMap, type YamlNode } from '../yaml';
import { type Environment, interpolate, type Value } from './interpolation';
import type { Part, Port } from './model';

/** Reads an item of `ports`: `[address:][published:]target[/protocol]`, or a map. */
export function readPort(node: YamlNode, known: Environment): Port | undefined {
  if (node.kind === 'map') return longForm(node, known);
  const short = scalar(node);
  return short && shortForm(node, interpolate(short, known));
}

function shortForm(node: YamlNode, value: Value): Port | undefined {
  const slash = value.text.lastIndexOf('/');
  const protocol = slash < 0 ? 'tcp' : value.text.slice(slash + 1);
  const pieces = splitAtColons(value, slash < 0 ? value.text.length : slash);
  const target = pieces.pop();
  const published = pieces.pop();
  if (!target?.text) return undefined;
  const [first, last] = [pieces[0], pieces.at(-1)];
  // An IPv6 address without brackets has colons of its own.
  const hostIp = first &&
    last && { text: pieces.map(({ text }) => text).join(':'), at: { ...first.at, end: last.at.end } };
  return { node, hostIp, published: published?.text ? published : undefined, target, protocol };
}

function splitAtColons(value: Value, end: number): Part[] {
  const pieces: Part[] = [];
  let start = 0;
  let isBracketed = false;
  for (let at = 0; at <= end; at++) {
    const unit = value.text[at];
    if (unit === '[') isBracketed = true;
    else if (unit === ']') isBracketed = false;
    if (at < end && (unit !== ':' || isBracketed)) continue;
    pieces.push({ text: value.text.slice(start, at), at: value.spanOf(start, at) });
    start = at + 1;
  }
  return pieces;
}

function longForm(port: YamlMap, known: Environment): Port | undefined {
  const target = partOf(port.get('target'), known);
  return (
    target && {
      node: port,
      hostIp: partOf(port.get('host_ip'), known),
      published: partOf(port.get('published'), known),
      target,
      protocol: partOf(port.get('protocol'), known)?.text ?? 'tcp',
    }
  );
}

/** A whole scalar as a part. */
export function partOf(node: YamlNode | undefined, known: Environment): Part | undefined {
  const found = scalar(node);
  if (!found || found.value === null || found.text === '') return undefined;
  return { text: interpolate(found, known).text, at: found.inner };
}

import type { Fix } from '../../core/rule';
import { insert, replace, textOf } from '../../core/text';
import { UNKNOWN } from '../../formats/compose/interpolation';
import type { Port } from '../../formats/compose/model';
import { insertPairs } from '../../formats/yaml';

const EVERYWHERE = new Set(['0.0.0.0', '[::]', '::']);

/**
 * Whether a port is published on all addresses of the host. In the short form a variable may bring an address with it,
 * unless its name says that it holds a port.
 */
export function isOpenPort({ node, hostIp, published }: Port): boolean {
  if (hostIp) return EVERYWHERE.has(hostIp.text);
  if (node.kind === 'map' || !published?.text.includes(UNKNOWN)) return true;
  return /^\$\{?\w*PORT(?:\W|$)/i.test(textOf(published.at));
}

/** Publishes a port on the host's own address only; undefined where a Swarm publishes it on every node. */
export function bindToLoopback({ node, hostIp, published }: Port): Fix | undefined {
  const title = 'Publish on 127.0.0.1 only';
  if (hostIp) return { title, edits: [replace(hostIp.at, '127.0.0.1')] };
  if (node.kind === 'scalar')
    return { title, edits: [insert(node.file, node.inner.start, published ? '127.0.0.1:' : '127.0.0.1::')] };
  // A Swarm publishes on every node; there is no address to choose.
  if (node.kind !== 'map' || node.has('mode')) return undefined;
  return { title, edits: [insertPairs(node, { host_ip: '127.0.0.1' })] };
}

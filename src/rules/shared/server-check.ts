import type { Fix } from '../../core/rule';
import type { Server } from '../../data/server-images';
import type { Service, ServiceDeclaration } from '../../formats/compose/model';
import { insertPairs, items, scalar, Verbatim, type YamlNode } from '../../formats/yaml';
import { imageOf } from './service-image';

/** Whether entrypoint and command leave it at starting the server. */
export function startsServer({ map }: ServiceDeclaration, { programs }: Pick<Server, 'programs'>): boolean {
  const [first] = commandOf(map.get('command'));
  return !map.has('entrypoint') && (first === undefined || first.startsWith('-') || programs.includes(first));
}

/** The words of a command in either form; quotes don't matter here. */
export function commandOf(node: YamlNode | undefined): string[] {
  const words = node?.kind === 'seq' ? items(node).map((item) => scalar(item)?.text ?? '') : [scalar(node)?.text ?? ''];
  return words.join(' ').split(/\s+/).filter(Boolean);
}

/** The health check that suits a server, unless its command moved it to where the check would not find it. */
export function healthcheckFor(service: Service, { test, elsewhere, isTemplate }: Server): Fix | undefined {
  const { map } = service;
  if (elsewhere.test(commandOf(map.get('command')).join(' '))) return undefined;
  const isOldMongo = test.includes('mongosh') && /^[0-4](?:\.|-|$)/.test(imageOf(service)?.tag?.text ?? '');
  const words = isOldMongo ? test.map((word) => (word === 'mongosh' ? 'mongo' : word)) : test;
  const healthcheck = {
    test: new Verbatim(`[${words.map((word) => JSON.stringify(word)).join(', ')}]`),
    interval: '10s',
    timeout: '5s',
    retries: 5,
    start_period: '30s',
  };
  return {
    title: 'Add a health check',
    kind: isTemplate ? 'template' : 'suggested',
    edits: [insertPairs(map, { healthcheck })],
  };
}

import { expect, test } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { compose } from '../../../src/formats/compose';
import { UNKNOWN } from '../../../src/formats/compose/interpolation';
import type { ServiceDeclaration } from '../../../src/formats/compose/model';

function serviceOf(body: string): ServiceDeclaration {
  const indented = body.replace(/^(?=.)/gm, '    ');
  const [service] = compose.parse(new SourceFile('compose.yaml', `services:\n  web:\n${indented}\n`)).services;
  if (!service) throw new Error('no service');
  return service;
}

test.each([
  ['"80"', [undefined, undefined, '80', 'tcp']],
  ['80', [undefined, undefined, '80', 'tcp']],
  ['"8080:80"', [undefined, '8080', '80', 'tcp']],
  ['8080:80/udp', [undefined, '8080', '80', 'udp']],
  ['"127.0.0.1:8080:80"', ['127.0.0.1', '8080', '80', 'tcp']],
  ['"127.0.0.1::80"', ['127.0.0.1', undefined, '80', 'tcp']],
  ['"[::1]:8080:80"', ['[::1]', '8080', '80', 'tcp']],
  ['"::1:8080:80"', ['::1', '8080', '80', 'tcp']],
  ['"8000-8010:80-90"', [undefined, '8000-8010', '80-90', 'tcp']],
  ['"${PORT}:80"', [undefined, UNKNOWN, '80', 'tcp']],
  ['"${BIND:-0.0.0.0:}8080:80"', ['0.0.0.0', '8080', '80', 'tcp']],
  ['{ target: 80, published: "8080", host_ip: 127.0.0.1, protocol: udp }', ['127.0.0.1', '8080', '80', 'udp']],
])('port %s', (written, expected) => {
  const [port] = serviceOf(`ports:\n  - ${written}`).ports;
  expect([port?.hostIp?.text, port?.published?.text, port?.target.text, port?.protocol]).toEqual(expected);
});

test('a port without target is left out', () => {
  expect(serviceOf('ports:\n  - published: 80\n  - ""\n  - ').ports).toEqual([]);
});

test('the parts of a port are where they are written', () => {
  const [port] = serviceOf('ports: ["[::1]:8080:80/tcp"]').ports;
  expect([port?.hostIp?.at, port?.published?.at, port?.target.at].map((at) => at && textOf(at))).toEqual([
    '[::1]',
    '8080',
    '80',
  ]);
});

test.each([
  ['/data', [undefined, '/data', false]],
  ['data:/data', ['data', '/data', false]],
  ['./conf:/etc/conf:ro', ['./conf', '/etc/conf', true]],
  ['./conf:/etc/conf:z,ro', ['./conf', '/etc/conf', true]],
  ["'C:\\data:/data'", ['C:\\data', '/data', false]],
  ['${DATA:-/srv}:/data', ['/srv', '/data', false]],
  ['{ type: bind, source: /srv, target: /data, read_only: true }', ['/srv', '/data', true]],
  ['{ type: tmpfs, target: /tmp }', [undefined, '/tmp', false]],
])('mount %s', (written, expected) => {
  const [mount] = serviceOf(`volumes:\n  - ${written}`).mounts;
  expect([mount?.source?.text, mount?.target?.text, mount?.isReadOnly]).toEqual(expected);
});

test('environment in both forms', () => {
  const forms = ['environment:\n  A: 1\n  B:\n  C: ${X:-y}', 'environment:\n  - A=1\n  - B\n  - C=${X:-y}'];
  for (const form of forms) {
    const { environment } = serviceOf(form);
    expect([...environment].map(([name, value]) => [name, value?.text])).toEqual([
      ['A', '1'],
      ['B', undefined],
      ['C', 'y'],
    ]);
  }
  expect(textOf(serviceOf('environment: ["A=b c"]').environment.get('A')?.spanOf(0, 3) ?? fail())).toBe('b c');
});

function fail(): never {
  throw new Error('nothing there');
}

test('depends_on in both forms', () => {
  const conditions = (body: string) => serviceOf(body).dependsOn.map(({ name, condition }) => [name, condition]);
  expect(conditions('depends_on: [db, cache]')).toEqual([
    ['db', 'service_started'],
    ['cache', 'service_started'],
  ]);
  expect(conditions('depends_on:\n  db:\n    condition: service_healthy\n  cache:\n  x:\n    condition: $C')).toEqual([
    ['db', 'service_healthy'],
    ['cache', 'service_started'],
    ['x', undefined],
  ]);
});

test('build in both forms', () => {
  const texts = (body: string) => {
    const { build } = serviceOf(body);
    return [build?.context?.text, build?.dockerfile?.text, build?.target?.text];
  };
  expect(texts('build: ./web')).toEqual(['./web', undefined, undefined]);
  expect(texts('build: { context: web, dockerfile: Dockerfile.prod, target: run }')).toEqual([
    'web',
    'Dockerfile.prod',
    'run',
  ]);
});

test('a merged anchor gives the same nodes to every service', () => {
  const file = new SourceFile(
    'compose.yaml',
    'x-base: &base\n  image: a:1\n  ports: ["80:80"]\nservices:\n  a:\n    <<: *base\n  b:\n    <<: *base\n',
  );
  const [a, b] = compose.parse(file).services;
  expect(a?.image?.node).toBe(b?.image?.node);
  expect(a?.ports[0]?.node).toBe(b?.ports[0]?.node);
});

import { describe, expect, test } from 'vitest';
import { textOf } from '../../../src/core/text';
import { type Files, findingsOf, fixAll } from '../../support/project';

const only = ['terraform/open-ingress'];

async function found(files: Files) {
  const findings = await findingsOf(files, { only });
  return findings.map(({ at, message, related }) => [textOf(at), message, ...related.map((each) => textOf(each.at))]);
}

const fixed = (files: Files) => fixAll(files, (finding) => finding.fixes[0], { only });

/** A security group with one rule. */
function group(rule: string): string {
  return `resource "aws_security_group" "app" {\n  ingress {\n${rule}\n  }\n}\n`;
}

const ssh = (cidr: string) =>
  group(`    from_port = 22\n    to_port = 22\n    protocol = "tcp"\n    cidr_blocks = ${cidr}`);

describe('where the address comes from', () => {
  const root = 'terraform {\n  backend "s3" {}\n}\n\n';

  test('a default of a module that is applied itself', async () => {
    const files = {
      'main.tf': root + ssh('[var.administrators]'),
      'variables.tf': 'variable "administrators" {\n  default = "0.0.0.0/0"\n}\n',
    };
    expect(await found(files)).toEqual([
      ['var.administrators', 'SSH (22) is open to the whole internet', '"0.0.0.0/0"'],
    ]);
    expect((await fixed(files))['variables.tf']).toContain('default = "10.0.0.0/8"');
  });

  test('a default of a module that others call is for them to replace', async () => {
    const variables = 'variable "administrators" {\n  default = "0.0.0.0/0"\n}\n';
    expect(await found({ 'modules/a/main.tf': ssh('[var.administrators]') + variables })).toEqual([]);
  });

  test('values win over defaults', async () => {
    const main = `${root + ssh('var.allowed')}\nvariable "allowed" {\n  default = ["0.0.0.0/0"]\n}\n`;
    expect(await found({ 'main.tf': main, 'terraform.tfvars': 'allowed = ["198.51.100.0/24"]\n' })).toEqual([]);
    expect(await found({ 'main.tf': main, 'production.tfvars': 'allowed = []\n' })).toEqual([]);
    expect(await found({ 'main.tf': main, 'env/production.tfvars': '' })).toEqual([]);
    expect(await found({ 'main.tf': main, 'terraform.tfvars.json': '{}' })).toEqual([]);
    const opened = { 'main.tf': main.replace('0.0.0.0/0', '10.0.0.0/8'), 'x.auto.tfvars': 'allowed = ["0.0.0.0/0"]\n' };
    expect(await found(opened)).toHaveLength(1);
    expect((await fixed(opened))['x.auto.tfvars']).toBe('allowed = ["10.0.0.0/8"]\n');
  });

  test('a local may serve the web too, and stays as it is', async () => {
    const files = { 'main.tf': `locals {\n  anywhere = ["0.0.0.0/0"]\n}\n\n${ssh('local.anywhere')}` };
    expect(await found(files)).toEqual([['local.anywhere', 'SSH (22) is open to the whole internet', '"0.0.0.0/0"']]);
    const after = (await fixed(files))['main.tf'];
    expect(after).toContain('anywhere = ["0.0.0.0/0"]');
    expect(after).toContain('cidr_blocks = ["10.0.0.0/8"]');
  });

  test('one branch of a condition, computed lists and locals that go round are unknown', async () => {
    expect(await found({ 'main.tf': ssh('var.open ? ["0.0.0.0/0"] : ["10.0.0.0/8"]') })).toEqual([]);
    expect(await found({ 'main.tf': ssh('data.http.me.addresses') })).toEqual([]);
    expect(await found({ 'main.tf': `locals {\n  a = local.b\n  b = local.a\n}\n${ssh('local.a')}` })).toEqual([]);
  });

  test('what is certain of a list that is not wholly known', async () => {
    expect(await found({ 'main.tf': ssh('concat(var.offices, ["0.0.0.0/0"])') })).toHaveLength(1);
  });
});

describe('dynamic blocks', () => {
  const rounds = (forEach: string, iterator = '') => `resource "aws_security_group" "app" {
  dynamic "ingress" {
    for_each = ${forEach}
${iterator}
    content {
      from_port   = ${iterator ? 'each_port' : 'ingress'}.value.port
      to_port     = ${iterator ? 'each_port' : 'ingress'}.value.port
      protocol    = "tcp"
      cidr_blocks = ${iterator ? 'each_port' : 'ingress'}.value.from
    }
  }
}
`;
  const list = '[{ port = 443, from = ["0.0.0.0/0"] }, { port = 5432, from = ["0.0.0.0/0"] }]';

  test('are gone through, and only the round that is wrong is put right', async () => {
    const files = { 'main.tf': rounds(list) };
    expect(await found(files)).toEqual([
      ['ingress.value.from', 'PostgreSQL (5432) is open to the whole internet', '"0.0.0.0/0"'],
    ]);
    expect((await fixed(files))['main.tf']).toContain(
      '{ port = 443, from = ["0.0.0.0/0"] }, { port = 5432, from = ["10.0.0.0/8"] }',
    );
  });

  test('may name their iterator', async () => {
    expect(await found({ 'main.tf': rounds(list, '    iterator = each_port') })).toHaveLength(1);
  });

  test('over something unknown are unknown', async () => {
    expect(await found({ 'main.tf': rounds('var.rules') })).toEqual([]);
  });
});

describe('what is said', () => {
  const range = (from: number, to: number, protocol = 'tcp') =>
    found({
      'main.tf': group(
        `    from_port = ${from}\n    to_port = ${to}\n    protocol = "${protocol}"\n    cidr_blocks = ["0.0.0.0/0"]`,
      ),
    }).then(([first]) => first?.[1]);

  test.each([
    [22, 22, 'tcp', 'SSH (22) is open to the whole internet'],
    [22, 23, 'tcp', 'SSH (22) and Telnet (23) are open to the whole internet'],
    [
      1024,
      65535,
      'tcp',
      'Ports 1024–65535, RDP (3389), PostgreSQL (5432) and 34 more among them, are open to the whole internet',
    ],
    [
      0,
      65535,
      'udp',
      'All UDP ports, Memcached (11211), SQL Server (1434) and 3 more among them, are open to the whole internet',
    ],
    [0, 0, '-1', 'All ports, SSH (22), RDP (3389) and 43 more among them, are open to the whole internet'],
    [0, 0, 'tcp', undefined],
    [22, 22, 'udp', undefined],
    [8080, 8090, 'tcp', undefined],
    [8, 0, 'icmp', undefined],
  ])('of %i to %i, %s', async (from, to, protocol, message) => {
    const said = await range(from, to, protocol);
    expect(said?.replace(/and \d+ more/, 'and more')).toBe(message?.replace(/and \d+ more/, 'and more'));
  });
});

describe('Google', () => {
  const firewall = (rest: string) => ({ 'main.tf': `resource "google_compute_firewall" "a" {\n${rest}\n}\n` });

  test('without ports all are meant; a policy is read as well', async () => {
    expect(await found(firewall('source_ranges = ["0.0.0.0/0"]\nallow {\n  protocol = "tcp"\n}'))).toHaveLength(1);
    expect(await found(firewall('source_tags = ["a"]\nallow {\n  protocol = "tcp"\n}'))).toEqual([]);
    const policy = `resource "google_compute_network_firewall_policy_rule" "a" {
  direction = "INGRESS"
  action    = "allow"
  match {
    src_ip_ranges = ["::/0"]
    layer4_configs {
      ip_protocol = "tcp"
      ports       = ["3306"]
    }
  }
}
`;
    expect(await found({ 'main.tf': policy })).toEqual([['"::/0"', 'MySQL (3306) is open to the whole internet']]);
    expect(await found({ 'main.tf': policy.replace('allow', 'deny') })).toEqual([]);
  });
});

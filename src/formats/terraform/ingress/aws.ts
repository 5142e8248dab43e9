import type { Arguments } from '../arguments';
import type { Module } from '../module';
import { EVERY_PORT, type IngressRule, sourcesIn, type Traffic } from './rule';

/** What AWS security groups let in: rules within them, and rules that are resources of their own. */
export function* awsIngress(module: Module): Generator<IngressRule> {
  for (const type of ['aws_security_group', 'aws_default_security_group']) {
    for (const resource of module.resources(type)) {
      for (const rule of module.instances(resource).flatMap((each) => each.blocks('ingress'))) {
        const sources = sourcesIn(rule, ['cidr_blocks', 'ipv6_cidr_blocks']);
        yield { resource, sources, traffic: trafficOf(rule, 'protocol') };
      }
    }
  }
  for (const resource of module.resources('aws_security_group_rule')) {
    for (const rule of module.instances(resource)) {
      if (rule.text('type') !== 'ingress') continue;
      const sources = sourcesIn(rule, ['cidr_blocks', 'ipv6_cidr_blocks']);
      yield { resource, sources, traffic: trafficOf(rule, 'protocol') };
    }
  }
  for (const resource of module.resources('aws_vpc_security_group_ingress_rule')) {
    for (const rule of module.instances(resource)) {
      const sources = sourcesIn(rule, ['cidr_ipv4', 'cidr_ipv6']);
      yield { resource, sources, traffic: trafficOf(rule, 'ip_protocol') };
    }
  }
}

function trafficOf(rule: Arguments, protocolName: string): Traffic[] {
  const protocol = rule.text(protocolName)?.toLowerCase();
  // For all protocols AWS takes all ports, whatever the rule says of ports.
  if (protocol === '-1' || protocol === 'all') return [{ protocol: 'any', ...EVERY_PORT }];
  const named =
    protocol === 'tcp' || protocol === '6' ? 'tcp' : protocol === 'udp' || protocol === '17' ? 'udp' : undefined;
  const from = rule.number('from_port');
  const to = rule.number('to_port');
  return named && from !== undefined && to !== undefined ? [{ protocol: named, from, to }] : [];
}

import { asString } from '../../hcl/value';
import type { Arguments } from '../arguments';
import type { Module } from '../module';
import { type IngressRule, portsOf, sourcesIn, type Traffic } from './rule';

/** What Azure's network security groups let in: rules within them, and rules that are resources of their own. */
export function* azureIngress(module: Module): Generator<IngressRule> {
  for (const resource of module.resources('azurerm_network_security_group')) {
    for (const rule of module.instances(resource).flatMap((each) => each.blocks('security_rule'))) {
      if (isIngress(rule)) yield { resource, ...readRule(rule) };
    }
  }
  for (const resource of module.resources('azurerm_network_security_rule')) {
    for (const rule of module.instances(resource)) {
      if (isIngress(rule)) yield { resource, ...readRule(rule) };
    }
  }
}

function isIngress(rule: Arguments): boolean {
  return rule.text('direction')?.toLowerCase() === 'inbound' && rule.text('access')?.toLowerCase() === 'allow';
}

function readRule(rule: Arguments): Pick<IngressRule, 'sources' | 'traffic'> {
  return { sources: sourcesIn(rule, ['source_address_prefix', 'source_address_prefixes']), traffic: trafficOf(rule) };
}

const PROTOCOLS: Readonly<Record<string, Traffic['protocol']>> = { tcp: 'tcp', udp: 'udp', '*': 'any', any: 'any' };

function trafficOf(rule: Arguments): Traffic[] {
  const protocol = PROTOCOLS[rule.text('protocol')?.toLowerCase() ?? ''];
  if (!protocol) return [];
  return sourcesIn(rule, ['destination_port_range', 'destination_port_ranges']).flatMap(({ value }) => {
    const ports = portsOf(asString(value));
    return ports ? { protocol, ...ports } : [];
  });
}

import { asString } from '../../hcl/value';
import type { Arguments } from '../arguments';
import type { Module } from '../module';
import { EVERY_PORT, type IngressRule, portsOf, sourcesIn, type Traffic } from './rule';

const POLICY_RULES = [
  'google_compute_firewall_policy_rule',
  'google_compute_network_firewall_policy_rule',
  'google_compute_region_network_firewall_policy_rule',
];

/** What Google's VPC firewall rules and firewall policies let in. */
export function* googleIngress(module: Module): Generator<IngressRule> {
  for (const resource of module.resources('google_compute_firewall')) {
    for (const rule of module.instances(resource)) {
      if (!isActive(rule) || (rule.value('direction') && rule.text('direction') !== 'INGRESS')) continue;
      const traffic = rule.blocks('allow').flatMap((allow) => trafficOf(allow, 'protocol', 'ports'));
      yield { resource, sources: sourcesIn(rule, ['source_ranges']), traffic };
    }
  }
  for (const resource of POLICY_RULES.flatMap((type) => module.resources(type))) {
    for (const rule of module.instances(resource)) {
      if (!isActive(rule) || rule.text('direction') !== 'INGRESS' || rule.text('action') !== 'allow') continue;
      for (const match of rule.blocks('match')) {
        const traffic = match.blocks('layer4_configs').flatMap((layer) => trafficOf(layer, 'ip_protocol', 'ports'));
        yield { resource, sources: sourcesIn(match, ['src_ip_ranges']), traffic };
      }
    }
  }
}

function isActive(rule: Arguments): boolean {
  return rule.value('disabled') === undefined || rule.text('disabled') === 'false';
}

const PROTOCOLS: Readonly<Record<string, Traffic['protocol']>> = {
  tcp: 'tcp',
  '6': 'tcp',
  udp: 'udp',
  '17': 'udp',
  all: 'any',
};

function trafficOf(allow: Arguments, protocolName: string, portsName: string): Traffic[] {
  const protocol = PROTOCOLS[allow.text(protocolName)?.toLowerCase() ?? ''];
  if (!protocol) return [];
  const ports = allow.value(portsName);
  // Without ports, or with none in the list, all of the protocol's are meant.
  if (!ports || (ports.kind === 'list' && ports.items.length === 0 && !ports.more))
    return [{ protocol, ...EVERY_PORT }];
  return allow.items(portsName).flatMap((item) => {
    const range = portsOf(asString(item));
    return range ? { protocol, ...range } : [];
  });
}

import { type Finding, type Fix, rule } from '../../core/rule';
import { contains, type Edit, replace, type Span } from '../../core/text';
import { traversalOf } from '../../formats/hcl/traversal';
import { asString } from '../../formats/hcl/value';
import { ingressOf } from '../../formats/terraform/ingress';
import type { IngressRule, Source } from '../../formats/terraform/ingress/rule';
import type { Module } from '../../formats/terraform/module';
import { guardedPorts } from '../shared/guarded-ports';

export default rule({
  id: 'terraform/open-ingress',
  title: 'Administration or data ports open to the whole internet',
  why: [
    'An SSH, RDP or database port that the whole internet can reach is found by scanners within minutes and tried with stolen passwords and fresh exploits from then on. One weak password, one unpatched server, and the machine or its data belong to somebody else.',
    'Let people in through a VPN, a bastion host with known addresses, AWS Session Manager, Azure Bastion or Identity-Aware Proxy, and services through the security group of their callers.',
    'Said of a rule that lets in the whole internet (`0.0.0.0/0`, `::/0`, in Azure also `*` and `Internet`) on such a port or on a range with one in it. Web, mail and DNS ports alone are not, nor is what goes out or is denied. Network ACLs are left to security groups, which stand behind them.',
  ],
  severity: 'error',
  practice: 'access',
  since: '0.1.0',
  // Which network should be let in only the team knows.
  fixes: 'template',
  equivalents: [
    'checkov:CKV_AWS_24',
    'checkov:CKV_AWS_25',
    'checkov:CKV_AWS_277',
    'checkov:CKV_AZURE_9',
    'checkov:CKV_AZURE_10',
    'checkov:CKV_GCP_2',
    'checkov:CKV_GCP_3',
    'checkov:CKV_GCP_88',
    'trivy:AWS-0107',
    'trivy:AZU-0047',
    'trivy:AZU-0048',
    'trivy:AZU-0050',
    'trivy:AZU-0074',
    'trivy:GCP-0027',
    'trivy:GCP-0070',
    'trivy:GCP-0071',
    'kics:Security Group With Unrestricted Access To SSH',
    'kics:Remote Desktop Port Open To Internet',
    'kics:Unrestricted Security Group Ingress',
    'kics:Sensitive Port Is Exposed To Entire Network',
    'kics:Default Security Groups With Unrestricted Traffic',
    'kics:SSH Is Exposed To The Internet',
    'kics:RDP Is Exposed To The Internet',
    'kics:SSH Access Is Not Restricted',
    'kics:RDP Access Is Not Restricted',
  ],
  links: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://learn.microsoft.com/azure/security/fundamentals/network-best-practices',
    'https://cloud.google.com/iap/docs/using-tcp-forwarding',
  ],
  bad: [
    {
      files: `resource "aws_security_group" "bastion" {
  name = "bastion"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [«"0.0.0.0/0"»]
  }
}
`,
      fixed: `resource "aws_security_group" "bastion" {
  name = "bastion"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
`,
    },
    {
      title: 'one finding for both address families, and for a range with such ports in it',
      files: `resource "aws_security_group_rule" "all" {
  type              = "ingress"
  security_group_id = aws_security_group.app.id
  from_port         = 0
  to_port           = 65535
  protocol          = "tcp"
  cidr_blocks       = [«"0.0.0.0/0"»]
  ipv6_cidr_blocks  = ["::/0"]
}

resource "aws_vpc_security_group_ingress_rule" "everything" {
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = «"0.0.0.0/0"»
  ip_protocol       = "-1"
}
`,
      fixed: `resource "aws_security_group_rule" "all" {
  type              = "ingress"
  security_group_id = aws_security_group.app.id
  from_port         = 0
  to_port           = 65535
  protocol          = "tcp"
  cidr_blocks       = ["10.0.0.0/8"]
  ipv6_cidr_blocks  = ["fd00::/8"]
}

resource "aws_vpc_security_group_ingress_rule" "everything" {
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "-1"
}
`,
    },
    {
      title: 'Azure, where a rule may stand in its group or by itself',
      files: `resource "azurerm_network_security_group" "web" {
  security_rule {
    direction               = "Inbound"
    access                  = "Allow"
    protocol                = "Tcp"
    destination_port_ranges = ["443", "3380-3390"]
    source_address_prefix   = «"*"»
  }
}

resource "azurerm_network_security_rule" "database" {
  direction              = "Inbound"
  access                 = "Allow"
  protocol               = "*"
  destination_port_range = "5432"
  source_address_prefix  = «"Internet"»
}
`,
      fixed: `resource "azurerm_network_security_group" "web" {
  security_rule {
    direction               = "Inbound"
    access                  = "Allow"
    protocol                = "Tcp"
    destination_port_ranges = ["443", "3380-3390"]
    source_address_prefix   = "VirtualNetwork"
  }
}

resource "azurerm_network_security_rule" "database" {
  direction              = "Inbound"
  access                 = "Allow"
  protocol               = "*"
  destination_port_range = "5432"
  source_address_prefix  = "VirtualNetwork"
}
`,
    },
    {
      title: 'Google, where Identity-Aware Proxy has a range to let in for SSH',
      files: `resource "google_compute_firewall" "ssh" {
  name    = "ssh"
  network = "default"

  allow {
    protocol = "tcp"
    ports    = ["22", "80"]
  }

  source_ranges = [«"0.0.0.0/0"»]
}
`,
      fixed: `resource "google_compute_firewall" "ssh" {
  name    = "ssh"
  network = "default"

  allow {
    protocol = "tcp"
    ports    = ["22", "80"]
  }

  source_ranges = ["35.235.240.0/20"]
}
`,
    },
    {
      title: 'by the default of a variable',
      files: `variable "admins" {
  default = ["0.0.0.0/0"]
}

resource "aws_security_group" "bastion" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = «var.admins»
  }
}
`,
      fixed: `variable "admins" {
  default = ["10.0.0.0/8"]
}

resource "aws_security_group" "bastion" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = var.admins
  }
}
`,
    },
    {
      title: 'one of the rules that `for_each` makes',
      files: `locals {
  open = {
    ssh = 22
    web = 443
  }
}

resource "aws_vpc_security_group_ingress_rule" "open" {
  for_each          = local.open
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = «"0.0.0.0/0"»
  from_port         = each.value
  to_port           = each.value
  ip_protocol       = "tcp"
}
`,
      fixed: `locals {
  open = {
    ssh = 22
    web = 443
  }
}

resource "aws_vpc_security_group_ingress_rule" "open" {
  for_each          = local.open
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = "10.0.0.0/8"
  from_port         = each.value
  to_port           = each.value
  ip_protocol       = "tcp"
}
`,
    },
  ],
  good: [
    {
      title: 'the web is for everybody',
      files: `resource "aws_security_group" "web" {
  ingress {
    from_port        = 443
    to_port          = 443
    protocol         = "tcp"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
    },
    {
      title: 'a private network',
      files: `resource "aws_security_group_rule" "ssh" {
  type              = "ingress"
  security_group_id = aws_security_group.app.id
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = ["10.0.0.0/8"]
}
`,
    },
    {
      title: 'in a reusable module the caller says who may come in',
      files: {
        'modules/bastion/main.tf': `resource "aws_security_group" "bastion" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = var.allowed
  }
}

variable "allowed" {
  default = ["0.0.0.0/0"]
}
`,
      },
    },
    {
      title: 'ICMP has types where others have ports',
      files: `resource "aws_security_group_rule" "ping" {
  type        = "ingress"
  from_port   = 8
  to_port     = 0
  protocol    = "icmp"
  cidr_blocks = ["0.0.0.0/0"]
}

resource "google_compute_firewall" "ping" {
  name          = "ping"
  network       = "default"
  source_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "icmp"
  }
}
`,
    },
    {
      title: 'denied, going out, or switched off',
      files: `resource "azurerm_network_security_rule" "none" {
  direction              = "Inbound"
  access                 = "Deny"
  protocol               = "*"
  destination_port_range = "*"
  source_address_prefix  = "*"
}

resource "google_compute_firewall" "out" {
  name               = "out"
  network            = "default"
  direction          = "EGRESS"
  destination_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "all"
  }
}

resource "google_compute_firewall" "off" {
  name          = "off"
  network       = "default"
  disabled      = true
  source_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "all"
  }
}
`,
    },
    {
      title: 'who is let in depends on something unknown',
      files: `resource "aws_security_group" "app" {
  dynamic "ingress" {
    for_each = var.ports

    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}

resource "aws_vpc_security_group_ingress_rule" "ssh" {
  cidr_ipv4   = var.debug ? "0.0.0.0/0" : "10.0.0.0/8"
  from_port   = 22
  to_port     = 22
  ip_protocol = "tcp"
}
`,
    },
  ],
  *check(module) {
    // The rounds of a dynamic block share their text, and so their finding.
    const seen = new Map<string, Opening>();
    for (const ingress of ingressOf(module)) {
      const opening = openingOf(ingress);
      if (!opening) continue;
      const at = markOf(opening.first);
      const key = `${at.file.path}:${at.start}`;
      if (!seen.has(key)) seen.set(key, opening);
    }
    for (const opening of seen.values()) yield findingOf(opening, module);
  },
});

interface Opening {
  readonly ingress: IngressRule;
  readonly first: Source;
  readonly sources: readonly Source[];
  /** What is open, in words. */
  readonly what: string;
  readonly isRemoteShell: boolean;
}

function openingOf(ingress: IngressRule): Opening | undefined {
  const { resource, traffic } = ingress;
  const sources = ingress.sources.filter(({ value }) => isWholeInternet(asString(value), resource.type));
  const [first] = sources;
  const risky = traffic.filter((each) => guardedPorts(each, each.protocol).length > 0);
  const ports = [...new Set(risky.flatMap((each) => guardedPorts(each, each.protocol)))];
  if (!first || ports.length === 0) return undefined;
  const isRemoteShell = ports.every(({ port }) => port === 22 || port === 3389);
  const widest = risky.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
  const names = ports.map(({ service, port }) => `${service} (${port})`);
  if (widest.to - widest.from < 100) return { ingress, first, sources, what: listed(names), isRemoteShell };
  const range =
    widest.to - widest.from < 65_000
      ? `Ports ${widest.from}–${widest.to}`
      : widest.protocol === 'any'
        ? 'All ports'
        : `All ${widest.protocol.toUpperCase()} ports`;
  return { ingress, first, sources, what: `${range}, ${listed(names)} among them,`, isRemoteShell };
}

function listed(names: readonly string[]): string {
  const [first = '', second, ...more] = [...new Set(names)];
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`;
}

function isWholeInternet(source: string | undefined, type: string): boolean {
  if (source === undefined) return false;
  if (/^[\d.]+\/0$|^[\da-f:]+\/0$/i.test(source)) return true;
  return type.startsWith('azurerm_') && /^(?:\*|any|internet|0\.0\.0\.0)$/i.test(source);
}

function findingOf({ ingress, first, sources, what, isRemoteShell }: Opening, module: Module): Finding {
  const at = markOf(first);
  const verb = what.endsWith('them,') || what.includes(' and ') ? 'are' : 'is';
  const origin = first.value.at;
  return {
    at,
    message: `${what} ${verb} open to the whole internet`,
    fix: fixOf(sources, module, isRemoteShell),
    ...(!contains(at, origin) && { related: [{ at: origin, message: 'This is where it says so' }] }),
    address: ingress.resource.address,
  };
}

/** The address where it stands in the resource; where it comes from elsewhere, the reference to it. */
function markOf({ written, value }: Source): Span {
  return contains(written, value.at) ? value.at : written;
}

function fixOf(sources: readonly Source[], module: Module, isRemoteShell: boolean): Fix | undefined {
  const edits: Edit[] = [];
  for (const [i, source] of sources.entries()) {
    const edit = narrowed(source, i + 1, module, isRemoteShell);
    if (!edit) return undefined;
    if (!edits.some(({ at }) => at.file === edit.at.file && at.start === edit.at.start)) edits.push(edit);
  }
  return { title: 'Let in only a network of your own', edits };
}

function narrowed(source: Source, stop: number, module: Module, isRemoteShell: boolean): Edit | undefined {
  const { value, written, givesList } = source;
  const network = `"\${${stop}:${networkInstead(source, isRemoteShell)}}"`;
  const isText = value.at.kind === 'template';
  if (contains(written, value.at)) return isText ? replace(value.at, network) : undefined;
  // A local may serve other rules, that are right; a variable, and what a dynamic block goes through, are there for this.
  const isLocal = traversalOf(written)?.root.name === 'local' && !isSetByVariable(value.at, module);
  if (isText && !isLocal) return replace(value.at, network);
  return replace(written, givesList ? `[${network}]` : network);
}

function isSetByVariable(origin: Span, module: Module): boolean {
  return (
    module.files.some(({ kind, file }) => kind === 'values' && file === origin.file) ||
    [...module.variables.values()].some(({ block }) => contains(block, origin))
  );
}

function networkInstead({ value, argument }: Source, isRemoteShell: boolean): string {
  if (asString(value)?.includes(':')) return 'fd00::/8';
  if (argument.startsWith('source_address_prefix')) return 'VirtualNetwork';
  const isGoogle = argument === 'source_ranges' || argument === 'src_ip_ranges';
  // The range that Identity-Aware Proxy forwards SSH and RDP from.
  return isGoogle && isRemoteShell ? '35.235.240.0/20' : '10.0.0.0/8';
}

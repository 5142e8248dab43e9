/** A port that gives control over a machine or a store of data, and is attacked within minutes once it can be reached. */
export interface GuardedPort {
  readonly port: number;
  readonly service: string;
  readonly protocol: 'tcp' | 'udp';
}

/** A range of ports, both ends included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** By how telling they are. Ports of services that are meant to be public (web, mail, DNS, Kubernetes' API) are none. */
const guarded: readonly GuardedPort[] = [
  ...tcp('SSH', 22),
  ...tcp('RDP', 3389),
  ...tcp('PostgreSQL', 5432),
  ...tcp('MySQL', 3306),
  ...tcp('SQL Server', 1433, 1434),
  ...tcp('Oracle', 1521, 2483, 2484),
  ...tcp('MongoDB', 27017, 27018, 27019),
  ...tcp('Redis', 6379),
  ...tcp('Elasticsearch', 9200, 9300),
  ...tcp('Cassandra', 7000, 7001, 9042, 9160),
  ...tcp('CouchDB', 5984),
  ...tcp('Redshift', 5439),
  ...tcp('Memcached', 11211),
  ...tcp('etcd', 2379, 2380),
  ...tcp('ZooKeeper', 2181),
  ...tcp('Docker', 2375, 2376),
  ...tcp('kubelet', 10250, 10255),
  ...tcp('WinRM', 5985, 5986),
  ...tcp('VNC', 5900, 5901),
  ...tcp('Telnet', 23),
  ...tcp('SMB', 445),
  ...tcp('NetBIOS', 137, 138, 139),
  ...tcp('RPC', 111, 135),
  ...tcp('NFS', 2049),
  ...tcp('LDAP', 389),
  ...tcp('rsync', 873),
  ...tcp('RabbitMQ management', 15672),
  { port: 11211, service: 'Memcached', protocol: 'udp' },
  { port: 1434, service: 'SQL Server', protocol: 'udp' },
  { port: 161, service: 'SNMP', protocol: 'udp' },
  { port: 389, service: 'LDAP', protocol: 'udp' },
  { port: 137, service: 'NetBIOS', protocol: 'udp' },
];

function tcp(service: string, ...ports: readonly number[]): GuardedPort[] {
  return ports.map((port) => ({ port, service, protocol: 'tcp' }));
}

/** The guarded ports within a range, the most telling first. */
export function guardedPorts({ from, to }: PortRange, protocol: 'tcp' | 'udp' | 'any'): readonly GuardedPort[] {
  return guarded.filter(
    (each) => from <= each.port && each.port <= to && (protocol === 'any' || protocol === each.protocol),
  );
}

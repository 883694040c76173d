import { isIP } from 'node:net';
import { ConfigError, type Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';
import ipaddr from 'ipaddr.js';

export type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** What may leave the house, and how much of it. */
export class EgressConfig {
  /** Networks reachable in addition to the public internet, as CIDRs (`10.1.0.0/16,fd00:1::/64`). Default none. Cloud metadata addresses stay closed even inside them. */
  readonly allow: readonly Network[];
  /** Name servers to ask instead of those of the system: addresses, `10.0.0.2,[fd00::2]:5353`. Default none. */
  readonly nameServers: readonly string[];
  /**
   * Addresses and networks that calls come from, as others see them (`203.0.113.7,2001:db8::/48`); shown to every organisation. Only
   * stated here, not made so: that is up to the network, or to EBB_EGRESS_LOCAL_ADDRESS. Default none: not fixed.
   */
  readonly addresses: readonly string[];
  /** Address of this machine that connections are made from; only addresses of its family are then reached. Default: the system chooses. */
  readonly localAddress: string | undefined;
  /** Ports and ranges of ports. Default `80,443,1024-65535`: not SSH, mail, LDAP and the like. */
  readonly ports: readonly PortRange[];
  /**
   * Ports and ranges for raw connections of mail, file and database modules. Default
   * `21,22,143,465,587,990,993,1024-65535`: mail is handed in (465, 587), not delivered (25).
   */
  readonly socketPorts: readonly PortRange[];
  /** Bytes of one raw connection, both ways together, counted ten times a second. Default 256MiB. */
  readonly maxSocketBytes: number;
  /** Bytes of one answer after decompression. Default 100MiB. */
  readonly maxResponseBytes: number;
  /** Bytes of one answer that is not kept in memory (downloads of files). Default 2GiB. */
  readonly maxFileBytes: number;
  /** Header lines of one answer. Default 256; their bytes are limited to 32 KiB besides. */
  readonly maxHeaderCount: number;
  /** Upper bound of any call's timeout. Default 5m. */
  readonly maxTime: Duration;
  /** Time to resolve, connect and finish the TLS handshake. Default 10s. */
  readonly connectTimeout: Duration;
  /** Open connections per origin. Default 64; further calls wait for a free one. */
  readonly connectionsPerOrigin: number;
  /** Calls and open sockets of one connection (account) at one time, where its app says nothing. Default 20. */
  readonly lineConcurrency: number;
  /** Calls that one connection (account) may begin within a second, where its app says nothing. Default 100. */
  readonly lineRate: number;
  /** Transient faults in a row after which a connection's circuit opens. Default 5. */
  readonly circuitFaults: number;
  /** How long an open circuit lets nothing through. Default 30s. */
  readonly circuitOpenTime: Duration;

  constructor(settings: Settings) {
    this.allow = settings.list('EBB_EGRESS_ALLOW').map(parseNetwork);
    this.nameServers = settings.list('EBB_EGRESS_NAME_SERVERS').map(parseNameServer);
    this.addresses = settings.list('EBB_EGRESS_ADDRESSES').map(parseOwnAddress);
    this.localAddress = parseLocalAddress(settings.optionalString('EBB_EGRESS_LOCAL_ADDRESS'));
    this.ports = parsePorts('EBB_EGRESS_PORTS', settings.string('EBB_EGRESS_PORTS', { default: '80,443,1024-65535' }));
    this.socketPorts = parsePorts(
      'EBB_EGRESS_SOCKET_PORTS',
      settings.string('EBB_EGRESS_SOCKET_PORTS', { default: '21,22,143,465,587,990,993,1024-65535' }),
    );
    this.maxSocketBytes = settings.bytes('EBB_EGRESS_MAX_SOCKET_BYTES', { default: '256MiB' });
    this.maxResponseBytes = settings.bytes('EBB_EGRESS_MAX_RESPONSE', { default: '100MiB' });
    this.maxFileBytes = settings.bytes('EBB_EGRESS_MAX_FILE', { default: '2GiB' });
    this.maxHeaderCount = settings.integer('EBB_EGRESS_MAX_HEADERS', { default: 256, min: 1 });
    this.maxTime = settings.duration('EBB_EGRESS_MAX_TIME', { default: '5m', min: '1s' });
    this.connectTimeout = settings.duration('EBB_EGRESS_CONNECT_TIMEOUT', { default: '10s', min: '100ms' });
    this.connectionsPerOrigin = settings.integer('EBB_EGRESS_CONNECTIONS_PER_ORIGIN', { default: 64, min: 1 });
    this.lineConcurrency = settings.integer('EBB_EGRESS_LINE_CONCURRENCY', { default: 20, min: 1 });
    this.lineRate = settings.integer('EBB_EGRESS_LINE_RATE', { default: 100, min: 1 });
    this.circuitFaults = settings.integer('EBB_EGRESS_CIRCUIT_FAULTS', { default: 5, min: 1 });
    this.circuitOpenTime = settings.duration('EBB_EGRESS_CIRCUIT_OPEN_TIME', { default: '30s', min: '100ms' });
  }
}

function parseNetwork(text: string): Network {
  if (!ipaddr.isValidCIDR(text)) {
    throw new ConfigError(
      'EBB_EGRESS_ALLOW',
      'must be a comma-separated list of networks such as 10.1.0.0/16 or fd00:1::/64.',
    );
  }
  return ipaddr.parseCIDR(text);
}

function parseOwnAddress(text: string): string {
  if (isIP(text) === 0 && !ipaddr.isValidCIDR(text)) {
    throw new ConfigError(
      'EBB_EGRESS_ADDRESSES',
      'must be a comma-separated list of addresses or networks such as 203.0.113.7 or 2001:db8::/48.',
    );
  }
  return text;
}

function parseLocalAddress(text: string | undefined): string | undefined {
  if (text !== undefined && isIP(text) === 0) {
    throw new ConfigError('EBB_EGRESS_LOCAL_ADDRESS', 'must be one address of this machine, such as 10.0.0.5.');
  }
  return text;
}

function parseNameServer(text: string): string {
  const address =
    /^\[(.+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? (text.includes('.') ? text.replace(/:\d{1,5}$/, '') : text);
  if (isIP(address) === 0) {
    throw new ConfigError(
      'EBB_EGRESS_NAME_SERVERS',
      'must be a comma-separated list of addresses, with or without a port, such as 10.0.0.2 or [fd00::2]:5353.',
    );
  }
  return text;
}

function parsePorts(name: string, text: string): PortRange[] {
  return text.split(',').map((item) => parsePortRange(name, item.trim()));
}

function parsePortRange(name: string, text: string): PortRange {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (!match || from < 1 || to > 65_535 || from > to) {
    throw new ConfigError(name, 'must be a comma-separated list of ports or ranges such as 80,443,8000-8999.');
  }
  return { from, to };
}

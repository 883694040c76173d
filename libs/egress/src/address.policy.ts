import ipaddr from 'ipaddr.js';
import type { Network } from './egress.config.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Where clouds hand credentials to whoever asks. Most lie in ranges that are closed anyway; they are named so that a wide
 * EBB_EGRESS_ALLOW does not open them, and because Azure's is a public address.
 */
const METADATA = new Set([
  '169.254.169.254', // AWS, Google, Azure, OpenStack, …
  '169.254.170.2', // AWS ECS task credentials
  '169.254.170.23', // AWS EKS pod identity
  '100.100.100.200', // Alibaba
  '192.0.0.192', // Oracle, old
  '168.63.129.16', // Azure wire server
  'fd00:ec2::254', // AWS over IPv6
  'fd00:ec2::23', // EKS pod identity over IPv6
  'fd20:ce::254', // Google over IPv6
]);

/** All of the public IPv6 internet; `::7f00:1` and its like are unicast to ipaddr.js, but nobody routes them. */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** The one NAT64 prefix with the IPv4 address in its last 32 bits (RFC 6052); local prefixes (RFC 8215) put it elsewhere. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const MAX_REMEMBERED = 10_000;

/** `undefined` when the address may be connected to, else the kind of range that forbids it. */
export type AddressVerdict = string | undefined;

/**
 * Decides about numeric addresses. An IPv6 address that only wraps an IPv4 one (mapped, NAT64, 6to4, Teredo) is decided by
 * what is inside. What passes is global unicast, or inside a network the operator named.
 */
export class AddressPolicy {
  readonly #allow: readonly Network[];
  readonly #remembered = new Map<string, AddressVerdict>();

  constructor(allow: readonly Network[]) {
    this.#allow = allow;
  }

  /** Pure; remembered per address, since ranges cost about 2 µs to compare. */
  decide(address: string): AddressVerdict {
    if (this.#remembered.has(address)) return this.#remembered.get(address);
    const verdict = this.#judge(address);
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(address, verdict);
    return verdict;
  }

  #judge(text: string): AddressVerdict {
    const spelled = inHex(text);
    if (!ipaddr.isValid(spelled)) return 'not an address';
    const outer = ipaddr.parse(spelled);
    const inner = unwrap(outer);
    if ([outer, ...inner].some((address) => METADATA.has(plain(address)))) return 'metadata';
    if (this.#isNamed(outer)) return undefined;
    const unnamed = inner.filter((address) => !this.#isNamed(address));
    return unnamed.map(closedRange).find((range) => range !== undefined);
  }

  #isNamed(address: Address): boolean {
    return this.#allow.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
  }
}

/** IPv6 with a dotted tail, in hex: ipaddr.js reads `::8.8.8.8` as the mapped `::ffff:808:808`, the system as `::808:808`. */
function inHex(text: string): string {
  if (!text.includes(':') || !text.includes('.')) return text;
  return URL.parse(`http://[${text}]`)?.hostname.slice(1, -1) ?? '';
}

/** The addresses that decide: those inside, or the address itself. Teredo has two, the relay's server and the peer. */
function unwrap(address: Address): Address[] {
  if (!(address instanceof ipaddr.IPv6)) return [address];
  const bytes = address.toByteArray();
  const range = address.range();
  if (range === 'ipv4Mapped' || address.match(NAT64)) return [v4(bytes.slice(12, 16))];
  if (range === '6to4') return [v4(bytes.slice(2, 6))];
  if (range === 'teredo') return [v4(bytes.slice(4, 8)), v4(bytes.slice(12, 16).map((byte) => byte ^ 0xff))];
  return [address];
}

function v4(bytes: number[]): ipaddr.IPv4 {
  return new ipaddr.IPv4(bytes);
}

function closedRange(address: Address): AddressVerdict {
  const range = address.range();
  if (range !== 'unicast') return range;
  if (address instanceof ipaddr.IPv6 && !address.match(GLOBAL_UNICAST_V6)) return 'reserved';
  return undefined;
}

/** Without zone, in one spelling. */
function plain(address: Address): string {
  return ipaddr.fromByteArray(address.toByteArray()).toString();
}

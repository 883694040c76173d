/** Any address with a colon; that it is one was checked where it came in. */
const IPV6 = /^[\da-f]*:[\da-f:.]*$/i;

/**
 * What is counted where an address is: an IPv4 address itself (also one that is written as IPv6), or the first 64 bits of an IPv6 one as
 * `2001:db8:1:2::/64`, of which a single customer of any provider has all the rest. What is no address comes back as it is. For the keys
 * of counts only; a record of who came from where has the address.
 */
export function networkOf(ip: string): string {
  const address = ip.replace(/%.*$/, '').replace(/^::ffff:(?=[\d.]+$)/i, '');
  return IPV6.test(address) ? `${firstGroups(address).join(':')}::/64` : address;
}

function firstGroups(address: string): string[] {
  const [front = '', back] = address.split('::');
  const groups = front === '' ? [] : front.split(':');
  const missing = back === undefined ? 0 : 8 - groups.length - (back === '' ? 0 : back.split(':').length);
  return [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(back ?? '').split(':')]
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16));
}

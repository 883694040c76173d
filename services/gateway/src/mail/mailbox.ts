/** The token of an address at our domain; undefined for any other domain. `Token+tag` and upper case are what senders make of it. */
export function mailboxOf(address: string, domain: string): string | undefined {
  const at = address.lastIndexOf('@');
  if (at < 0 || address.slice(at + 1).toLowerCase() !== domain) return undefined;
  return address.slice(0, at).toLowerCase().split('+', 1)[0];
}

import type { IncomingMessage } from 'node:http';
import { clientAddressOf, isWithin, type Network, parseNetwork } from './client-address.ts';

function networks(...texts: string[]): Network[] {
  return texts.map((text) => parseNetwork(text)!);
}
function from(remoteAddress: string, forwarded?: string): IncomingMessage {
  return { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage;
}

describe('an allow-list', () => {
  const list = networks('192.0.2.7', '198.51.100.0/24', '2001:db8::/32');

  it.each(['192.0.2.7', '::ffff:192.0.2.7', '198.51.100.255', '2001:db8:1::1'])('holds %s', (address) => {
    expect(isWithin(address, list)).toBe(true);
  });

  it.each(['192.0.2.8', '198.51.101.0', '2001:db9::1', '::1', 'nonsense', '', undefined])(
    'does not hold %s',
    (address) => {
      expect(isWithin(address, list)).toBe(false);
    },
  );

  it('is made of addresses and networks only', () => {
    expect(parseNetwork('example.com')).toBeUndefined();
    expect(parseNetwork('10.0.0.0/33')).toBeUndefined();
  });
});

describe('the address of a sender', () => {
  const trusted = networks('10.0.0.0/8');

  it('is that of its connection, whatever it says of itself', () => {
    expect(clientAddressOf(from('203.0.113.9', '192.0.2.7'), trusted)).toBe('203.0.113.9');
    expect(clientAddressOf(from('10.0.0.1', '192.0.2.7'), [])).toBe('10.0.0.1');
  });

  it('is what the last proxy that is not trusted wrote down', () => {
    expect(clientAddressOf(from('10.0.0.1', '192.0.2.7'), trusted)).toBe('192.0.2.7');
    expect(clientAddressOf(from('10.0.0.1', '192.0.2.7, 203.0.113.9, 10.1.1.1'), trusted)).toBe('203.0.113.9');
    expect(clientAddressOf(from('10.0.0.1'), trusted)).toBe('10.0.0.1');
  });
});

import ipaddr from 'ipaddr.js';
import { AddressPolicy } from './address.policy.ts';

const closed: Readonly<Record<string, readonly string[]>> = {
  'this host and unspecified': ['0.0.0.0', '0.1.2.3', '::'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  'link-local': ['169.254.1.1', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
  'unique local and site-local': ['fc00::1', 'fdff::1', 'fec0::1'],
  'multicast and broadcast': ['224.0.0.1', '239.1.1.1', 'ff02::1', '255.255.255.255'],
  'reserved and documentation': [
    '240.0.0.1',
    '192.0.0.8',
    '192.0.2.1',
    '198.18.0.1',
    '203.0.113.9',
    '2001:db8::1',
    '3fff::1',
    '100::1',
  ],
  metadata: ['169.254.169.254', '169.254.170.2', '100.100.100.200', '168.63.129.16', 'fd00:ec2::254'],
  'IPv4-mapped': ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '::ffff:10.0.0.1', '::ffff:168.63.129.16'],
  'IPv4-compatible and translated': ['::7f00:1', '::127.0.0.1', '::ffff:0:127.0.0.1', '::8.8.8.8'],
  NAT64: ['64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::7f00:1', '64:ff9b:1::808:808'],
  '6to4': ['2002:7f00:1::', '2002:a9fe:a9fe::1', '2002:a00:1::1'],
  // The peer's address is stored with all bits flipped: 127.0.0.1 is 80ff:fffe.
  Teredo: ['2001:0:808:808:0:0:80ff:fffe', '2001:0:7f00:1:0:0:f7f7:f7f7'],
  'not addresses at all': ['', 'localhost', '999.1.1.1', '1.2.3.4.5'],
};
const open = [
  '8.8.8.8',
  '1.1.1.1',
  '93.184.215.14',
  '2606:4700:4700::1111',
  '2a00:1450:4001:80e::200e',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
  '2002:808:808::1',
  '2001:0:808:808:0:0:f7f7:f7f7',
];

describe('AddressPolicy', () => {
  it.each(Object.entries(closed))('keeps closed by default: %s', (_kind, addresses) => {
    const policy = new AddressPolicy([]);
    for (const address of addresses) expect([address, policy.decide(address)]).toEqual([address, expect.any(String)]);
  });

  it.each(open)('lets the public address %s pass', (address) => {
    expect(new AddressPolicy([]).decide(address)).toBeUndefined();
  });

  it('opens the networks an operator names, in every spelling, and no others', () => {
    const policy = new AddressPolicy([ipaddr.parseCIDR('127.0.0.0/8'), ipaddr.parseCIDR('fd00:1::/64')]);
    for (const address of [
      '127.0.0.1',
      '127.9.9.9',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
      '2001:0:808:808:0:0:80ff:fffe',
      'fd00:1::5',
    ]) {
      expect([address, policy.decide(address)]).toEqual([address, undefined]);
    }
    for (const address of ['::1', '10.0.0.1', 'fd00:2::5', '0.0.0.0', '2001:0:a00:1:0:0:80ff:fffe']) {
      expect([address, policy.decide(address)]).toEqual([address, expect.any(String)]);
    }
  });

  it('never opens a metadata address, however wide a network an operator names', () => {
    const policy = new AddressPolicy([ipaddr.parseCIDR('0.0.0.0/0'), ipaddr.parseCIDR('::/0')]);
    for (const address of [...(closed.metadata ?? []), '::ffff:a9fe:a9fe', '64:ff9b::a9fe:a9fe', '2002:a9fe:a9fe::']) {
      expect([address, policy.decide(address)]).toEqual([address, 'metadata']);
    }
  });

  it('gives the same answer when asked again', () => {
    const policy = new AddressPolicy([]);
    expect([1, 2].map(() => policy.decide('127.0.0.1'))).toEqual(['loopback', 'loopback']);
    expect([1, 2].map(() => policy.decide('8.8.8.8'))).toEqual([undefined, undefined]);
  });
});

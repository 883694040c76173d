import { Settings } from '@ebbflow/config';
import { EgressConfig } from './egress.config.ts';

describe('EgressConfig', () => {
  it('allows no network by default and ports 80, 443 and from 1024', () => {
    const config = new EgressConfig(new Settings({}));
    expect(config.allow).toEqual([]);
    expect(config.ports).toEqual([
      { from: 80, to: 80 },
      { from: 443, to: 443 },
      { from: 1_024, to: 65_535 },
    ]);
  });

  it('takes addresses and networks that calls come from, and name servers with and without a port', () => {
    const { addresses, localAddress, nameServers } = new EgressConfig(
      new Settings({
        EBB_EGRESS_ADDRESSES: '203.0.113.7, 203.0.113.16/28,2001:db8::/48',
        EBB_EGRESS_LOCAL_ADDRESS: '10.0.0.5',
        EBB_EGRESS_NAME_SERVERS: '10.0.0.2,10.0.0.3:5353,fd00::2,[fd00::3]:5353',
      }),
    );
    expect(addresses).toEqual(['203.0.113.7', '203.0.113.16/28', '2001:db8::/48']);
    expect(localAddress).toBe('10.0.0.5');
    expect(nameServers).toEqual(['10.0.0.2', '10.0.0.3:5353', 'fd00::2', '[fd00::3]:5353']);
  });

  it.each([
    ['EBB_EGRESS_ALLOW', '127.0.0.1'],
    ['EBB_EGRESS_ALLOW', '10.0.0.0/33'],
    ['EBB_EGRESS_ALLOW', 'localhost/8'],
    ['EBB_EGRESS_ADDRESSES', '203.0.113.7,example.com'],
    ['EBB_EGRESS_ADDRESSES', '203.0.113.0/33'],
    ['EBB_EGRESS_LOCAL_ADDRESS', '10.0.0.0/8'],
    ['EBB_EGRESS_NAME_SERVERS', 'dns.example.com'],
    ['EBB_EGRESS_NAME_SERVERS', '10.0.0.2:port'],
    ['EBB_EGRESS_PORTS', '80,'],
    ['EBB_EGRESS_PORTS', '90-80'],
    ['EBB_EGRESS_PORTS', '70000'],
  ])('refuses to start with %s=%s, naming the variable', (variable, value) => {
    expect(() => new EgressConfig(new Settings({ [variable]: value }))).toThrow(
      expect.objectContaining({ code: 'CONFIG.INVALID', message: expect.stringContaining(variable) }),
    );
  });
});

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

  it.each([
    ['EBB_EGRESS_ALLOW', '127.0.0.1'],
    ['EBB_EGRESS_ALLOW', '10.0.0.0/33'],
    ['EBB_EGRESS_ALLOW', 'localhost/8'],
    ['EBB_EGRESS_PORTS', '80,'],
    ['EBB_EGRESS_PORTS', '90-80'],
    ['EBB_EGRESS_PORTS', '70000'],
  ])('refuses to start with %s=%s, naming the variable', (variable, value) => {
    expect(() => new EgressConfig(new Settings({ [variable]: value }))).toThrow(
      expect.objectContaining({ code: 'CONFIG.INVALID', message: expect.stringContaining(variable) }),
    );
  });
});

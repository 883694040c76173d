import { digestPayload } from './digest-payload.ts';
import { TenantKey } from './tenant-key.ts';

describe('digestPayload', () => {
  const key = new TenantKey('org_0193f5a0c0de7000800000000000a001', 1, Buffer.alloc(32, 1));

  it('gives the same name to the same value, and another to everything else', () => {
    const name = digestPayload(key, 'lane', 'customer 7');
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    expect(digestPayload(key, 'lane', 'customer 7')).toBe(name);
    expect(digestPayload(key, 'lane', 'customer 8')).not.toBe(name);
    expect(digestPayload(key, 'other', 'customer 7')).not.toBe(name);
    const other = new TenantKey(key.tenantId, 1, Buffer.alloc(32, 2));
    expect(digestPayload(other, 'lane', 'customer 7')).not.toBe(name);
  });
});

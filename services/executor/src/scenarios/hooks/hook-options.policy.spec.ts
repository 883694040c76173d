import { hookOptionsOf } from './hook-options.policy.ts';

describe('hookOptionsOf', () => {
  it('takes what an export restores with the hook', () => {
    const module = {
      metadata: { restore: { parameters: { hook: { data: { headers: 'true', method: 'any', stringify: true } } } } },
    };
    expect(hookOptionsOf(module)).toEqual({ headers: true, method: true, passThrough: true });
  });

  it('has everything off where the document says nothing', () => {
    expect(hookOptionsOf({ parameters: { hook: 1, maxResults: 1 }, metadata: null })).toEqual({
      headers: false,
      method: false,
      passThrough: false,
    });
  });

  it('takes which events of which device are watched, and leaves out kinds that are none', () => {
    const parameters = { device: 'dev_1', kinds: ['sms', 'heartbeat', 'sms', 'call'] };
    expect(hookOptionsOf({ parameters }).watch).toEqual({ deviceId: 'dev_1', kinds: ['sms', 'call'] });
    for (const wrong of [{ device: 'dev_1', kinds: [] }, { device: '', kinds: ['sms'] }, { kinds: ['sms'] }, {}]) {
      expect(hookOptionsOf({ parameters: wrong }).watch).toBeUndefined();
    }
  });
});

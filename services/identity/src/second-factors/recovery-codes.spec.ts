import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';

describe('recovery codes', () => {
  it('are ten different ones of four groups', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}(?:-[0-9A-HJKMNP-TV-Z]{6}){3}$/);
  });

  it('are the same however they are typed, and another one is not', () => {
    const hash = hashRecoveryCode('01ABCD-EFGHJK-MNPQRS-TVWXYZ');
    expect(hashRecoveryCode('oi abcd efghjk mnpqrs tvwxyz').equals(hash)).toBe(true);
    expect(hashRecoveryCode('01ABCD-EFGHJK-MNPQRS-TVWXY0').equals(hash)).toBe(false);
  });
});

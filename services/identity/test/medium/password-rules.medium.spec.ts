import { identityForFile } from '../support/started-identity.ts';

const YEAR_MS = 365 * 24 * 60 * 60_000;
const LONG = `drei laute Möwen, ${'x'.repeat(40)} 🐚 \t und "kein" <Muster> \\ `;
const house = identityForFile();

describe('a password', () => {
  beforeAll(() => house.identity.anOwner('rules@example.test', 'Rules').then(() => undefined));

  const signIn = async (password: string, address = 'rules@example.test'): Promise<number> =>
    (await house.identity.signIn(address, password, `198.51.100.${String(Math.ceil(password.length / 2) % 250)}`))
      .status;

  it('is any characters in any number up to 1 024, spaces at its ends included', async () => {
    const all = [
      'onlysmallletters',
      '830417265930',
      ' leading and trailing ',
      LONG,
      'lang '.repeat(204).concat('ende'),
    ];
    for (const [at, password] of all.entries()) {
      const address = `any-${String(at)}@example.test`;
      const { setupToken } = await house.identity.bootstrap(`Any ${String(at)}`);
      expect([password, (await house.identity.redeem(setupToken ?? '', address, password)).status]).toEqual([
        password,
        201,
      ]);
      expect([password, await signIn(password, address)]).toEqual([password, 201]);
    }
  });

  it('is compared exactly: not cut off, not trimmed, no case changed', async () => {
    const address = 'exact@example.test';
    const { setupToken } = await house.identity.bootstrap('Exact');
    await house.identity.redeem(setupToken ?? '', address, LONG);
    const others = [LONG.trim(), LONG.toUpperCase(), LONG.slice(0, -1), LONG.slice(0, 72), `${LONG} `];
    for (const other of others) expect([other, await signIn(other, address)]).toEqual([other, 401]);
    expect(await signIn(LONG, address)).toBe(201);
  });

  it('stays good for years: nobody has to change it', async () => {
    const before = await signIn('seven quiet tides');
    house.identity.clock.advance(5 * YEAR_MS);
    expect([before, await signIn('seven quiet tides')]).toEqual([201, 201]);
  });
});

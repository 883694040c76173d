import { randomBytes } from 'node:crypto';
import { ManualClock, TransientError } from '@ebbflow/kernel';
import {
  GoneByLifetimeError,
  hourOf,
  KeyDestroyedError,
  openPayload,
  type Period,
  PeriodKeys,
  periodName,
  sealPayload,
  TenantKey,
  TenantKeys,
} from './index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const tenantId = 'org_1';
const context = { tenant: tenantId, object: 'o', field: 'f', version: 1 };

/** A vault with all salts there are, which can be away, and can have destroyed them. */
class Vault {
  readonly asked: Period[][] = [];
  readonly #salts = new Map<string, string>();
  isAway = false;
  isTenantDestroyed = false;
  hasDestroyed = false;

  async read(periods: readonly Period[]): Promise<(string | null)[]> {
    this.asked.push([...periods]);
    await Promise.resolve();
    if (this.isAway) throw new TransientError('TEST.AWAY', 'Away.');
    return periods.map((period) => {
      const name = periodName(period);
      if (this.hasDestroyed) return null;
      const salt = this.#salts.get(name) ?? randomBytes(32).toString('base64');
      this.#salts.set(name, salt);
      return salt;
    });
  }
}

function aHouse(startMs = Date.UTC(2026, 2, 29, 0, 10)) {
  const clock = new ManualClock(startMs);
  const vault = new Vault();
  const key = randomBytes(32).toString('base64');
  const read = async () => {
    if (vault.isAway) throw new TransientError('TEST.AWAY', 'Away.');
    if (vault.isTenantDestroyed) throw new KeyDestroyedError(tenantId);
    return { tenantId, version: 1, key };
  };
  const tenantKeys = new TenantKeys({ read }, { clock });
  const keys = new PeriodKeys(tenantKeys, vault, { daysOf: () => 30 }, { clock });
  const seal = async (at?: Date) =>
    sealPayload(
      await keys.toSeal({ tenantId, category: 'gateway-logs', ...(at && { at }) }),
      context,
      Buffer.from('plain'),
    );
  const open = async (sealed: Buffer) => openPayload(await keys.toOpen(tenantId, sealed), context, sealed).toString();
  return { clock, vault, keys, seal, open, tenantKey: new TenantKey(tenantId, 1, Buffer.from(key, 'base64')) };
}

describe('PeriodKeys', () => {
  it('opens what it sealed to the end of its lifetime, and within an hour after it not any more', async () => {
    // The night of the summer time in Prague, a minute before and after midnight, and the end of an hour: hours are those of UTC.
    for (const startMs of [
      Date.UTC(2026, 2, 29, 0, 59, 59, 999),
      Date.UTC(2026, 9, 25, 1),
      Date.UTC(2026, 11, 31, 23, 59),
    ]) {
      const { clock, seal, open } = aHouse(startMs);
      const sealed = await seal();
      clock.advance(30 * DAY_MS);
      await expect(open(sealed)).resolves.toBe('plain');
      clock.advance(HOUR_MS - (startMs % HOUR_MS) - 1);
      await expect(open(sealed)).resolves.toBe('plain');
      clock.advance(1);
      await expect(open(sealed)).rejects.toThrow(GoneByLifetimeError);
      // The clock is set back: what is over by a wrong clock is there again, as long as vault has it.
      clock.step(-HOUR_MS);
      await expect(open(sealed)).resolves.toBe('plain');
    }
  });

  it('stops within a minute when vault has destroyed the salt, or the tenant’s key', async () => {
    for (const destroy of ['hasDestroyed', 'isTenantDestroyed'] as const) {
      const { clock, vault, seal, open } = aHouse();
      const sealed = await seal();
      vault[destroy] = true;
      clock.advance(60_000);
      await expect(open(sealed)).rejects.toThrow(destroy === 'hasDestroyed' ? GoneByLifetimeError : KeyDestroyedError);
      await expect(seal()).rejects.toThrow();
    }
  });

  it('asks once for all that is needed at one moment, and not again for half a minute', async () => {
    const { clock, vault, keys, seal } = aHouse();
    const sealings = ['gateway-logs', 'execution-details', 'gateway-logs'].map((category) => ({ tenantId, category }));
    const made = await Promise.all(sealings.map((sealing) => keys.toSeal(sealing)));
    expect(vault.asked.map((periods) => periods.map(({ category }) => category))).toEqual([
      ['gateway-logs', 'execution-details'],
    ]);
    expect(made[2]).toBe(made[0]);
    clock.advance(29_000);
    await seal();
    expect(vault.asked).toHaveLength(1);
    clock.advance(2_000);
    await seal();
    expect(vault.asked).toHaveLength(2);
  });

  it('has the salt of the next hour before that begins, so that nobody waits for vault when the hour turns', async () => {
    const { clock, vault, seal, open } = aHouse(Date.UTC(2026, 0, 1, 0, 50));
    await seal();
    expect(vault.asked.flat()).toHaveLength(1);
    clock.advance(9 * 60_000 + 30_000);
    await seal();
    expect(vault.asked.flat().map(({ hour }) => hour - hourOf(clock.nowMs()))).toContain(1);
    vault.isAway = true;
    clock.advance(45_000);
    await expect(open(await seal())).resolves.toBe('plain');
  });

  it('fails while vault is away, keeps nothing of the failure, and goes on when it is back', async () => {
    const { vault, seal, open } = aHouse();
    vault.isAway = true;
    await expect(seal()).rejects.toThrow(TransientError);
    vault.isAway = false;
    await expect(open(await seal())).resolves.toBe('plain');
  });

  it('counts from when it is told, and seals nothing whose lifetime is over', async () => {
    const { clock, seal, open } = aHouse();
    const sealed = await seal(new Date(clock.nowMs() - 29 * DAY_MS));
    clock.advance(DAY_MS + HOUR_MS);
    await expect(open(sealed)).rejects.toThrow(GoneByLifetimeError);
    await expect(seal(new Date(clock.nowMs() - 31 * DAY_MS))).rejects.toThrow(GoneByLifetimeError);
  });

  it('opens what is from before there were periods', async () => {
    const { open, tenantKey } = aHouse();
    await expect(open(sealPayload(tenantKey, context, Buffer.from('old')))).resolves.toBe('old');
  });

  it('takes nothing for a salt that is none', async () => {
    const { vault, seal } = aHouse();
    vault.read = (periods) => Promise.resolve(periods.map(() => 'c2hvcnQ='));
    await expect(seal()).rejects.toThrow(expect.objectContaining({ code: 'CRYPTO.BAD_SALT' }));
  });
});

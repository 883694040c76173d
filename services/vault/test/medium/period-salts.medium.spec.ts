import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PeriodSaltsAnswer, PeriodSaltStatus, ServiceName, TenantKeyAnswer } from '@ebbflow/contracts';
import {
  GoneByLifetimeError,
  hourOf,
  openPayload,
  type Period,
  PeriodKeys,
  periodOverMs,
  sealPayload,
  TenantKeys,
} from '@ebbflow/crypto';
import { ExpectedError, ManualClock } from '@ebbflow/kernel';
import { policyLifetimes, sealedLifetimeDays } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, newOrganisationId, testHouse } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { PeriodSaltsJob } from '../../src/period-salts/period-salts.job.ts';
import { aRootKey, codeOf, VaultCaller } from './vault-fixture.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = sealedLifetimeDays('gateway-logs');

// Half an hour before the night on which summer time begins in Europe has its missing hour.
const clock = new ManualClock(Date.UTC(2026, 2, 29, 0, 30));
const house = testHouse([vaultService], clock);
const EBB_VAULT_ROOT_KEY = aRootKey();
let vault: RunningService;
let folder: string;

const start = (more: Readonly<Record<string, string>> = {}): Promise<RunningService> =>
  house.start(vaultService, { EBB_VAULT_ROOT_KEY, EBB_VAULT_PERIODS_SWEEP: '10m', ...more });
const ask = (periods: readonly Period[], as: ServiceName = 'gateway', of = vault): Promise<Asked> =>
  house.ask(of, 'POST', '/internal/v1/period-salts/read', { as, body: { periods } });
const saltsOf = async (...periods: readonly Period[]): Promise<(string | null)[]> =>
  ((await ask(periods)).body as PeriodSaltsAnswer).salts;
const period = (hour: number, lifetimeDays = DAYS, category = 'gateway-logs'): Period => ({
  category,
  lifetimeDays,
  hour,
});
const thisHour = (): number => hourOf(clock.nowMs());
const sweep = (of = vault): Promise<void> => of.app.get(PeriodSaltsJob, { strict: false }).run();
const fileOf = ({ category, lifetimeDays, hour }: Period): string =>
  join(folder, category, String(lifetimeDays), String(hour));
const filesIn = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const rowOf = async ({ category, lifetimeDays, hour }: Period) => {
  const sql = 'select destroyed_at from vault.period_salt where category = $1 and lifetime_days = $2 and hour = $3';
  return (await house.database.asAdmin<{ destroyed_at: Date | null }>(sql, [category, lifetimeDays, hour]))[0];
};

/** As another service has them: over HTTP, on the same clock. */
function keysOver(of: RunningService): PeriodKeys {
  const caller = new VaultCaller(house, of);
  const read = async (tenantId: string, version?: number): Promise<TenantKeyAnswer> => {
    const { status, body } = await caller.readKey(tenantId, version);
    if (status !== 200) throw new ExpectedError(String(codeOf({ body } as never)), status, 'Refused.');
    return body as TenantKeyAnswer;
  };
  const source = {
    read: async (periods: readonly Period[]) => ((await ask(periods, 'executor', of)).body as PeriodSaltsAnswer).salts,
  };
  return new PeriodKeys(new TenantKeys({ read }, { clock }), source, policyLifetimes, { clock });
}

beforeAll(async () => {
  folder = house.environmentOf('vault')['EBB_VAULT_PERIODS_DIR'] ?? '';
  vault = await start();
});

describe('the salt of a period', () => {
  it('is made when it is first asked for, and is the same for all who may have it, at every replica', async () => {
    const replica = await start();
    const asked = [period(thisHour()), period(thisHour(), 7), period(thisHour(), DAYS, 'execution-details')];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        ask(asked, (['gateway', 'executor', 'log-store'] as const)[index % 3], index % 2 ? replica : vault),
      ),
    );
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]?.headers.get('cache-control')).toBe('no-store');
    const salts = (answers[0]?.body as PeriodSaltsAnswer).salts.map((salt) => Buffer.from(salt ?? '', 'base64'));
    expect(salts.map(({ length }) => length)).toEqual([32, 32, 32]);
    expect(new Set(salts.map(String)).size).toBe(3);
    expect((await filesIn()).every((file) => !file.endsWith('.new'))).toBe(true);
    await replica.stop();
  });

  it.each([
    ['lives longer than the policy allows', () => period(thisHour(), DAYS + 1)],
    ['is of nothing that is sealed', () => period(thisHour(), 1, 'notifications')],
    ['begins in some hours', () => period(thisHour() + 3)],
  ])('is not made for a period that %s', async (_, bad) => {
    expect(await ask([bad()])).toMatchObject({ status: 400, body: { code: 'VAULT.BAD_PERIOD' } });
  });

  it.each(['identity', 'retention', 'console'] as const)('is not for %s', async (as) => {
    expect((await ask([period(thisHour())], as)).status).toBe(403);
  });

  it('is handed out to the last moment of its period and not after it, however late its destruction is', async () => {
    const mine = period(thisHour());
    const [salt] = await saltsOf(mine);
    clock.advance(periodOverMs(mine) - clock.nowMs() - 1);
    await sweep();
    expect(await saltsOf(mine)).toEqual([salt]);
    clock.advance(1);
    expect(await readFile(fileOf(mine))).toHaveLength(32);
    expect(await saltsOf(mine, period(thisHour()))).toEqual([null, expect.any(String)]);
    await sweep();
    await expect(readFile(fileOf(mine))).rejects.toThrow('ENOENT');
    expect((await rowOf(mine))?.destroyed_at).toEqual(clock.now());
    // Somebody turns the clock back: it is gone all the same, and no other takes its place.
    clock.step(-HOUR_MS);
    expect(await saltsOf(mine)).toEqual([null]);
    clock.step(HOUR_MS);
  });

  it('is destroyed by no clock that is an hour wrong, and by one that stays so after an hour', async () => {
    const mine = period(thisHour() - 1);
    const [salt] = await saltsOf(mine);
    clock.advance(periodOverMs(mine) - clock.nowMs() - 30 * 60_000);
    await sweep();
    clock.step(HOUR_MS);
    await sweep();
    // By such a clock it is over, and not handed out; but it is still there.
    expect(await saltsOf(mine)).toEqual([null]);
    clock.step(-HOUR_MS);
    await sweep();
    expect(await saltsOf(mine)).toEqual([salt]);
    clock.step(HOUR_MS);
    await sweep();
    expect((await rowOf(mine))?.destroyed_at).toBeNull();
    clock.advance(HOUR_MS);
    await sweep();
    expect((await rowOf(mine))?.destroyed_at).toEqual(clock.now());
  });

  it('is finished off where a crash left it half destroyed, and written down where one left it half made', async () => {
    const mine = period(thisHour());
    await saltsOf(mine);
    const dead = join(folder, 'gateway-logs', String(DAYS), '.1.dead');
    await writeFile(dead, Buffer.alloc(32, 1));
    await house.database.asAdmin('delete from vault.period_salt where hour = $1', [mine.hour]);
    const restarted = await start();
    await sweep(restarted);
    expect(await filesIn()).not.toContain(dead);
    expect(await rowOf(mine)).toEqual({ destroyed_at: null });
    await restarted.stop();
  });

  it('is never made a second time for an hour that is past: what was lost with its folder stays unreadable', async () => {
    const mine = period(thisHour());
    await saltsOf(mine);
    await rm(fileOf(mine));
    // This hour is sealed in just now, and gets another.
    const [again] = await saltsOf(mine);
    expect(again).toEqual(expect.any(String));
    await rm(fileOf(mine));
    clock.advance(HOUR_MS);
    expect(await saltsOf(mine)).toEqual([null]);
  });

  it('is counted by category and lifetime, for the terminal and for whoever verifies the policy', async () => {
    const of = { as: 'retention' as const };
    const { body } = await house.ask(vault, 'GET', '/internal/v1/period-salts', of);
    const { items } = body as PeriodSaltStatus;
    const counted = items.find(({ category, lifetimeDays }) => category === 'gateway-logs' && lifetimeDays === DAYS);
    const rows = await house.database.asAdmin<{ destroyed_at: Date | null; hour: string }>(
      `select * from vault.period_salt where category = 'gateway-logs' and lifetime_days = $1 order by hour`,
      [DAYS],
    );
    const living = rows.filter(({ destroyed_at }) => destroyed_at === null);
    expect(counted).toMatchObject({
      living: living.length,
      destroyed: rows.length - living.length,
      oldestHour: new Date(Number(living[0]?.hour) * HOUR_MS).toISOString(),
      overdue: 0,
    });
    expect((await house.ask(vault, 'GET', '/internal/v1/period-salts', { as: 'gateway' })).status).toBe(403);
  });
});

describe('a backup of all databases', () => {
  const tenantId = newOrganisationId();
  const context = { tenant: tenantId, object: 'dlv_1', field: 'delivery.request', version: 1 };

  it('has no byte of a salt in it, in no page and in no log', async () => {
    const [salt] = await saltsOf(period(thisHour()));
    await house.database.asAdmin('checkpoint');
    const [place] = await house.database.asAdmin<{ cluster: string; oid: string }>(
      `select current_setting('data_directory') as cluster, oid::text from pg_database where datname = current_database()`,
    );
    const cluster = place?.cluster ?? '';
    // A thing that is in it: what is not found otherwise would prove nothing.
    const [known] = await house.database.asAdmin<{ key_sealed: Buffer }>('select key_sealed from vault.wrapping_key');
    const found = { salt: false, known: false };
    for (const part of [join('base', place?.oid ?? ''), 'pg_wal']) {
      for (const entry of await readdir(join(cluster, part), { withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const bytes = await readFile(join(entry.parentPath, entry.name));
        found.salt ||= bytes.includes(Buffer.from(salt ?? '', 'base64'));
        found.known ||= bytes.includes(known?.key_sealed ?? Buffer.of());
      }
    }
    expect(found).toEqual({ salt: false, known: true });
  });

  it('that was made before and is restored after opens nothing whose lifetime is over, and the rest as ever', async () => {
    const seal = async (): Promise<Buffer> => {
      const key = await keysOver(vault).toSeal({ tenantId, category: 'gateway-logs' });
      return sealPayload(key, context, Buffer.from('plain'));
    };
    const open = async (of: RunningService, sealed: Buffer): Promise<string> =>
      openPayload(await keysOver(of).toOpen(tenantId, sealed), context, sealed).toString();
    const old = await seal();
    clock.advance(10 * DAY_MS);
    const young = await seal();
    await vault.stop();
    const backup = 'backup_of_everything';
    const EBB_DATABASE_URL = await house.database.copyAs(backup);
    vault = await start();
    clock.advance((DAYS - 10) * DAY_MS);
    // Its last hour: it may still be read, and so may the backup.
    expect(await open(vault, old)).toBe('plain');
    clock.advance(HOUR_MS);
    await sweep();
    await expect(open(vault, old)).rejects.toThrow(GoneByLifetimeError);
    const restored = await start({ EBB_DATABASE_URL });
    try {
      await expect(open(restored, old)).rejects.toThrow(GoneByLifetimeError);
      expect(await open(restored, young)).toBe('plain');
      // Whoever has the backup, all keys and any clock has no salt.
      clock.step(-2 * HOUR_MS);
      await expect(open(restored, old)).rejects.toThrow(GoneByLifetimeError);
      clock.step(2 * HOUR_MS);
      // On another machine, where there is no folder of salts: nothing of what has a lifetime.
      const elsewhere = await start({ EBB_DATABASE_URL, EBB_VAULT_PERIODS_DIR: join(folder, 'elsewhere') });
      await expect(open(elsewhere, young)).rejects.toThrow(GoneByLifetimeError);
      await elsewhere.stop();
    } finally {
      await restored.stop();
      await house.database.asAdmin(`drop database ${backup}`);
    }
  });
});

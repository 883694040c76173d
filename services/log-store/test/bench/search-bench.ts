import { randomBytes } from 'node:crypto';
import { newId } from '@ebbflow/kernel';
import { DayPartitions, type Statement } from '@ebbflow/persistence';
import { addDays, utcDay } from '@ebbflow/policy';
import type { RunFilter } from '../../src/runs/runs.repository.ts';
import { logStoreUnderTest, numberNamed } from './log-store-under-test.ts';

const RUNS = numberNamed('rows', 100_000);
const RUNS_PER_INSERT = 10_000;
const DAYS = 30;
const SCENARIOS = 50;
const ATTEMPTS = 5;
const scenarioOf = (number: number): string => `scn_${number.toString(16).padStart(32, '0')}`;

/** $1 tenant, $2 now, $3 the first, $4 how many, $5 how many seconds apart: one in a thousand failed, each has a kibibyte of details. */
const INSERT: Statement = {
  name: 'bench-insert-runs',
  text: `
    insert into log_store.execution_details (tenant_id, run_id, finished_at, started_at, scenario_id, scenario_version, trigger, status,
      operations, transfer_bytes, error_class, confidential, key_version, details_sealed)
    select $1, 'run_' || lpad(to_hex(n), 32, '0'), $2::timestamptz - n * $5::float8 * interval '1 second',
      $2::timestamptz - (n * $5::float8 + n % 60) * interval '1 second', 'scn_' || lpad(to_hex(n % ${String(SCENARIOS)}), 32, '0'), 1, 'webhook',
      case when n % 1000 = 0 then 'error' else 'success' end, 3, 512, case when n % 1000 = 0 then 'DataError' end, false, 1,
      decode(repeat(md5(n::text), 64), 'hex')
    from generate_series($3::integer, $3::integer + $4::integer - 1) as n`,
};
/** $1 tenant, $2 now, $3 the first, $4 how many, $5 how many seconds apart, $6 the index of the run in the middle */
const INSERT_KEYS: Statement = {
  name: 'bench-insert-keys',
  text: `
    insert into log_store.search_key (tenant_id, blind_index, finished_at, run_id)
    select $1, case when n = ${String(Math.floor(RUNS / 2))} then $6::bytea else decode(md5(n::text), 'hex') end,
      $2::timestamptz - n * $5::float8 * interval '1 second', 'run_' || lpad(to_hex(n), 32, '0')
    from generate_series($3::integer, $3::integer + $4::integer - 1) as n`,
};

const { database, runs, lifetimes, stop } = await logStoreUnderTest();
try {
  const [tenantId, now, rare] = [newId<string>('org'), new Date(), randomBytes(16)];
  const days = Array.from({ length: DAYS + 2 }, (_, back) => addDays(utcDay(now.getTime()), 1 - back));
  for (const table of ['execution_details', 'search_key']) await new DayPartitions(database, table).ensure(days);
  const apartSeconds = (DAYS * 86_400) / RUNS;
  for (let from = 1; from <= RUNS; from += RUNS_PER_INSERT) {
    const values = [tenantId, now, from, Math.min(RUNS_PER_INSERT, RUNS - from + 1), apartSeconds];
    await database.asWriter(async (sql) => {
      await sql.query(INSERT, values);
      await sql.query(INSERT_KEYS, [...values, rare]);
    });
  }
  /** The slowest of five; the first one has everything to read from disk. */
  async function ms(filter: Partial<RunFilter>): Promise<number> {
    let slowest = 0;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const from = performance.now();
      await runs.list(tenantId, lifetimes.window('execution-details'), { limit: 51, ...filter });
      slowest = Math.max(slowest, performance.now() - from);
    }
    return slowest;
  }
  const figures = {
    firstPageMs: await ms({}),
    narrowedMs: {
      scenario: await ms({ scenarioId: scenarioOf(7) }),
      failed: await ms({ status: 'error' }),
      'a status nothing has': await ms({ status: 'warning' }),
      'an error nothing has': await ms({ scenarioId: scenarioOf(7), errorClass: 'RuntimeError' }),
      'a duration nothing has': await ms({ minDurationMs: 3_600_000 }),
      'a day a month ago': await ms({
        from: `${addDays(utcDay(now.getTime()), -29)}T00:00:00Z`,
        to: `${addDays(utcDay(now.getTime()), -28)}T00:00:00Z`,
      }),
      'a search key': await ms({ scenarioId: scenarioOf(Math.floor(RUNS / 2) % SCENARIOS), searchIndexes: [[rare]] }),
      'a search key nothing has': await ms({ scenarioId: scenarioOf(7), searchIndexes: [[randomBytes(16)]] }),
    },
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await stop();
}

import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '@ebbflow/config';
import { newId, newUuid } from '@ebbflow/kernel';
import { InMemoryTransport, type ReceivedEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { generateServiceKeys, Lifetimes, startService } from '@ebbflow/service-host';
import { benchDatabase } from '@ebbflow/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { logStoreService } from '../../src/index.ts';
import { RunFinishedConsumer } from '../../src/runs/run-finished.consumer.ts';
import { RunsRepository } from '../../src/runs/runs.repository.ts';
import type { RunFinished } from '../medium/run-fixture.ts';

const SEALED_BYTES = 1_024;
const TENANTS = Array.from({ length: 50 }, () => newId<string>('org'));
const TICKS_PER_SECOND = 100;

/** Sealed elsewhere and not opened here, so random bytes do; a pool of them, so that making them is not what is measured. */
const SEALED = Array.from({ length: 64 }, () => randomBytes(SEALED_BYTES).toString('base64'));

/** The floor of the ingest bench: the columns that are filled, a primary key, and nothing else. */
class PlainTable1767225999999 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table log_store.plain (
        tenant_id text collate "C" not null,
        run_id text collate "C" not null,
        finished_at timestamptz not null,
        started_at timestamptz not null,
        scenario_id text collate "C" not null,
        scenario_version integer not null,
        trigger text not null,
        status text not null,
        operations integer not null,
        transfer_bytes bigint not null,
        key_version integer,
        details_sealed bytea,
        primary key (tenant_id, run_id, finished_at)
      );
      alter table log_store.plain alter column details_sealed set storage external;
      grant insert on log_store.plain to ebb_log_store_writer`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

export interface LogStoreUnderTest {
  readonly database: Database;
  readonly consumer: RunFinishedConsumer;
  readonly runs: RunsRepository;
  readonly lifetimes: Lifetimes;
  stop(): Promise<void>;
}

/** The service on a durable database; events are put into its consumer, so that nothing in front of it is measured. */
export async function logStoreUnderTest(): Promise<LogStoreUnderTest> {
  const { environment, stop } = await benchDatabase('log_store', [
    ...logStoreService.migrations,
    PlainTable1767225999999,
  ]);
  const blobs = await mkdtemp(join(tmpdir(), 'ebbflow-bench-blobs-'));
  const keys = generateServiceKeys();
  const settings = new Settings({
    ...environment,
    EBB_SERVICE_PORT: '0',
    EBB_SERVICE_KEY: keys.privateKeys['log-store'],
    EBB_SERVICE_JWKS: keys.jwks,
    EBB_BLOB_DIR: blobs,
    EBB_LOG_LEVEL: 'silent',
    // What it is measured against takes longer than anything a service may do.
    EBB_DATABASE_STATEMENT_TIMEOUT: '30m',
  });
  const transport = new InMemoryTransport();
  const service = await startService(logStoreService, { settings, transport });
  return {
    database: service.app.get(Database, { strict: false }),
    consumer: service.app.get(RunFinishedConsumer, { strict: false }),
    runs: service.app.get(RunsRepository, { strict: false }),
    lifetimes: service.app.get(Lifetimes, { strict: false }),
    stop: async () => {
      await service.stop();
      await transport.close();
      await stop();
      await rm(blobs, { recursive: true, force: true });
    },
  };
}

/** Events as they come from the transport: details of 1 KiB, sealed, of fifty organisations. */
export function finishedRuns(count: number): ReceivedEvent<RunFinished>[] {
  const time = new Date();
  return Array.from({ length: count }, (_, index) => {
    const tenantId = TENANTS[index % TENANTS.length] ?? '';
    const runId = newId<string>('run');
    const data: RunFinished = {
      tenantId,
      runId,
      scenarioId: newId('scn'),
      scenarioVersion: 1,
      trigger: 'webhook',
      status: 'success',
      startedAt: time.toISOString(),
      finishedAt: time.toISOString(),
      operations: 3,
      transferBytes: 512,
      confidential: false,
      details: { keyVersion: 1, bytes: SEALED[index % SEALED.length] ?? '' },
      inputRunId: runId,
    };
    return { id: newUuid(), tenantId, time, subject: runId, key: data.scenarioId, data };
  });
}

/** Seconds of processor time that this process and the whole of the database have used so far. Linux only. */
export async function usedSeconds(database: Database): Promise<number> {
  const [own] = await database.asWorker((sql) =>
    sql.query<{ pid: number }>({ name: 'own-pid', text: 'select pg_backend_pid() as pid' }),
  );
  const server = statOf(own?.pid ?? 0)?.parent;
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat !== undefined && (stat.pid === server || stat.parent === server))
    .reduce((sum, stat) => sum + (stat?.ticks ?? 0), 0);
  const { user, system } = process.cpuUsage();
  return ticks / TICKS_PER_SECOND + (user + system) / 1_000_000;
}

/** Ticks with those of children that have ended. */
function statOf(pid: number): { pid: number; parent: number; ticks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const numberAt = (index: number): number => Number(fields[index]);
    return { pid, parent: numberAt(1), ticks: numberAt(11) + numberAt(12) + numberAt(13) + numberAt(14) };
  } catch {
    return undefined;
  }
}

/** A number named on the command line, as in `--rows 100000`. */
export function numberNamed(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

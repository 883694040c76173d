import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Settings } from '@ebbflow/config';
import { newId, systemClock } from '@ebbflow/kernel';
import type { Database } from '@ebbflow/persistence';
import { benchDatabase, newOrganisationId } from '@ebbflow/testing';
import { EXECUTOR_MIGRATIONS } from '../../src/migrations/executor-migrations.ts';
import { RunStarts } from '../../src/runs/start/run-starts.ts';
import { SchedulesConfig } from '../../src/schedules/schedules.config.ts';
import { LaneGuard } from '../../src/schedules/ticker/lane-guard.ts';
import { ScheduleClaimsService } from '../../src/schedules/ticker/schedule-claims.service.ts';
import { ScheduleQueueRepository } from '../../src/schedules/ticker/schedule-queue.repository.ts';

const TENANTS = 200;
const SCHEDULES_PER_TENANT = 50;
const SECONDS = 30;
/** Ticks of the kernel in which it counts the time of processes; 100 on Linux everywhere. */
const TICKS_PER_SECOND = 100;

/** Every 15 minutes, each from a moment of its own. */
async function store(database: Database): Promise<void> {
  for (let tenant = 0; tenant < TENANTS; tenant += 1) {
    const tenantId = newOrganisationId();
    const ids = Array.from({ length: SCHEDULES_PER_TENANT }, () => newId('scn'));
    await database.withTenant(tenantId, async (sql) => {
      await sql.query(
        {
          name: 'bench-scenarios',
          text: `insert into executor.scenario (tenant_id, id, name, version, is_active) select $1, id, 'Bench', 1, true from unnest($2::text[]) as id`,
        },
        [tenantId, ids],
      );
      await sql.query(
        {
          name: 'bench-schedules',
          text: `
            insert into executor.schedule (tenant_id, scenario_id, definition, timezone, misfire, origin, start_kind, is_active, anchor_at,
              next_at, due_at, revision, updated_at)
            select $1, id, '{"type":"indefinitely","intervalSeconds":900,"restrictions":[]}', 'UTC', '{"policy":"run_once"}',
              'default', 'plain', true, at - interval '15 minutes', at, at, 1, now()
            from unnest($2::text[]) as id, lateral (select now() + random() * interval '15 minutes' where id is not null) as first (at)`,
        },
        [tenantId, ids],
      );
    });
  }
}

/** Seconds of processor time that the database server has used, all its processes together. */
async function databaseSeconds(database: Database): Promise<number> {
  const [row] = await database.asWorker((sql) =>
    sql.query<{ pid: number }>({ name: 'bench-pid', text: 'select pg_backend_pid() as pid' }),
  );
  const server = statOf(String(row?.pid))?.parent;
  const own = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat !== undefined && (stat.pid === server || stat.parent === server));
  return own.reduce((sum, stat) => sum + (stat?.seconds ?? 0), 0);
}

function statOf(pid: string): { pid: string; parent: string; seconds: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold blanks.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [, parent = ''] = fields;
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
    return { pid, parent, seconds: ticks / TICKS_PER_SECOND };
  } catch {
    return undefined;
  }
}

const { database, stop } = await benchDatabase('executor', EXECUTOR_MIGRATIONS);
try {
  await store(database);
  const claims = new ScheduleClaimsService(
    database,
    new ScheduleQueueRepository(),
    new RunStarts(),
    new SchedulesConfig(new Settings({})),
    [new LaneGuard()],
    systemClock,
  );
  await claims.claim(new Map());
  let started = 0;
  const databaseBefore = await databaseSeconds(database);
  const before = process.cpuUsage();
  for (let tick = 0; tick < SECONDS; tick += 1) {
    await wait(1_000);
    started += (await claims.claim(new Map())).startedCount;
  }
  const own = process.cpuUsage(before);
  const executorShare = (own.user + own.system) / 1_000_000 / SECONDS;
  const databaseShare = ((await databaseSeconds(database)) - databaseBefore) / SECONDS;
  process.stdout.write(
    `${JSON.stringify({ schedules: TENANTS * SCHEDULES_PER_TENANT, startedPerSecond: started / SECONDS, executorShare, databaseShare })}\n`,
  );
} finally {
  await stop();
}

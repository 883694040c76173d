import type { OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { BoundedNotifications, type BoundedItem } from '../../notifications/bounded-notifications.ts';
import { notification } from '../../notifications/notification.ts';
import { type Deactivation, Deactivations } from '../../scenario-health/deactivations.ts';
import { IncompletesConfig } from '../incompletes.config.ts';
import { countBreakFailures } from '../sql/count-break-failures.sql.ts';
import { keepFiles } from '../files/sql/keep-files.sql.ts';
import { namedColumns, namedFiles, type Stored } from './named-files.ts';
import { insertIncompletes } from '../sql/insert-incompletes.sql.ts';
import { measureOpen } from '../sql/measure-open.sql.ts';
import { settleRetries } from '../sql/settle-retries.sql.ts';
import type { NewIncomplete, PutAside } from './put-aside.ts';
import { admit, type Fill } from './room.policy.ts';

/** So many retries of Break that fail one after another within two minutes are a loop. */
const BREAK_LOOP = 10;
/** Sealed content sent in one statement. */
const BATCH_BYTES = 8 * 1_048_576;

/** Writes what ending runs put aside, in their transaction. The rows of scenario_health are locked by then, in order: see HealthPart. */
@Injectable()
export class PutAsideWriter {
  constructor(
    private readonly config: IncompletesConfig,
    private readonly notifications: BoundedNotifications,
    private readonly deactivations: Deactivations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async write(sql: SqlClient, all: readonly PutAside[]): Promise<OutboxEvent[]> {
    const retried = all.filter((run) => run.retried !== undefined);
    if (retried.length > 0) await sql.query(settleRetries, this.#settledColumns(retried));
    const loops = await this.#breakLoops(sql, retried);
    const { stored, items, full } = await this.#admit(sql, all);
    for (const batch of batchesOf(stored)) await sql.query(insertIncompletes, insertedColumns(batch));
    const named = namedFiles(stored, retried);
    if (named.length > 0) await sql.query(keepFiles, namedColumns(named));
    return [
      ...(await this.deactivations.write(sql, [...loops, ...full])),
      ...(await this.notifications.raise(sql, items)),
      ...retried.flatMap((run) => this.#exhausted(run)),
    ];
  }

  async #admit(
    sql: SqlClient,
    all: readonly PutAside[],
  ): Promise<{ stored: Stored[]; items: BoundedItem[]; full: Deactivation[] }> {
    const stored: Stored[] = [];
    const full: Deactivation[] = [];
    const items: BoundedItem[] = [];
    const fills = await this.#fills(sql, all);
    const room = { maxCount: this.config.maxPerScenario, maxBytes: this.config.maxBytesPerScenario };
    for (const run of all) {
      const { tenantId, scenarioId, runId, lost } = run;
      const fill = fills.get(slotOf(run)) ?? { count: 0, bytes: 0 };
      const admitted = run.fresh.map((incomplete) => ({
        incomplete,
        admission: admit(fill, incomplete.content.sealed.length, room, run.dataloss),
      }));
      const kept = admitted.filter(({ admission }) => admission !== 'dropped');
      stored.push(...kept.map(({ incomplete }) => ({ run, incomplete })));
      const item = (kind: BoundedItem['kind'], count: number, reason?: string): void => {
        const facts = reason === undefined ? {} : { reason };
        if (count > 0) items.push({ kind, tenantId, scenarioId, runId, count, facts });
      };
      item('INCOMPLETE_STORED', kept.length);
      item('INCOMPLETE_DROPPED', admitted.length - kept.length, 'FULL');
      if (lost !== undefined) item('INCOMPLETE_DROPPED', lost.count, lost.reason);
      if (!run.dataloss && admitted.some(({ admission }) => admission !== 'stored'))
        full.push({ tenantId, scenarioId, runId, reason: 'INCOMPLETES_FULL' });
    }
    return { stored, items, full };
  }

  async #fills(sql: SqlClient, all: readonly PutAside[]): Promise<Map<string, Fill>> {
    const scenarios = [
      ...new Map(all.filter(({ fresh }) => fresh.length > 0).map((run) => [slotOf(run), run])).values(),
    ];
    if (scenarios.length === 0) return new Map();
    const rows = await sql.query<Fill & { tenantId: string; scenarioId: string }>(measureOpen, [
      scenarios.map(({ tenantId }) => tenantId),
      scenarios.map(({ scenarioId }) => scenarioId),
    ]);
    return new Map(rows.map(({ count, bytes, ...scenario }) => [slotOf(scenario), { count, bytes }]));
  }

  async #breakLoops(sql: SqlClient, retried: readonly PutAside[]): Promise<Deactivation[]> {
    const counts = new Map<string, { run: PutAside; failures: number }>();
    for (const run of retried) {
      if (run.retried?.settlement.plan.kind !== 'break') continue;
      const isFailure = run.retried.settlement.state === 'pending';
      counts.set(slotOf(run), { run, failures: isFailure ? (counts.get(slotOf(run))?.failures ?? 0) + 1 : 0 });
    }
    if (counts.size === 0) return [];
    const all = [...counts.values()];
    const rows = await sql.query<{ tenantId: string; scenarioId: string; failures: number }>(countBreakFailures, [
      all.map(({ run }) => run.tenantId),
      all.map(({ run }) => run.scenarioId),
      all.map(({ failures }) => failures),
    ]);
    return rows
      .filter(({ failures }) => failures >= BREAK_LOOP)
      .map(({ tenantId, scenarioId }) => ({ tenantId, scenarioId, reason: 'BREAK_LOOP' }));
  }

  #exhausted({ tenantId, scenarioId, runId, retried }: PutAside): OutboxEvent[] {
    if (retried?.settlement.isExhausted !== true) return [];
    const facts = { incompleteId: retried.id, attempts: retried.settlement.attempts };
    return [notification('INCOMPLETE_EXHAUSTED', { tenantId, scenarioId, runId, facts }, this.clock)];
  }

  #settledColumns(runs: readonly PutAside[]): unknown[] {
    const settled = runs.flatMap((run) => (run.retried === undefined ? [] : [{ run, ...run.retried }]));
    return [
      settled.map(({ run }) => run.tenantId),
      settled.map(({ id }) => id),
      settled.map(({ run }) => run.runId),
      settled.map(({ settlement }) => settlement.state),
      settled.map(({ settlement }) => settlement.attempts),
      settled.map(({ settlement }) => settlement.nextRetryAt?.toISOString() ?? null),
      ...planColumns(settled.map(({ settlement }) => settlement)),
      settled.map(({ place }) => place?.moduleId ?? null),
      settled.map(({ place }) => place?.module ?? null),
      settled.map(({ place }) => place?.errorClass ?? null),
      settled.map(({ place, run }) => (place === undefined ? null : run.scenarioVersion)),
      settled.map(({ place }) => place?.content.sealed ?? null),
      settled.map(({ place }) => place?.content.keyVersion ?? null),
      this.clock.now(),
    ];
  }
}

function slotOf({ tenantId, scenarioId }: Pick<PutAside, 'tenantId' | 'scenarioId'>): string {
  return `${tenantId}/${scenarioId}`;
}

function planColumns(planned: readonly Pick<NewIncomplete, 'plan'>[]): unknown[] {
  return [
    planned.map(({ plan }) => plan.kind),
    planned.map(({ plan }) => (plan.kind === 'break' ? plan.count : null)),
    planned.map(({ plan }) => (plan.kind === 'break' ? Math.round(plan.intervalMs) : null)),
  ];
}

function insertedColumns(stored: readonly Stored[]): unknown[] {
  return [
    stored.map(({ run }) => run.tenantId),
    stored.map(({ incomplete }) => incomplete.id),
    stored.map(({ run }) => run.finishedAt.toISOString()),
    stored.map(({ run }) => run.scenarioId),
    stored.map(({ run }) => run.scenarioVersion),
    stored.map(({ run }) => run.runId),
    stored.map(({ incomplete }) => incomplete.moduleId),
    stored.map(({ incomplete }) => incomplete.module),
    stored.map(({ incomplete }) => incomplete.errorClass),
    ...planColumns(stored.map(({ incomplete }) => incomplete)),
    stored.map(({ incomplete }) => incomplete.nextRetryAt?.toISOString() ?? null),
    stored.map(({ incomplete }) => incomplete.content.sealed),
    stored.map(({ incomplete }) => incomplete.content.keyVersion),
  ];
}

/** Arrays of bytes travel as text, twice their size. */
function* batchesOf(stored: readonly Stored[]): Generator<Stored[]> {
  let batch: Stored[] = [];
  let bytes = 0;
  for (const one of stored) {
    const size = one.incomplete.content.sealed.length;
    if (batch.length > 0 && bytes + size > BATCH_BYTES) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(one);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

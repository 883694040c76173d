import type { Plan } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import type { OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { notification } from '../notifications/notification.ts';
import type { CompletionPart, EndingRun } from '../runs/completion/completion-part.ts';
import { QUOTA_LEVELS } from '../usage/quota-level.policy.ts';
import { LogQuotas } from './log-quotas.ts';
import { addLogUsage } from './sql/add-log-usage.sql.ts';
import { deletePastLogUsage } from './sql/delete-past-log-usage.sql.ts';
import { markLogWarned } from './sql/mark-log-warned.sql.ts';

interface RunLog {
  readonly tenantId: string;
  readonly day: string;
  readonly bytes: number;
}

interface DayRow {
  readonly tenantId: string;
  readonly day: string;
  readonly bytes: number;
  readonly warnedPercent: number;
  readonly plan: Plan | null;
}

/** Adds up what runs leave in logs, as UsagePart does what they used, and tells owners how far their day is used up. */
@Injectable()
export class LogUsagePart implements CompletionPart<RunLog> {
  #sweptDay = '';

  constructor(
    private readonly quotas: LogQuotas,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  prepare({ scope, keptBytes = 0, finishedAt }: EndingRun): Promise<RunLog | undefined> {
    if (keptBytes === 0) return Promise.resolve(undefined);
    return Promise.resolve({ tenantId: scope.run.tenantId, day: dayOf(finishedAt), bytes: keptBytes });
  }

  async write(sql: SqlClient, runs: readonly RunLog[]): Promise<readonly OutboxEvent[]> {
    const sums = [...sumByDay(runs).values()];
    const days = await sql.query<DayRow>(addLogUsage, [
      sums.map(({ tenantId }) => tenantId),
      sums.map(({ day }) => day),
      sums.map(({ bytes }) => bytes),
    ]);
    const events: OutboxEvent[] = [];
    for (const day of days) {
      sql.afterCommit(() => this.quotas.learn(day.tenantId, day.day, day.bytes, day.plan));
      events.push(...(await this.#warn(sql, day)));
    }
    await this.#sweep(sql);
    return events;
  }

  async #warn(sql: SqlClient, { tenantId, day, bytes, warnedPercent, plan }: DayRow): Promise<OutboxEvent[]> {
    const limit = this.quotas.limitOf(plan);
    const level = QUOTA_LEVELS.findLast((each) => (bytes / limit) * 100 >= each) ?? 0;
    if (level <= warnedPercent) return [];
    await sql.query(markLogWarned, [tenantId, day, level]);
    return QUOTA_LEVELS.filter((each) => each > warnedPercent && each <= level).map((each) =>
      notification(
        `LOG_QUOTA_${String(each) as `${typeof each}`}`,
        { tenantId, facts: { percent: each, day, bytes, limit } },
        this.clock,
      ),
    );
  }

  /** Once a day and process, by the first run that ends. */
  async #sweep(sql: SqlClient): Promise<void> {
    const today = dayOf(this.clock.now());
    if (today === this.#sweptDay) return;
    const { milliseconds } = retentionPolicy().record('log-usage').ttl;
    await sql.query(deletePastLogUsage, [dayOf(new Date(this.clock.nowMs() - milliseconds))]);
    sql.afterCommit(() => {
      this.#sweptDay = today;
    });
  }
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

function sumByDay(runs: readonly RunLog[]): Map<string, RunLog> {
  const sums = new Map<string, RunLog>();
  for (const run of runs) {
    const slot = `${run.tenantId} ${run.day}`;
    sums.set(slot, { ...run, bytes: run.bytes + (sums.get(slot)?.bytes ?? 0) });
  }
  return sums;
}

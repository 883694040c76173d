import { type Plan, PLANS } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import type { OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { notification } from '../notifications/notification.ts';
import type { CompletionPart, EndingRun } from '../runs/completion/completion-part.ts';
import { PlanConfig } from './plan.config.ts';
import { QUOTA_LEVELS, type QuotaLevel, quotaLevelOf } from './quota-level.policy.ts';
import { addUsage } from './sql/add-usage.sql.ts';
import { holdTenant } from './sql/hold-tenant.sql.ts';
import { markWarned } from './sql/mark-warned.sql.ts';
import { periodOf } from './usage-period.ts';

interface RunUsage {
  readonly tenantId: string;
  readonly finishedAt: Date;
  readonly operations: number;
  readonly transferBytes: number;
}

interface MonthRow {
  readonly tenant_id: string;
  readonly period: string;
  readonly operations: number;
  readonly transfer_bytes: number;
  readonly warned_percent: number;
  readonly plan: Plan | null;
}

/**
 * What runs used, added up as they end: one statement for the batch, and further ones only in the few moments of a month when a level is
 * reached. The month's row is locked by the sum, so two replicas cannot both be the one that reached it. Nothing asks about the plan
 * before a run starts: the answer stands in the tenant's row, and the statements that queue and claim runs read it there.
 */
@Injectable()
export class UsagePart implements CompletionPart<RunUsage> {
  constructor(
    private readonly config: PlanConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  prepare({ scope, verdict, finishedAt }: EndingRun): Promise<RunUsage> {
    const { operations, transferBytes } = verdict;
    return Promise.resolve({ tenantId: scope.run.tenantId, finishedAt, operations, transferBytes });
  }

  async write(sql: SqlClient, runs: readonly RunUsage[]): Promise<readonly OutboxEvent[]> {
    const sums = sumByMonth(runs);
    const months = await sql.query<MonthRow>(addUsage, [
      sums.map(({ tenantId }) => tenantId),
      sums.map(({ period }) => period),
      sums.map(({ operations }) => operations),
      sums.map(({ transferBytes }) => transferBytes),
    ]);
    const events: OutboxEvent[] = [];
    for (const month of months) {
      const level = quotaLevelOf(PLANS[month.plan ?? this.config.plan], {
        operations: month.operations,
        transferBytes: month.transfer_bytes,
      });
      if (level > month.warned_percent) events.push(...(await this.#reach(sql, month, level)));
    }
    return events;
  }

  async #reach(sql: SqlClient, month: MonthRow, level: QuotaLevel | 0): Promise<OutboxEvent[]> {
    await sql.query(markWarned, [month.tenant_id, month.period, level]);
    if (level === 100) {
      const { end } = periodOf(new Date(`${month.period}T00:00:00.000Z`));
      await sql.query(holdTenant, [month.tenant_id, end.toISOString()]);
    }
    const reached = QUOTA_LEVELS.filter((each) => each > month.warned_percent && each <= level);
    return reached.map((each) => this.#notification(month, each));
  }

  #notification({ tenant_id: tenantId, period, operations, transfer_bytes }: MonthRow, level: QuotaLevel): OutboxEvent {
    const kind = `QUOTA_${String(level) as `${QuotaLevel}`}` as const;
    const facts = { percent: level, period, operations, transferBytes: transfer_bytes };
    return notification(kind, { tenantId, facts }, this.clock);
  }
}

interface MonthSum {
  readonly tenantId: string;
  /** First day, `YYYY-MM-DD`. */
  readonly period: string;
  operations: number;
  transferBytes: number;
}

function sumByMonth(runs: readonly RunUsage[]): MonthSum[] {
  const sums = new Map<string, MonthSum>();
  for (const { tenantId, finishedAt, operations, transferBytes } of runs) {
    const period = periodOf(finishedAt).start.toISOString().slice(0, 10);
    const slot = `${tenantId} ${period}`;
    const sum = sums.get(slot) ?? { tenantId, period, operations: 0, transferBytes: 0 };
    sum.operations += operations;
    sum.transferBytes += transferBytes;
    sums.set(slot, sum);
  }
  return [...sums.values()];
}

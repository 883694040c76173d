import { type Plan, PLANS, type Usage } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { LogQuotas } from '../log-quota/log-quotas.ts';
import { QueueBell } from '../runs/queue-bell.ts';
import { PlanConfig } from './plan.config.ts';
import { quotaLevelOf } from './quota-level.policy.ts';
import { findUsage } from './sql/find-usage.sql.ts';
import { lockUsage } from './sql/lock-usage.sql.ts';
import { markWarned } from './sql/mark-warned.sql.ts';
import { releaseHeldRuns } from './sql/release-held-runs.sql.ts';
import { setPlan } from './sql/set-plan.sql.ts';
import { UnknownOrganisationError } from './usage.errors.ts';
import { periodOf } from './usage-period.ts';

interface UsageRow {
  readonly operations: number;
  readonly transfer_bytes: number;
  readonly plan: Plan | null;
  readonly held_until: Date | null;
}

/** What an organisation used this month, and what it may use. */
@Injectable()
export class UsageService {
  constructor(
    private readonly config: PlanConfig,
    private readonly database: Database,
    private readonly bell: QueueBell,
    private readonly logQuotas: LogQuotas,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async get(tenantId: string): Promise<Usage> {
    const { start, end } = periodOf(this.clock.now());
    const row = await this.#find(tenantId, start);
    const log = await this.logQuotas.today(tenantId);
    const plan = row?.plan ?? this.config.plan;
    const { operations, transferBytes } = PLANS[plan];
    const heldUntil = row?.held_until ?? null;
    return {
      plan,
      periodStart: start.toISOString(),
      periodEnd: end.toISOString(),
      operations: { used: row?.operations ?? 0, limit: operations ?? null },
      transferBytes: { used: row?.transfer_bytes ?? 0, limit: transferBytes ?? null },
      logBytesToday: { used: log.bytes, limit: log.limit },
      heldUntil: heldUntil !== null && heldUntil > this.clock.now() ? heldUntil.toISOString() : null,
    };
  }

  /**
   * What the plan allows counts from now on: runs that waited for the end of the month go on where it allows them, and new ones
   * wait where it does not. Levels that the new plan has passed already are not told again.
   */
  async setPlan(tenantId: string, plan: Plan | null): Promise<void> {
    if (!isId('org', tenantId)) throw new UnknownOrganisationError();
    const { start, end } = periodOf(this.clock.now());
    const period = start.toISOString().slice(0, 10);
    await this.database.withTenant(tenantId, async (sql) => {
      // The month first, as the end of a run does it; the other way round two could wait for each other.
      const [month] = await sql.query<UsageRow>(lockUsage, [tenantId, period]);
      const level = quotaLevelOf(PLANS[plan ?? this.config.plan], {
        operations: month?.operations ?? 0,
        transferBytes: month?.transfer_bytes ?? 0,
      });
      await sql.query(markWarned, [tenantId, period, level]);
      await sql.query(setPlan, [tenantId, plan, level === 100 ? end.toISOString() : null]);
      if (level < 100) await sql.query(releaseHeldRuns, [tenantId, end.toISOString()]);
    });
    this.bell.ring();
  }

  async #find(tenantId: string, start: Date): Promise<UsageRow | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<UsageRow>(findUsage, [tenantId, start.toISOString().slice(0, 10)]),
    );
    return row;
  }
}

import { type Plan, PLANS } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { PlanConfig } from '../usage/plan.config.ts';
import { LogQuotaConfig } from './log-quota.config.ts';
import { findLogUsage } from './sql/find-log-usage.sql.ts';

interface Used {
  readonly day: string;
  readonly bytes: number;
  readonly limit: number;
  readonly askedAtMs: number;
}

interface UsageRow {
  readonly bytes: number;
  readonly plan: Plan | null;
}

/** Other replicas write too: how long a sum is believed without asking. */
const MAX_AGE_MS = 5_000;
const MOST_TENANTS = 10_000;

/**
 * Whether an organisation may leave more in logs today. Known from the last run that ended here; runs that end at the same moment all pass,
 * so the bound is exceeded by as many runs as are under way at most, each within its own bound.
 */
@Injectable()
export class LogQuotas {
  readonly #used = new Map<string, Used>();

  constructor(
    private readonly config: LogQuotaConfig,
    private readonly plan: PlanConfig,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws TransientError when the database is away */
  async isUsedUp(tenantId: string): Promise<boolean> {
    const { bytes, limit } = await this.#usedBy(tenantId);
    return bytes >= limit;
  }

  /** Today's bytes and their bound. */
  async today(tenantId: string): Promise<{ readonly bytes: number; readonly limit: number }> {
    return this.#find(tenantId, this.day());
  }

  limitOf(plan: Plan | null): number {
    return Math.min(PLANS[plan ?? this.plan.plan].logBytes ?? Infinity, this.config.dayBytes);
  }

  /** The sum after what was written last. */
  learn(tenantId: string, day: string, bytes: number, plan: Plan | null): void {
    this.#remember(tenantId, { day, bytes, limit: this.limitOf(plan), askedAtMs: this.clock.nowMs() });
  }

  day(): string {
    return this.clock.now().toISOString().slice(0, 10);
  }

  async #usedBy(tenantId: string): Promise<Used> {
    const known = this.#used.get(tenantId);
    const day = this.day();
    const isFresh = known?.day === day && this.clock.nowMs() - known.askedAtMs <= MAX_AGE_MS;
    if (isFresh) return known;
    const used = await this.#find(tenantId, day);
    this.#remember(tenantId, used);
    return used;
  }

  async #find(tenantId: string, day: string): Promise<Used> {
    const [row] = await this.database.withTenant(tenantId, (sql) => sql.query<UsageRow>(findLogUsage, [tenantId, day]));
    const { bytes, plan } = row ?? { bytes: 0, plan: null };
    return { day, bytes, limit: this.limitOf(plan), askedAtMs: this.clock.nowMs() };
  }

  #remember(tenantId: string, used: Used): void {
    this.#used.delete(tenantId);
    this.#used.set(tenantId, used);
    const [oldest] = this.#used.keys();
    if (this.#used.size > MOST_TENANTS && oldest !== undefined) this.#used.delete(oldest);
  }
}

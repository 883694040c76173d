import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { sweepInvoices } from '../invoices/sweep-invoices.sql.ts';
import { sweepPayments } from '../payments/sweep-payments.sql.ts';
import { forgetBillingDetails } from './forget-billing-details.sql.ts';
import { type LapsedPlanRow, lapsePlans } from './lapse-plans.sql.ts';
import { OwnerMails } from './owner-mails.ts';
import { PlanOffersConfig } from './plan-offers.config.ts';

const EVERY_MS = 15 * 60_000;

/** What ends by itself: plans nobody pays for, with the name and address they needed, and what the law has done with. Every replica; twice is harmless. */
@Injectable()
export class PlanLapseJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(OwnerMails) private readonly owners: OwnerMails,
    @Inject(PlanOffersConfig) private readonly config: PlanOffersConfig,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#underWay = this.run().catch((thrown: unknown) =>
        this.logger.warn('Plans that are over could not be ended; tried again.', {}, thrown),
      );
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const graceEnded = new Date(now.getTime() - this.config.grace.milliseconds);
    await this.database.asWorker(async (sql) => {
      const lapsed = await sql.query<LapsedPlanRow>(lapsePlans, [now, graceEnded]);
      if (lapsed.length === 0) return;
      const tenantIds = lapsed.map((row) => row.tenant_id);
      await sql.query(forgetBillingDetails, [tenantIds]);
      await this.owners.append(sql, tenantIds, { kind: 'plan-lapsed' });
    });
    await this.#sweep(now);
  }

  async #sweep(now: Date): Promise<void> {
    const held = retentionPolicy().record('invoices').ttl.milliseconds;
    const cutoff = [new Date(now.getTime() - held)];
    for (const statement of [sweepInvoices, sweepPayments])
      await this.database.asWorker((sql) => sql.query(statement, cutoff));
  }
}

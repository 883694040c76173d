import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { ServiceClient } from '@ebbflow/service-host';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { claimUntoldPlans, type UntoldPlanRow } from './claim-untold-plans.sql.ts';
import { noteToldPlan } from './note-told-plan.sql.ts';

const EVERY_MS = 5_000;
const AT_ONCE = 16;
/** Also the pause after the executor did not answer. */
const LEASE_MS = 30_000;

/**
 * Tells the executor which plan an organisation has. The row says what was told, so that a change is told again until it was taken,
 * whatever fails between; the executor takes the same one twice without harm.
 */
@Injectable()
export class PlanPushJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.wake();
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  /** After a change, so that nobody waits for the next look. */
  wake(): void {
    this.#underWay ??= this.run()
      .catch((thrown: unknown) => this.logger.warn('Plans could not be told to the executor; tried again.', {}, thrown))
      .finally(() => (this.#underWay = undefined));
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const leaseEnd = new Date(now.getTime() + LEASE_MS);
    let claimed: UntoldPlanRow[];
    do {
      claimed = await this.database.asWorker((sql) =>
        sql.query<UntoldPlanRow>(claimUntoldPlans, [now, leaseEnd, AT_ONCE]),
      );
      await Promise.all(claimed.map((row) => this.#tell(row)));
    } while (claimed.length === AT_ONCE);
  }

  async #tell({ tenant_id: tenantId, plan }: UntoldPlanRow): Promise<void> {
    const path = `/internal/v1/organisations/${tenantId}/plan`;
    await this.client.call('executor', 'PUT', path, { body: { plan } });
    await this.database.asWorker((sql) => sql.query(noteToldPlan, [tenantId, plan]));
  }
}

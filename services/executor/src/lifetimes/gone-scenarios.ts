import { SHORTENED_CATEGORIES } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Lifetimes, type ShortenedRows } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { lifetimeEvents } from './effective-lifetimes.ts';
import { forgetGoneScenarios } from './sql/forget-gone-scenarios.sql.ts';

const DAY_MS = 86_400_000;
const SCENARIOS_PER_BATCH = 500;
const NOTHING = {
  gateway_logs: null,
  incomplete_runs: null,
  notifications: null,
  activity: null,
  execution_details: null,
};

/** What held for scenarios that were deleted, forgotten here and everywhere once nothing can be left of their runs. */
@Injectable()
export class GoneScenarios implements ShortenedRows {
  readonly category = 'lifetimes';

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly lifetimes: Lifetimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  removeSome(now: Date): Promise<number> {
    // A day more: the last run may have ended after its scenario was deleted was written down, by a clock that differs.
    const days = Math.max(...SHORTENED_CATEGORIES.map((category) => this.lifetimes.longestDays(category))) + 1;
    const goneBefore = new Date(now.getTime() - days * DAY_MS);
    return this.database.asWorker(async (sql) => {
      const gone = await sql.query<{ tenantId: string; scenarioId: string }>(forgetGoneScenarios, [
        goneBefore,
        SCENARIOS_PER_BATCH,
      ]);
      const events = [...Map.groupBy(gone, ({ tenantId }) => tenantId)].flatMap(([tenantId, rows]) =>
        lifetimeEvents(
          tenantId,
          rows.map(({ scenarioId }) => ({ scenarioId, ...NOTHING })),
          this.clock,
        ),
      );
      if (events.length > 0) await this.outbox.append(sql, events);
      return gone.length;
    });
  }
}

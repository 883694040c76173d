import { type EvidenceFact, periodSaltStatusSchema } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import type { ServiceClient } from '@ebbflow/service-host';
import type { Measured, Measurement } from '../measurement.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The claim each sealed category is promised by; what runs keep while they go on is part of their details. */
const CLAIM_OF: Readonly<Record<string, string>> = { 'gateway-logs': 'C05', 'incomplete-runs': 'C06' };

/**
 * The oldest salt of a period that is still there, in each lifetime a tenant chose: with it its hour could still be read, in whatever copy or
 * backup. It goes within an hour of the end of its period.
 */
export class LivingSalts implements Measurement {
  readonly id: string;
  readonly claims: Measurement['claims'];

  constructor(
    private readonly claim: 'C05' | 'C06' | 'C09',
    private readonly client: ServiceClient,
    private readonly clock: Clock,
  ) {
    this.id = `living-salts-of-${claim.toLowerCase()}`;
    this.claims = { [claim]: 'partly' };
  }

  async measure(): Promise<Measured> {
    const { items } = await this.client.call('vault', 'GET', '/internal/v1/period-salts', {
      schema: periodSaltStatusSchema,
    });
    const own = items.filter(({ category }) => (CLAIM_OF[category] ?? 'C09') === this.claim);
    if (own.length === 0) return { notMeasured: 'nothing was sealed yet' };
    return own.map(({ category, lifetimeDays, oldestHour }): EvidenceFact => {
      const earliest = this.clock.nowMs() - lifetimeDays * DAY_MS - 2 * HOUR_MS;
      return {
        what: `vault: hour of the oldest salt of ${category}, ${String(lifetimeDays)} ${lifetimeDays === 1 ? 'day' : 'days'}`,
        measured: oldestHour ?? 'none',
        allowed: `${new Date(earliest).toISOString()} or later`,
        holds: oldestHour === null || Date.parse(oldestHour) >= earliest,
      };
    });
  }
}

import { type EvidenceFact, partitionsHeldSchema } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import { claims, firstKeptDay, type RetentionCategory } from '@ebbflow/policy';
import type { ServiceClient } from '@ebbflow/service-host';
import type { Measurement } from '../measurement.ts';

/** A day goes with the first sweep after its last row is over; one an hour is promised. */
const SWEPT_WITHIN_MS = 3_600_000;

/**
 * The oldest day of a category in each of its stores, as the database has it. No row can be older than its day, so a day that should
 * be gone is the only place where one could be; looking at days needs no right to look at rows.
 */
export class OldestDays implements Measurement {
  readonly id: string;
  readonly claims: Measurement['claims'];

  constructor(
    private readonly category: RetentionCategory,
    private readonly client: ServiceClient,
    private readonly clock: Clock,
  ) {
    this.id = `oldest-day-of-${category.id}`;
    // A sentence about a lifetime alone is proved by it, once the rows are: copies are other measurements' to find.
    this.claims = { [category.claim]: claims().some(({ category: of }) => of === category.id) ? 'wholly' : 'partly' };
  }

  async measure(): Promise<EvidenceFact[]> {
    const { id, ttl, stores } = this.category;
    const firstAllowed = firstKeptDay(ttl, this.clock.nowMs() - SWEPT_WITHIN_MS);
    const services = [...new Set(stores.map(({ service }) => service))];
    const facts = services.map(async (service) => {
      const path = `/internal/v1/categories/${id}/partitions`;
      const { tables } = await this.client.call(service, 'GET', path, { schema: partitionsHeldSchema });
      const expected = stores.filter((store) => store.service === service).map(({ table }) => table);
      return expected.map((table) => {
        const held = tables.find((one) => one.table === table);
        const day = held?.oldestDay;
        return {
          what: `${service}, ${table}: oldest day`,
          measured: held === undefined ? 'not told' : (day ?? 'none'),
          allowed: `${firstAllowed} or later`,
          holds: held !== undefined && (!day || day >= firstAllowed),
        };
      });
    });
    return (await Promise.all(facts)).flat();
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { SqlClient } from '@ebbflow/persistence';
import { Lifetimes } from '@ebbflow/service-host';
import { findDeliveries, type StoredDelivery } from '../deliveries/find-deliveries.sql.ts';

/** Deliveries as long as they are kept: whoever hands one on or shows it asks here, so that none is seen past its lifetime. */
@Injectable()
export class KeptDeliveries {
  constructor(@Inject(Lifetimes) private readonly lifetimes: Lifetimes) {}

  /** Those of the organisation by id that are kept, oldest first. */
  find(sql: SqlClient, tenantId: string, ids: readonly string[]): Promise<StoredDelivery[]> {
    return sql.query<StoredDelivery>(findDeliveries, [tenantId, ids, ...this.window()]);
  }

  /** When what a hook of this scenario received is gone. */
  async expiries(tenantId: string, scenarioId: string): Promise<(receivedAt: Date) => string> {
    const expiryOf = await this.lifetimes.expiries(tenantId, 'gateway-logs');
    return (at) => expiryOf({ scenarioId, at }).toISOString();
  }

  /** What statements compare with: now, the longest lifetime in days, and the instant both make. */
  window(): [now: Date, longestDays: number, oldest: Date] {
    const { now, longestDays, oldest } = this.lifetimes.window('gateway-logs');
    return [now, longestDays, oldest];
  }
}

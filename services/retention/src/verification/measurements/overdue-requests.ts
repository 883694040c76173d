import type { EvidenceFact } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import type { Database } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import type { Measurement } from '../measurement.ts';
import { countOverdueErasures } from './count-overdue-erasures.sql.ts';
import { countOverdueRequests } from './count-overdue-requests.sql.ts';

/** What people asked for and is past its time: requests past the date they were told, erasures past what the notice promises. */
export class OverdueRequests implements Measurement {
  readonly claims: Measurement['claims'];

  constructor(
    readonly id: 'overdue-requests' | 'overdue-erasures',
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.claims = id === 'overdue-requests' ? { C26: 'partly' } : { C27: 'partly' };
  }

  async measure(): Promise<EvidenceFact[]> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - retentionPolicy().termLength('erasure').milliseconds);
    const [statement, value] =
      this.id === 'overdue-requests' ? [countOverdueRequests, now] : [countOverdueErasures, since];
    const [row] = await this.database.asWorker((sql) => sql.query<{ count: number }>(statement, [value]));
    const count = row?.count ?? -1;
    const what = this.id === 'overdue-requests' ? 'requests past their due date' : 'erasures past the promised time';
    return [{ what: `retention: ${what}`, measured: String(count), allowed: '0', holds: count === 0 }];
  }
}

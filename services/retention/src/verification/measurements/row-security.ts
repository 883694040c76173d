import type { EvidenceFact, ServiceName } from '@ebbflow/contracts';
import type { Measurement } from '../measurement.ts';
import type { HouseEvidence } from '../sources/house-evidence.ts';

/** Every table with a tenant is kept apart by the database itself, also from its owner. */
export class RowSecurity implements Measurement {
  readonly id: string;
  readonly claims: Measurement['claims'];

  constructor(
    private readonly service: ServiceName,
    claim: string,
    private readonly house: HouseEvidence,
  ) {
    this.id = `row-security-of-${service}`;
    this.claims = { [claim]: 'partly' };
  }

  async measure(): Promise<EvidenceFact[]> {
    const { unguardedTables } = await this.house.service(this.service);
    return [
      {
        what: `${this.service}: tables whose rows are not kept apart by organisation`,
        measured: unguardedTables.length === 0 ? 'none' : unguardedTables.join(', '),
        allowed: 'none',
        holds: unguardedTables.length === 0,
      },
    ];
  }
}

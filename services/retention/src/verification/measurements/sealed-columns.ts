import type { EvidenceFact, ServiceName } from '@ebbflow/contracts';
import type { Measured, Measurement } from '../measurement.ts';
import type { HouseEvidence } from '../sources/house-evidence.ts';

/** What must be encrypted is: the first bytes of some values of each sealed column, of some organisations. A sample, so never the whole. */
export class SealedColumns implements Measurement {
  readonly id: string;
  readonly claims: Measurement['claims'];

  constructor(
    private readonly service: ServiceName,
    claims: readonly string[],
    private readonly house: HouseEvidence,
  ) {
    this.id = `sealed-in-${service}`;
    this.claims = Object.fromEntries(claims.map((claim) => [claim, 'partly']));
  }

  async measure(): Promise<Measured> {
    const { sealed } = await this.house.service(this.service);
    const looked = sealed.filter(({ sampledCount }) => sampledCount > 0);
    if (looked.length === 0) return { notMeasured: 'nothing is stored there yet' };
    return looked.map(({ table, column, sampledCount, unsealedCount }): EvidenceFact => ({
      what: `${this.service}, ${table}.${column}: not sealed, of ${String(sampledCount)} looked at`,
      measured: String(unsealedCount),
      allowed: '0',
      holds: unsealedCount === 0,
    }));
  }
}

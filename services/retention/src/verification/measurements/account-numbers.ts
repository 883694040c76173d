import type { AccountEvidence, EvidenceFact } from '@ebbflow/contracts';
import type { Measurement } from '../measurement.ts';
import type { HouseEvidence } from '../sources/house-evidence.ts';

export interface AccountNumber {
  readonly id: string;
  readonly claims: Measurement['claims'];
  readonly what: string;
  /** Most there may be. */
  readonly most: number;
  readonly read: (evidence: AccountEvidence) => number;
}

/** A number over all accounts that must not be larger than it may. */
export class AccountNumbers implements Measurement {
  readonly id: string;
  readonly claims: Measurement['claims'];

  constructor(
    private readonly number: AccountNumber,
    private readonly house: HouseEvidence,
  ) {
    this.id = number.id;
    this.claims = number.claims;
  }

  async measure(): Promise<EvidenceFact[]> {
    const { what, most, read } = this.number;
    const found = read(await this.house.accounts());
    return [
      {
        what: `identity: ${what}`,
        measured: String(Math.round(found)),
        allowed: most === 0 ? '0' : `${String(most)} at most`,
        holds: found <= most,
      },
    ];
  }
}

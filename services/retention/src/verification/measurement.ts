import type { EvidenceFact } from '@ebbflow/contracts';

/** Injection token: every measurement there is. A new one is a file under measurements/ and a line in verification-parts. */
export const MEASUREMENTS: unique symbol = Symbol('ebbflow.retention.measurements');

/** Facts, or why there is nothing to look at here. */
export type Measured = readonly EvidenceFact[] | { readonly notMeasured: string };

/** Something that can be looked at while the service runs, and says whether what a claim promises is so. */
export interface Measurement {
  /** In words with hyphens; unique. */
  readonly id: string;
  /** Ids of the claims it speaks for. `wholly`: it proves all the sentence says; `partly`: a part of it, and others prove the rest. */
  readonly claims: Readonly<Record<string, 'wholly' | 'partly'>>;
  /** Looks now, at the thing itself and not at a setting of it. May throw: then the claim is not proved, and the report says so. */
  measure(): Promise<Measured>;
}

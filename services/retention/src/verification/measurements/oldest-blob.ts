import type { EvidenceFact, ServiceName } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import { type CategoryId, retentionPolicy } from '@ebbflow/policy';
import type { Measured, Measurement } from '../measurement.ts';
import type { HouseEvidence } from '../sources/house-evidence.ts';

const DAY_MS = 86_400_000;
/** What lies in blobs: bodies of deliveries, files of incomplete runs, details of runs. */
const IN_BLOBS = ['gateway-logs', 'incomplete-runs', 'execution-details'] as const satisfies CategoryId[];

/**
 * Blobs go before the rows that name them, with their day. Nothing tells of a blob which row that is, so the longest of the lifetimes is the
 * limit; a blob lives a day and an hour longer at most, until its day is swept, and some hours that a run may take.
 */
export class OldestBlob implements Measurement {
  readonly id = 'oldest-blob';
  readonly claims = { C05: 'partly', C06: 'partly', C09: 'partly' } as const;

  constructor(
    private readonly service: ServiceName,
    private readonly from: { readonly house: HouseEvidence; readonly clock: Clock },
  ) {}

  async measure(): Promise<Measured> {
    const { blobs } = await this.from.house.service(this.service);
    if (blobs === null) return { notMeasured: 'there are no blobs in this house' };
    const longest = Math.max(...IN_BLOBS.map((id) => retentionPolicy().ttl(id).milliseconds));
    const earliest = new Date(this.from.clock.nowMs() - longest - 2 * DAY_MS).toISOString();
    return [
      {
        what: 'blobs: when the oldest was made',
        measured: blobs.oldest ?? 'none',
        allowed: `${earliest} or later`,
        holds: blobs.oldest === null || blobs.oldest >= earliest,
      } satisfies EvidenceFact,
    ];
  }
}

import type { EvidenceFact, ServiceName } from '@ebbflow/contracts';
import type { Clock, Duration } from '@ebbflow/kernel';
import { retentionPolicy } from '@ebbflow/policy';
import type { Measurement } from '../measurement.ts';
import type { HouseEvidence } from '../sources/house-evidence.ts';

const DAY_MS = 86_400_000;

/** Copies of events on their way: outbox, inbox and given-up events of a service are no older than they may be, and a day for the upkeep. */
export class QueuesEmptied implements Measurement {
  readonly id: string;
  readonly claims: Measurement['claims'];

  constructor(
    private readonly service: ServiceName,
    claim: string,
    private readonly from: { readonly house: HouseEvidence; readonly clock: Clock },
  ) {
    this.id = `queues-of-${service}`;
    this.claims = { [claim]: 'partly' };
  }

  async measure(): Promise<EvidenceFact[]> {
    const { partitioned } = await this.from.house.service(this.service);
    const policy = retentionPolicy();
    const events = policy.termLength('events');
    // Of an event that comes again the inbox must still know, hence the day more.
    const limits: Readonly<Record<string, number>> = {
      outbox: within(events, 1),
      inbox: within(events, 3),
      dead_letter: within(policy.termLength('dead-letters'), 2),
    };
    return partitioned.flatMap(({ table, oldest }) => {
      const limit = limits[table];
      if (limit === undefined) return [];
      const earliest = new Date(this.from.clock.nowMs() - limit).toISOString();
      return {
        what: `${this.service}, ${table}: begin of the oldest part`,
        measured: oldest ?? 'none',
        allowed: `${earliest} or later`,
        holds: oldest === null || Date.parse(oldest) >= Date.parse(earliest),
      };
    });
  }
}

function within(ttl: Duration, days: number): number {
  return ttl.milliseconds + days * DAY_MS;
}

import type { EvidenceFact } from '@ebbflow/contracts';
import type { Clock } from '@ebbflow/kernel';
import type { Transport } from '@ebbflow/messaging';
import type { Measured, Measurement } from '../measurement.ts';

/** Events a broker holds: none older than its topic may keep it, and each topic set as the policy says. */
export class EventsInTopics implements Measurement {
  readonly id = 'events-in-topics';
  readonly claims = { C05: 'partly', C06: 'partly', C09: 'partly' } as const;

  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
  ) {}

  async measure(): Promise<Measured> {
    if (this.transport.topicsHeld === undefined)
      return { notMeasured: 'events stay in the process and are kept nowhere' };
    const topics = await this.transport.topicsHeld(this.clock.nowMs());
    return topics.flatMap(({ topic, settings, wanted, overdueCount }): EvidenceFact[] => [
      {
        what: `${topic}: how long it keeps events`,
        measured: settings,
        allowed: wanted,
        holds: settings === wanted,
      },
      {
        what: `${topic}: parts that hold an event past its time`,
        measured: String(overdueCount),
        allowed: '0',
        holds: overdueCount === 0,
      },
    ]);
  }
}

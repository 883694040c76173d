import { Inject, Injectable } from '@nestjs/common';
import { lifetimesChanged } from '@ebbflow/contracts';
import { BatchConsumer, type ReceivedEvent } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { Lifetimes, TakeLifetimes } from '@ebbflow/service-host';
import type { z } from 'zod';
import { LifetimeSweepJob } from './lifetime-sweep.job.ts';

/** What tenants have set holds for reads from the commit on; what is over by it is removed right after. */
@Injectable()
export class LifetimesChangedConsumer {
  readonly #taking: TakeLifetimes;

  constructor(
    @Inject(Database) database: Database,
    @Inject(Lifetimes) lifetimes: Lifetimes,
    @Inject(LifetimeSweepJob) private readonly sweep: LifetimeSweepJob,
  ) {
    this.#taking = new TakeLifetimes(database, lifetimes);
  }

  @BatchConsumer(lifetimesChanged, { group: 'gateway' })
  async take(events: ReceivedEvent<z.infer<typeof lifetimesChanged.schema>>[]): Promise<void> {
    await this.#taking.take(events);
    void this.sweep.wake();
  }
}

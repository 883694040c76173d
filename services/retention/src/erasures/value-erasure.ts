import type { ErasureSubject } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { addCounts } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { ErasureKeepers } from './erasure-keepers.ts';
import type { ErasureRow, Keeper } from './erasure.ts';
import { ErasuresRepository } from './erasures.repository.ts';

/** Those that keep payloads, in the order a payload goes: what the first still hands on is there when the last is asked. */
const PAYLOAD_KEEPERS = ['gateway', 'executor', 'log-store'] as const satisfies readonly Keeper[];

/** A person inside an organisation's payloads, known by values. Each service is asked until it finds none of them any more. */
@Injectable()
export class ValueErasure {
  constructor(
    @Inject(ErasuresRepository) private readonly erasures: ErasuresRepository,
    @Inject(ErasureKeepers) private readonly keepers: ErasureKeepers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async erase(row: ErasureRow, subject: ErasureSubject): Promise<boolean> {
    const known = await this.erasures.steps([row.id]);
    for (const keeper of PAYLOAD_KEEPERS) {
      if (known.some(({ service, doneAt }) => service === keeper && doneAt !== null)) continue;
      await this.erasures.sendAgain(row.id, { phase: 'delete', services: [keeper], at: this.clock.now() }, []);
      let counts = known.find(({ service }) => service === keeper)?.counts ?? {};
      // Cut off in between, the search begins anew and finds less.
      for (let isDone = false, cursor: string | null = null; !isDone;) {
        const erased = await this.keepers.erase(keeper, row.id, { subject, cursor });
        counts = addCounts(counts, erased.counts);
        ({ isDone, cursor = null } = erased);
        await this.erasures.setStepCounts(row.id, 'delete', keeper, counts);
      }
      await this.erasures.finishStep(row.id, { phase: 'delete', service: keeper, at: this.clock.now(), counts });
    }
    return this.erasures.move(
      row.id,
      { from: 'deleting', to: 'scanning', deletedAt: this.clock.now() },
      { events: [] },
    );
  }
}

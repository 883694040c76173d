import type { ErasureSubject } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { erasureFacts } from './erasure-facts.ts';
import { erasureOrder } from './erasure-order.ts';
import { ErasureResidue } from './erasure-residue.ts';
import { type ErasureRow, KEEPERS } from './erasure.ts';
import { ErasuresRepository } from './erasures.repository.ts';
import { ErasureLedger } from './ledger/erasure-ledger.ts';

/** From here on nothing leads back. */
@Injectable()
export class ErasureBeginning {
  constructor(
    @Inject(ErasuresRepository) private readonly erasures: ErasuresRepository,
    @Inject(ErasureResidue) private readonly residue: ErasureResidue,
    @Inject(ErasureLedger) private readonly ledger: ErasureLedger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The ledger first: from the moment a key is gone no backup may bring the subject back. */
  async begin(row: ErasureRow, subject: ErasureSubject): Promise<boolean> {
    const events = erasureFacts(
      { erasureId: row.id, what: 'begun', in: [row.subjectTenant, row.requestedFor] },
      this.clock,
    );
    if (subject.kind === 'data-subject') {
      return this.erasures.move(row.id, { from: 'waiting', to: 'deleting' }, { events });
    }
    const sealed = await this.residue.sealNeedles(row, subject);
    if (sealed !== undefined) await this.erasures.keepSealed(row.id, sealed);
    await this.ledger.append(row.id, subject);
    return this.erasures.move(
      row.id,
      { from: 'waiting', to: 'shredding' },
      {
        events: [...events, erasureOrder({ erasureId: row.id, subject, phase: 'shred' }, this.clock)],
        open: { phase: 'shred', services: KEEPERS, at: this.clock.now() },
      },
    );
  }
}

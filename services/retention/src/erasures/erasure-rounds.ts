import type { ErasurePhase, NamedErasureSubject } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import type { OutboxEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { AccountingHold } from '../held-records/accounting-hold.ts';
import { erasureFacts } from './erasure-facts.ts';
import { erasureOrder } from './erasure-order.ts';
import { type ErasureRow, KEEPERS, type StepRow } from './erasure.ts';
import { ErasuresRepository } from './erasures.repository.ts';

/** An order that nobody has answered for so long is sent again. */
const SEND_AGAIN_MS = 20_000;

/** The two rounds in which everybody is told what to do, and the erasure goes on when all have answered. */
@Injectable()
export class ErasureRounds {
  constructor(
    @Inject(ErasuresRepository) private readonly erasures: ErasuresRepository,
    @Inject(AccountingHold) private readonly accounting: AccountingHold,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All have destroyed keys, shut doors and ended work: now they may delete. */
  async afterShred(row: ErasureRow, subject: NamedErasureSubject): Promise<boolean> {
    if (!(await this.#haveAll(row, subject, 'shred'))) return false;
    // Before anybody deletes: what the law keeps is where it keeps it.
    if (subject.kind === 'organisation') await this.accounting.takeOver(subject.tenantId);
    const at = this.clock.now();
    return this.erasures.move(
      row.id,
      { from: 'shredding', to: 'deleting', shreddedAt: at },
      {
        events: [
          ...this.#facts(row, 'shredded'),
          erasureOrder({ erasureId: row.id, subject, phase: 'delete' }, this.clock),
        ],
        open: { phase: 'delete', services: KEEPERS, at },
      },
    );
  }

  async afterDelete(row: ErasureRow, subject: NamedErasureSubject): Promise<boolean> {
    if (!(await this.#haveAll(row, subject, 'delete'))) return false;
    const move = { from: 'deleting', to: 'scanning', deletedAt: this.clock.now() } as const;
    return this.erasures.move(row.id, move, { events: this.#facts(row, 'deleted') });
  }

  async #haveAll(row: ErasureRow, subject: NamedErasureSubject, phase: ErasurePhase): Promise<boolean> {
    const steps = (await this.erasures.steps([row.id])).filter((step) => step.phase === phase);
    const open = steps.filter(({ doneAt }) => doneAt === null);
    if (open.length > 0) await this.#sendAgain(row, subject, { phase, open });
    return open.length === 0;
  }

  async #sendAgain(
    row: ErasureRow,
    subject: NamedErasureSubject,
    { phase, open }: { phase: ErasurePhase; open: readonly StepRow[] },
  ): Promise<void> {
    const at = this.clock.now();
    if (open.every(({ sentAt }) => at.getTime() - sentAt.getTime() < SEND_AGAIN_MS)) return;
    const services = open.map(({ service }) => service);
    const order = erasureOrder({ erasureId: row.id, subject, phase }, this.clock);
    await this.erasures.sendAgain(row.id, { phase, services, at }, [order]);
  }

  /** What is erased has no log to write into: of an organisation only who planned it for others is told. */
  #facts(row: ErasureRow, what: 'shredded' | 'deleted'): OutboxEvent[] {
    const isGone = row.subjectKind === 'organisation';
    const where = [row.subjectTenant, row.requestedFor].filter((id) => !isGone || id !== row.subjectTenant);
    return erasureFacts({ erasureId: row.id, what, in: where }, this.clock);
  }
}

import type { NamedErasureSubject } from '@ebbflow/contracts';
import { toEbbflowError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Inject, Injectable } from '@nestjs/common';
import { ErasureBeginning } from './erasure-beginning.ts';
import { ErasureCompletion } from './erasure-completion.ts';
import { ErasureRounds } from './erasure-rounds.ts';
import { type OpenErasure, OpenErasures } from './open-erasures.ts';
import { ValueErasure } from './value-erasure.ts';

/**
 * Carries erasures from *waiting* to *done*. Where each is stands in its row and its steps: whoever dies leaves them as they are and the next
 * look goes on from there. *shredding*: everybody destroys keys, shuts doors and ends work; only when all have said so, *deleting*: everybody
 * deletes, the organisation's books having been moved to where the law wants them; then *scanning*: somebody else looks whether anything is
 * left. Subjects known by values have no key of their own and are not named in events: they go straight to *deleting*, over HTTP.
 */
@Injectable()
export class ErasureSaga {
  constructor(
    @Inject(OpenErasures) private readonly open: OpenErasures,
    @Inject(ErasureBeginning) private readonly beginning: ErasureBeginning,
    @Inject(ErasureRounds) private readonly rounds: ErasureRounds,
    @Inject(ValueErasure) private readonly values: ValueErasure,
    @Inject(ErasureCompletion) private readonly completion: ErasureCompletion,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** One step of each that is open, again and again until nothing moves. One that fails holds up no other. */
  async advance(): Promise<void> {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (const open of await this.open.list()) {
        try {
          isMoving = (await this.#step(open)) || isMoving;
        } catch (thrown) {
          const { code } = toEbbflowError(thrown);
          this.logger.warn('An erasure could not go on; it is tried again.', { erasureId: open.row.id, code }, thrown);
        }
      }
    }
  }

  /** @returns whether the erasure is in another state now */
  async #step({ row, subject }: OpenErasure): Promise<boolean> {
    if (row.state === 'waiting') return this.beginning.begin(row, subject);
    if (row.state === 'scanning') return this.completion.complete(row, subject);
    if (subject.kind === 'data-subject') return this.values.erase(row, subject);
    const named: NamedErasureSubject = subject;
    return row.state === 'shredding' ? this.rounds.afterShred(row, named) : this.rounds.afterDelete(row, named);
  }
}

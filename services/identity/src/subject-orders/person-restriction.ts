import type { restrictionChanged } from '@ebbflow/contracts';
import type { ReceivedEvent } from '@ebbflow/messaging';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { noteNewsletterWish } from '../newsletter/note-newsletter-wish.sql.ts';
import { RestrictionEntity } from '../restriction/restriction.entity.ts';
import { UserEntity } from '../users/user.entity.ts';
import { SubjectOrderSteps } from './subject-order-steps.repository.ts';

/** From now on a person's data is only stored, or processed again. */
@Injectable()
export class PersonRestriction {
  constructor(
    @Inject(SubjectOrderSteps) private readonly steps: SubjectOrderSteps,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async carryOut(event: ReceivedEvent<z.infer<typeof restrictionChanged.schema>>): Promise<void> {
    const { tenantId, requestId, subject, isRestricted } = event.data;
    if (subject.kind !== 'user') return;
    const { userId } = subject;
    await this.steps.once(event, 'restriction', async (manager, sql) => {
      if (!(await manager.existsBy(UserEntity, { tenantId, id: userId })))
        return { outcome: 'refused', reason: 'account-gone', counts: {} };
      if (isRestricted)
        await manager.upsert(RestrictionEntity, { tenantId, userId, requestId, since: this.clock.now() }, [
          'tenantId',
          'userId',
        ]);
      else await manager.delete(RestrictionEntity, { tenantId, userId });
      // The newsletter's provider hears of it with the next look, as of a consent that changed.
      await sql.query(noteNewsletterWish, [tenantId, userId, this.clock.now()]);
      return { outcome: 'done', counts: { people: 1 } };
    });
  }
}

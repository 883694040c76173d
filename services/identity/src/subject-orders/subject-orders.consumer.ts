import { noticeOrdered, objectionRaised, rectificationOrdered, restrictionChanged } from '@ebbflow/contracts';
import { BatchConsumer, type ReceivedEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccountRectification } from './account-rectification.repository.ts';
import { Objections } from './objections.ts';
import { PersonRestriction } from './person-restriction.ts';
import { SubjectNoticeOrders } from './subject-notice-orders.ts';

/** What retention orders about people with an account. Of organisations and of people in their data the executor is the one that has something. */
@Injectable()
export class SubjectOrdersConsumer {
  constructor(
    @Inject(AccountRectification) private readonly rectification: AccountRectification,
    @Inject(PersonRestriction) private readonly restriction: PersonRestriction,
    @Inject(Objections) private readonly objections: Objections,
    @Inject(SubjectNoticeOrders) private readonly notices: SubjectNoticeOrders,
  ) {}

  @BatchConsumer(rectificationOrdered, { group: 'identity' })
  async rectify(events: ReceivedEvent<z.infer<typeof rectificationOrdered.schema>>[]): Promise<void> {
    for (const event of events) await this.rectification.carryOut(event);
  }

  @BatchConsumer(restrictionChanged, { group: 'identity' })
  async restrict(events: ReceivedEvent<z.infer<typeof restrictionChanged.schema>>[]): Promise<void> {
    for (const event of events) await this.restriction.carryOut(event);
  }

  @BatchConsumer(objectionRaised, { group: 'identity' })
  async object(events: ReceivedEvent<z.infer<typeof objectionRaised.schema>>[]): Promise<void> {
    for (const event of events) await this.objections.carryOut(event);
  }

  @BatchConsumer(noticeOrdered, { group: 'identity' })
  async tell(events: ReceivedEvent<z.infer<typeof noticeOrdered.schema>>[]): Promise<void> {
    for (const event of events) await this.notices.carryOut(event);
  }
}

import { identitySubjectStepDone, type SubjectStepDone } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, Inbox, Outbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export type StepResult = Pick<SubjectStepDone, 'outcome' | 'reason' | 'counts'>;
type Order = ReceivedEvent<{ readonly tenantId: string; readonly requestId: string }>;

/** Carries an order out once and says so, in one transaction. */
@Injectable()
export class SubjectOrderSteps {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `work` runs as the organisation of the order and may not have run before. */
  async once(
    scope: Order,
    step: SubjectStepDone['step'],
    work: (manager: EntityManager, sql: SqlClient) => Promise<StepResult>,
  ): Promise<void> {
    const { tenantId, requestId } = scope.data;
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      if ((await this.inbox.claim(sql, 'identity', [scope])).length === 0) return;
      const done = { tenantId, requestId, step, ...(await work(manager, sql)) };
      const context = { tenantId, subject: requestId, clock: this.clock };
      await this.outbox.append(sql, [createEvent(identitySubjectStepDone, done, context)]);
    });
  }
}

import { executorSubjectStepDone, identitySubjectStepDone, type SubjectStepDone } from '@ebbflow/contracts';
import { BatchConsumer, Inbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { RequestAcknowledgements } from './request-acknowledgements.ts';

/** Other services have done, or could not do, their part of a request. Each is heard once, though it may come twice. */
@Injectable()
export class SubjectStepDoneConsumer {
  constructor(
    @Inject(RequestAcknowledgements) private readonly acknowledgements: RequestAcknowledgements,
    @Inject(Inbox) private readonly inbox: Inbox,
  ) {}

  @BatchConsumer(identitySubjectStepDone, { group: 'retention' })
  ofIdentity(events: ReceivedEvent<SubjectStepDone>[]): Promise<void> {
    return this.#take('identity', events);
  }

  @BatchConsumer(executorSubjectStepDone, { group: 'retention' })
  ofExecutor(events: ReceivedEvent<SubjectStepDone>[]): Promise<void> {
    return this.#take('executor', events);
  }

  async #take(service: string, events: readonly ReceivedEvent<SubjectStepDone>[]): Promise<void> {
    for (const event of events) {
      const isNew = async (sql: Parameters<Inbox['claim']>[0]): Promise<boolean> =>
        (await this.inbox.claim(sql, 'retention', [event])).length > 0;
      await this.acknowledgements.take(service, event.data, isNew);
    }
  }
}

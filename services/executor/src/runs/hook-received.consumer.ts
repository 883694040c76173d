import { hookReceived } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BatchConsumer, Inbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { sealedInputOf } from './held-run.ts';
import { type NewHookRun, RunQueueRepository } from './run-queue.repository.ts';
import { RunWorkerService } from './run-worker.service.ts';

const GROUP = 'executor';
type HookReceived = ReceivedEvent<z.infer<typeof hookReceived.schema>>;

/** Accepted deliveries become runs: one transaction for the batch. What this process has room for is leased to it in the same insert. */
@Injectable()
export class HookReceivedConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly queue: RunQueueRepository,
    private readonly worker: RunWorkerService,
    private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @BatchConsumer(hookReceived, { group: GROUP })
  async store(events: HookReceived[]): Promise<void> {
    this.worker.assertNotBehind();
    const places = this.worker.reserve(events.length);
    try {
      const askedAtMs = this.clock.nowMs();
      const { storedCount, leased, freshCount } = await this.database.asWorker(async (sql) => {
        const fresh = await this.inbox.claim(sql, GROUP, events);
        if (fresh.length === 0) return { storedCount: 0, leased: [], freshCount: 0 };
        const stored = await this.queue.insertHookRuns(sql, fresh.map(toNewRun), places, this.worker.terms);
        return { ...stored, freshCount: fresh.length };
      });
      this.worker.accept(leased, askedAtMs);
      if (storedCount > leased.length) this.worker.wake();
      if (storedCount < freshCount) {
        this.logger.warn('Deliveries gave no run: they have one already, or their scenario is not there.', {
          deliveryCount: freshCount - storedCount,
        });
      }
    } finally {
      this.worker.unreserve(places);
    }
  }
}

/** The run's id is the delivery's with another prefix, so that one delivery cannot become two runs whatever event carries it. */
function toNewRun({ tenantId, traceparent, data }: HookReceived): NewHookRun {
  return {
    tenantId,
    runId: data.runId ?? `run_${data.deliveryId.slice('dlv_'.length)}`,
    trigger: data.door ?? 'webhook',
    scenarioId: data.scenarioId,
    deliveryId: data.deliveryId,
    replyTo: data.replyTo,
    traceparent,
    input: sealedInputOf(data.sealed),
  };
}

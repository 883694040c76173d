import type { ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { HookRequest } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { DeliveriesService, type Received } from '../deliveries/deliveries.service.ts';
import { dedupeKeyOf } from '../deliveries/dedupe-key-of.ts';
import type { OpenHook } from '../hooks/hook.ts';
import { StructureLearner } from '../structures/structure-learner.ts';
import { sendAccepted, sendHookResponse } from './answer.ts';
import { DoorAddress } from './door-address.ts';
import { DoorConfig } from './door.config.ts';
import { DoorStartingError } from './door.errors.ts';
import { ResponseWaiters } from './response-waiters.ts';

/** Takes a request that has passed every check, and answers its sender: at once, or with what the run says. */
@Injectable()
export class Reception {
  constructor(
    @Inject(DoorConfig) private readonly config: DoorConfig,
    @Inject(DeliveriesService) private readonly deliveries: DeliveriesService,
    @Inject(StructureLearner) private readonly learner: StructureLearner,
    @Inject(ResponseWaiters) private readonly waiters: ResponseWaiters,
    @Inject(DoorAddress) private readonly address: DoorAddress,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async take(hook: OpenHook, request: HookRequest, response: ServerResponse): Promise<void> {
    const { dedupe } = hook.settings;
    const dedupeKey = dedupe === null ? undefined : dedupeKeyOf(dedupe, request);
    const received: Received = {
      deliveryId: newId('dlv', this.clock.nowMs()),
      hook,
      request,
      ...(dedupeKey === undefined ? {} : { dedupeKey }),
    };
    if (hook.responds) await this.#acceptAndWait(received, response);
    else sendAccepted(response, await this.deliveries.accept(received));
    if (hook.isLearning) this.learner.learn(hook, request);
  }

  /** A delivery that is held or a copy is answered at once: no run would, or not soon. */
  async #acceptAndWait(received: Received, response: ServerResponse): Promise<void> {
    const { replyUrl } = this.address;
    if (replyUrl === undefined) throw new DoorStartingError();
    const { responseTimeoutSeconds } = received.hook.settings;
    const timeoutMs =
      responseTimeoutSeconds === null ? this.config.responseTimeout.milliseconds : responseTimeoutSeconds * 1_000;
    const waiter = this.waiters.wait(received.deliveryId, timeoutMs);
    // A sender who hangs up must not hold its place until the time is over.
    response.once('close', () => waiter.release());
    try {
      const taken = await this.deliveries.accept({ ...received, replyTo: replyUrl });
      const answer = taken.state === 'dispatched' ? await waiter.response : undefined;
      if (answer === undefined) sendAccepted(response, taken);
      else sendHookResponse(response, answer);
    } finally {
      waiter.release();
    }
  }
}

import {
  type ErasureDone,
  executorErasureDone,
  gatewayErasureDone,
  identityErasureDone,
  logStoreErasureDone,
  vaultErasureDone,
} from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BatchConsumer, type ReceivedEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { ErasureBell } from './erasure-bell.ts';
import type { Keeper } from './erasure.ts';
import { ErasuresRepository } from './erasures.repository.ts';

const GROUP = 'retention';

/** Writes down who has done what. An answer that comes twice changes nothing. */
@Injectable()
export class ErasureDoneConsumer {
  constructor(
    @Inject(ErasuresRepository) private readonly erasures: ErasuresRepository,
    @Inject(ErasureBell) private readonly bell: ErasureBell,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @BatchConsumer(identityErasureDone, { group: GROUP })
  ofIdentity(events: ReceivedEvent<ErasureDone>[]): Promise<void> {
    return this.#note('identity', events);
  }

  @BatchConsumer(vaultErasureDone, { group: GROUP })
  ofVault(events: ReceivedEvent<ErasureDone>[]): Promise<void> {
    return this.#note('vault', events);
  }

  @BatchConsumer(gatewayErasureDone, { group: GROUP })
  ofGateway(events: ReceivedEvent<ErasureDone>[]): Promise<void> {
    return this.#note('gateway', events);
  }

  @BatchConsumer(executorErasureDone, { group: GROUP })
  ofExecutor(events: ReceivedEvent<ErasureDone>[]): Promise<void> {
    return this.#note('executor', events);
  }

  @BatchConsumer(logStoreErasureDone, { group: GROUP })
  ofLogStore(events: ReceivedEvent<ErasureDone>[]): Promise<void> {
    return this.#note('log-store', events);
  }

  async #note(service: Keeper, events: ReceivedEvent<ErasureDone>[]): Promise<void> {
    for (const { data } of events) {
      const { erasureId, phase, counts } = data;
      await this.erasures.finishStep(erasureId, { phase, service, at: this.clock.now(), counts });
    }
    this.bell.ring();
  }
}

import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { RunWorkerService } from '../../runs/run-worker.service.ts';
import { HookQueues } from '../drain/hook-queues.ts';
import { SchedulesConfig } from '../schedules.config.ts';
import { ScheduleClaimsService } from './schedule-claims.service.ts';

/** Looks for due schedules again and again, on every replica; who is first has them. */
@Injectable()
export class ScheduleTickerJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #ticking: Promise<void> | undefined;
  #isStopping = false;

  constructor(
    private readonly claims: ScheduleClaimsService,
    private readonly hooks: HookQueues,
    private readonly worker: RunWorkerService,
    private readonly config: SchedulesConfig,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.tick(), this.config.tickEvery.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    await this.#ticking;
  }

  tick(): void {
    if (this.#ticking !== undefined || this.#isStopping) return;
    this.#ticking = this.#workOff()
      .catch((thrown: unknown) =>
        this.logger.warn('Schedules that are due could not be started; it is tried again.', {}, thrown),
      )
      .finally(() => {
        this.#ticking = undefined;
      });
  }

  /** Until nothing is due any more. What was asked of the gateway holds for this round only. */
  async #workOff(): Promise<void> {
    const pending = new Map<string, number | undefined>();
    while (!this.#isStopping) {
      const { claimedCount, startedCount, hooksToAsk, broken } = await this.claims.claim(pending);
      if (startedCount > 0) this.worker.wake();
      for (const { tenantId, scenarioId, cause } of broken) {
        const fields = { organisationId: tenantId, scenarioId };
        this.logger.error('A schedule cannot be followed and rests until it is set anew.', fields, cause);
      }
      if (hooksToAsk.length > 0) await this.hooks.ask(hooksToAsk, pending);
      else if (claimedCount < this.config.batchSize) return;
    }
  }
}

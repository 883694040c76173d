import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ScenariosConfig } from '../scenarios.config.ts';
import { HookSyncService } from './hook-sync.service.ts';

/** Looks again and again whether the gateway must be told about hooks. Any number of executors may. */
@Injectable()
export class HookSyncJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #syncing: Promise<void> | undefined;
  /** Somebody called while it was looking already, perhaps too late for that look. */
  #isWoken = false;
  #isStopping = false;

  constructor(
    private readonly hooks: HookSyncService,
    private readonly config: ScenariosConfig,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.wake(), this.config.hookSyncEvery.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    await this.#syncing;
  }

  wake(): void {
    if (this.#isStopping) return;
    this.#isWoken = this.#syncing !== undefined;
    if (this.#syncing) return;
    this.#syncing = this.hooks
      .syncDue()
      .catch((thrown: unknown) => this.logger.warn('Hooks to be told about cannot be read; tried again.', {}, thrown))
      .finally(() => {
        this.#syncing = undefined;
        if (this.#isWoken) this.wake();
      });
  }
}

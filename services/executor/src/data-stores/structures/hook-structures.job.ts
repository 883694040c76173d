import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataStoresConfig } from '../data-stores.config.ts';
import { HookStructures } from './hook-structures.ts';

/** Tells the gateway what it could not be told before. */
@Injectable()
export class HookStructuresJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly config: DataStoresConfig,
    private readonly hooks: HookStructures,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#telling = this.hooks
        .tellStale()
        .catch((thrown: unknown) => this.logger.warn('Changed data structures could not be looked for.', {}, thrown));
    }, this.config.sweepEvery.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#telling;
  }
}

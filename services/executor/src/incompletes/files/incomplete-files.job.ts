import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { RunSweepConfig } from '../../runs/sweep/run-sweep.config.ts';
import { IncompleteFiles } from './incomplete-files.ts';

/** Removes files of incomplete executions that are over, as often as what is over of runs is removed. */
@Injectable()
export class IncompleteFilesJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #removing: Promise<void> | undefined;

  constructor(
    private readonly config: RunSweepConfig,
    private readonly files: IncompleteFiles,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.#turn(), this.config.every.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#removing;
  }

  #turn(): void {
    this.#removing ??= this.files
      .removeLeft()
      .then(() => undefined)
      .catch((thrown: unknown) =>
        this.logger.warn('Files of incomplete executions could not be removed; it is tried again.', {}, thrown),
      )
      .finally(() => (this.#removing = undefined));
  }
}

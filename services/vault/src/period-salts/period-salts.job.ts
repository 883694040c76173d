import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PeriodSaltsConfig } from './period-salts.config.ts';
import { PeriodSaltsService } from './period-salts.service.ts';

/** Destroys the salts of periods that are over. Every replica does; each step can be done twice. */
@Injectable()
export class PeriodSaltsJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;
  #isWrittenDown = false;
  #isHeld = false;

  constructor(
    private readonly config: PeriodSaltsConfig,
    @Inject(PeriodSaltsService) private readonly salts: PeriodSaltsService,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.#start(), this.config.every.milliseconds);
    this.#start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  /** @throws whatever database or disk say; what was done stays done. */
  async run(): Promise<void> {
    if (!this.#isWrittenDown) await this.salts.writeDownAll();
    this.#isWrittenDown = true;
    const { destroyedCount, isHeld } = await this.salts.destroyOver();
    if (isHeld && !this.#isHeld)
      this.logger.warn('The clock was set forward; it destroys no salt before it has stood so for an hour.', {});
    this.#isHeld = isHeld;
    if (destroyedCount > 0) this.logger.info('Periods are over; their salts are destroyed.', { destroyedCount });
  }

  #start(): void {
    this.#underWay ??= this.run()
      .catch((thrown: unknown) =>
        this.logger.error('Salts of periods that are over could not be destroyed; tried again.', {}, thrown),
      )
      .finally(() => (this.#underWay = undefined));
  }
}

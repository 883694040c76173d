import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ParkedRuns } from './parked-runs.ts';

const EVERY_MS = 10 * 60_000;

/** Keeps what waiting runs need readable. Every replica does; none takes what another holds. */
@Injectable()
export class SealRenewalJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;
  #isStopping = false;

  constructor(
    private readonly parked: ParkedRuns,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.#start(), EVERY_MS);
    this.#start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    await this.#underWay;
  }

  /** Until there is none left to look at. @throws TransientError while vault or database are away; what was done stays done. */
  async run(): Promise<void> {
    while (!this.#isStopping && (await this.parked.renewSome()) > 0);
  }

  #start(): void {
    this.#underWay ??= this.run()
      .catch((thrown: unknown) =>
        this.logger.warn('What waiting runs need could not be sealed again; it is tried again.', {}, thrown),
      )
      .finally(() => (this.#underWay = undefined));
  }
}

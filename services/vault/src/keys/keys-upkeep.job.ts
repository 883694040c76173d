import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { RootKeyRotationService } from '../root-key/root-key-rotation.service.ts';
import { SecretResealing } from './reseal/secret-resealing.service.ts';

const EVERY_MS = 60_000;

/** Goes on, once a minute and at the start, with whatever a rotation has left to do. Every replica does all of it; each step can be done twice. */
@Injectable()
export class KeysUpkeepJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;

  constructor(
    @Inject(RootKeyRotationService) private readonly rotation: RootKeyRotationService,
    @Inject(SecretResealing) private readonly resealing: SecretResealing,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.#start(), EVERY_MS);
    this.#start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  /** @throws TransientError when the database or KMS is away; what was done stays done. */
  async run(): Promise<void> {
    await this.rotation.finish();
    await this.resealing.resealAll();
  }

  #start(): void {
    this.#underWay ??= this.run()
      .catch((thrown: unknown) => this.logger.warn('Keys could not be looked after; tried again.', {}, thrown))
      .finally(() => (this.#underWay = undefined));
  }
}

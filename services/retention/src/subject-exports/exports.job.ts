import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SubjectRequestsRepository } from '../subject-requests/subject-requests.repository.ts';
import { ExportBell } from './export-bell.ts';
import { ExportMaking } from './export-making.ts';
import { ExportQueue } from './export-queue.ts';

const EVERY_MS = 15_000;

/** Makes files that are wanted, one after the other, and deletes those whose time is over. Every replica looks; each file is one's. */
@Injectable()
export class ExportsJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;
  #isWanted = false;
  #isStopping = false;

  constructor(
    @Inject(ExportQueue) private readonly queue: ExportQueue,
    @Inject(ExportMaking) private readonly making: ExportMaking,
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(ExportBell) private readonly bell: ExportBell,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.bell.onRing(() => this.#look());
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    await this.#underWay;
  }

  async run(): Promise<void> {
    for (const over of await this.queue.over()) {
      await this.queue.end(over, 'gone');
      await this.requests.change(over.tenant_id, over.request_id, {
        from: ['completed', 'withdrawn', 'denied'],
        steps: [{ step: 'export-expired', by: 'system' }],
      });
    }
    while (!this.#isStopping) {
      const claimed = await this.queue.claim();
      if (claimed === undefined) return;
      await this.making.make(claimed);
    }
  }

  /** A ring while one looks is heard after it: what it is about may have come too late for that look. */
  #look(): void {
    if (this.#isStopping) return;
    this.#isWanted = true;
    this.#underWay ??= this.#rounds().finally(() => (this.#underWay = undefined));
  }

  async #rounds(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      await this.run().catch((thrown: unknown) =>
        this.logger.warn('Files of requests could not be looked for; tried again.', {}, thrown),
      );
    }
  }
}

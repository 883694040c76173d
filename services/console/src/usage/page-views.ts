import type { PageView } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { ServiceClient } from '@ebbflow/service-host';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';

const SEND_EVERY_MS = 5_000;
const BATCH = 100;
/** Of a flood, or while identity is away, only so many are kept; they are worth no more. */
const MOST_WAITING = 1_000;

/** Page views on their way to identity, a hundred at a time: nobody's page waits for them, and a replica that dies takes five seconds of them along. */
@Injectable()
export class PageViews implements BeforeApplicationShutdown {
  readonly #waiting: PageView[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  add(view: PageView): void {
    this.#waiting.push(view);
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
    if (this.#waiting.length >= BATCH) void this.send();
    else this.#timer ??= setTimeout(() => void this.send(), SEND_EVERY_MS).unref();
  }

  /** One after the other; resolves when nothing is waiting, or identity does not take it now. */
  send(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending = this.#sending.then(() => this.#sendAll());
    return this.#sending;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.send();
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const items = this.#waiting.splice(0, BATCH);
      try {
        await this.client.call('identity', 'POST', '/internal/v1/usage-information', { body: { items } });
      } catch (thrown) {
        this.logger.warn('Page views could not be handed over.', { viewCount: items.length }, thrown);
        // What identity refuses it would refuse again.
        if (!(thrown instanceof ExpectedError))
          this.#waiting.unshift(...items.slice(0, MOST_WAITING - this.#waiting.length));
        return;
      }
    }
  }
}

import { ModuleError, type WebhookResponse } from '@ebbflow/connector-sdk';
import { ExpectedError, TransientError } from '@ebbflow/kernel';
import type { Logger } from '@ebbflow/observability';
import type { ServiceClient } from '@ebbflow/service-host';
import type { RunJournal } from '../journal/run-journal.ts';
import type { AttemptScope } from './attempt-scope.ts';

/** What the gateway takes as one message: 12 MiB in base64, less room for headers. More would be refused there, and the sender left to wait. */
const MOST_BYTES = 12 * 1_048_576 - 65_536;

/** Carries the response module's answer to the gateway replica that keeps the sender waiting. */
export class WebhookReply {
  readonly #client: ServiceClient;
  readonly #scope: AttemptScope;
  readonly #journal: RunJournal;
  readonly #logger: Logger;

  constructor(client: ServiceClient, scope: AttemptScope, journal: RunJournal, logger: Logger) {
    this.#client = client;
    this.#scope = scope;
    this.#journal = journal;
    this.#logger = logger;
  }

  async respond({ status, headers, body }: WebhookResponse): Promise<void> {
    if (body.byteLength > MOST_BYTES) {
      throw new ModuleError(
        'MaxFileSizeExceededError',
        `The answer to a webhook may have at most ${String(MOST_BYTES)} bytes.`,
      );
    }
    await this.#journal.settle();
    const { tenantId, runId, deliveryId, replyTo } = this.#scope.run;
    if (deliveryId === undefined || replyTo === undefined) return;
    try {
      await this.#client.call('gateway', 'POST', `/internal/v1/deliveries/${encodeURIComponent(deliveryId)}/response`, {
        origin: replyTo,
        body: { status, headers, body: Buffer.from(body).toString('base64') },
        timeoutMs: 3_000,
      });
    } catch (thrown) {
      if (thrown instanceof ExpectedError && thrown.status === 404) return;
      // The replica is gone and the sender's connection with it, or the answer is not valid HTTP: the sender gets the door's own
      // answer. The run goes on, as it does when nobody waits any more.
      if (!(thrown instanceof TransientError || thrown instanceof ExpectedError)) throw thrown;
      this.#logger.warn(
        'An answer to a webhook could not be handed over.',
        { organisationId: tenantId, runId, deliveryId },
        thrown,
      );
    }
  }
}

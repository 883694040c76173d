import { ledgerReplayedSchema, restoreStateSchema } from '@ebbflow/contracts';
import { toEbbflowError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { ServiceClient } from '@ebbflow/service-host';
import { LEDGER_REPLAY, type LedgerReplay, RestoreGuard } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { type Keeper, KEEPERS } from './erasure.ts';
import { entriesOf, ErasureLedger, type LedgerContent } from './ledger/erasure-ledger.ts';

/** A replay reads whole tables for the ids in them. */
const REPLAY_MS = 600_000;

/**
 * After a restore: services whose database came back from a backup wait, and are told who was erased since; all of them are when this
 * service's own ledger is behind the file, which is how a restore is noticed that no service notices by itself.
 */
@Injectable()
export class RestoreReplays {
  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(ErasureLedger) private readonly ledger: ErasureLedger,
    @Inject(LEDGER_REPLAY) private readonly own: LedgerReplay,
    @Inject(RestoreGuard) private readonly guard: RestoreGuard,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async run(): Promise<void> {
    const content = await this.ledger.content();
    const isBehind = content !== undefined && (content.lines.at(-1)?.sequence ?? 0) > (await this.ledger.head());
    const told = await Promise.all(KEEPERS.map((keeper) => this.#replay(keeper, content, isBehind)));
    if (this.guard.isPending || isBehind) {
      const { isDone } = await this.own.replay(content?.key ?? Buffer.alloc(0), entriesOf(content?.lines ?? []));
      if (!isDone) return;
    }
    // Only when everybody has been told: until then every look begins anew.
    if (isBehind && told.every(Boolean)) await this.ledger.mirror(content.lines);
  }

  /** @returns whether nothing is left to be told to this one */
  async #replay(keeper: Keeper, content: LedgerContent | undefined, isBehind: boolean): Promise<boolean> {
    try {
      const { isPending } = await this.client.call(keeper, 'GET', '/internal/v1/restore', {
        schema: restoreStateSchema,
      });
      if (!isPending && !isBehind) return true;
      if (content === undefined)
        this.logger.error('A restored service is served without a ledger: who was erased since the backup is back.', {
          peer: keeper,
        });
      const { isDone } = await this.client.call(keeper, 'POST', '/internal/v1/restore/replays', {
        body: { key: (content?.key ?? Buffer.alloc(0)).toString('base64'), entries: entriesOf(content?.lines ?? []) },
        schema: ledgerReplayedSchema,
        timeoutMs: REPLAY_MS,
      });
      return isDone;
    } catch (thrown) {
      if (isBehind)
        this.logger.warn('A service could not be told who was erased; it is tried again.', {
          peer: keeper,
          code: toEbbflowError(thrown).code,
        });
      return false;
    }
  }
}

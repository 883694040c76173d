import { runCallbackContext } from '@ebbflow/contracts';
import { openPayload, PeriodKeys, webhookHeaders } from '@ebbflow/crypto';
import { CLOCK, type Clock, ExpectedError } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { EgressHandle } from '../../runs/attempt/egress-handle.ts';
import { RunCallsConfig } from '../run-calls.config.ts';
import { CallbackSecrets } from './callback-secrets.ts';

export interface ClaimedCallback {
  readonly tenant_id: string;
  readonly run_id: string;
  readonly message_sealed: Buffer;
  readonly key_version: number;
  readonly attempts: number;
  readonly expires_at: Date;
}

/** `later`: worth another try. `never`: the receiver said that it is gone, the address may not be called, or the key is destroyed. */
export type Delivery = 'delivered' | 'later' | 'never';

const messageSchema = z.object({ url: z.string(), body: z.string() });
const GONE = 410;
/** What the receiver says is not read. */
const MOST_ANSWER_BYTES = 65_536;

/** One attempt to tell a caller about the end of a run. */
@Injectable()
export class CallbackSender {
  constructor(
    private readonly config: RunCallsConfig,
    private readonly keys: PeriodKeys,
    private readonly secrets: CallbackSecrets,
    private readonly egress: EgressHandle,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async send(callback: ClaimedCallback, signal: AbortSignal): Promise<Delivery> {
    const { tenant_id: tenantId, run_id: id } = callback;
    try {
      const { url, body } = await this.#open(callback);
      const secret = await this.secrets.of(tenantId);
      const { status } = await this.egress.egress.request({
        url,
        method: 'POST',
        headers: webhookHeaders(secret, { id, sentAt: this.clock.now(), body }),
        body: Buffer.from(body),
        timeoutMs: this.config.callbackTimeout.milliseconds,
        // A redirect would send outputs to an address that the caller did not name.
        followRedirects: false,
        rejectUnauthorized: true,
        maxResponseBytes: MOST_ANSWER_BYTES,
        signal,
      });
      if (status >= 200 && status < 300) return 'delivered';
      return status === GONE ? 'never' : 'later';
    } catch (thrown) {
      return isFinal(thrown) ? 'never' : 'later';
    }
  }

  async #open({ tenant_id: tenantId, run_id: runId, message_sealed: sealed }: ClaimedCallback) {
    const key = await this.keys.toOpen(tenantId, sealed);
    const message = openPayload(key, runCallbackContext(tenantId, runId), sealed).toString('utf8');
    return messageSchema.parse(JSON.parse(message));
  }
}

const FINAL: ReadonlySet<string> = new Set([
  'EGRESS.BLOCKED_ADDRESS',
  'EGRESS.BAD_URL',
  'EGRESS.BAD_REQUEST',
  'CRYPTO.KEY_DESTROYED',
  'CRYPTO.GONE_BY_LIFETIME',
]);

/** A certificate or a name may be put right within a day; an address that may not be called stays so. */
function isFinal(thrown: unknown): boolean {
  if (!(thrown instanceof ExpectedError)) return false;
  return FINAL.has(thrown.code);
}

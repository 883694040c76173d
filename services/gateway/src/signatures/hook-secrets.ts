import { Inject, Injectable } from '@nestjs/common';
import { hookSecretsLeaseSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, Secret } from '@ebbflow/kernel';
import { ServiceClient } from '@ebbflow/service-host';

/** A secret that was taken away works for a minute more at most, like a destroyed key. */
const MAX_AGE_MS = 60_000;
/** How soon vault is asked again for a hook whose secrets did not fit; whoever sends rubbish costs no more questions than this. */
const MIN_AGE_MS = 1_000;
const MAX_ENTRIES = 10_000;

interface Entry {
  readonly secrets: Promise<readonly Secret[]>;
  readonly askedMs: number;
}

/**
 * What senders sign with, leased from vault for a minute: the gateway holds no key that opens a secret, and writes none down. Who
 * comes while the question is under way shares it; a failed one leaves nothing behind.
 */
@Injectable()
export class HookSecrets {
  readonly #leases = new Map<string, Entry>();

  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first; empty when none was ever given. @throws TransientError when vault is away */
  of(tenantId: string, hookId: string): Promise<readonly Secret[]> {
    return this.#notOlderThan(MAX_AGE_MS, tenantId, hookId);
  }

  /**
   * For a request that fits none of what `of` gave: a secret that was given a moment ago must count from then on, since a sender whose
   * request is refused with 401 may not send it again. @throws TransientError when vault is away
   */
  freshly(tenantId: string, hookId: string): Promise<readonly Secret[]> {
    return this.#notOlderThan(MIN_AGE_MS, tenantId, hookId);
  }

  #notOlderThan(maxAgeMs: number, tenantId: string, hookId: string): Promise<readonly Secret[]> {
    const nowMs = this.clock.nowMs();
    const known = this.#leases.get(hookId);
    if (known && nowMs < known.askedMs + maxAgeMs) return known.secrets;
    const asked: Entry = { secrets: this.#read(tenantId, hookId), askedMs: nowMs };
    this.#leases.delete(hookId);
    this.#leases.set(hookId, asked);
    const oldest = this.#leases.size > MAX_ENTRIES ? this.#leases.keys().next() : undefined;
    if (oldest && !oldest.done) this.#leases.delete(oldest.value);
    asked.secrets.catch(() => {
      if (this.#leases.get(hookId) !== asked) return;
      // What was known is good for the rest of its minute, though somebody asked for news while vault is away.
      if (known) this.#leases.set(hookId, known);
      else this.#leases.delete(hookId);
    });
    return asked.secrets;
  }

  async delete(tenantId: string, hookId: string): Promise<void> {
    this.#leases.delete(hookId);
    const query = new URLSearchParams({ tenantId }).toString();
    await this.client.call('vault', 'DELETE', `/internal/v1/hook-secrets/${encodeURIComponent(hookId)}?${query}`);
  }

  async #read(tenantId: string, hookId: string): Promise<readonly Secret[]> {
    const { secrets } = await this.client.call('vault', 'POST', '/internal/v1/hook-secrets/read', {
      body: { tenantId, hookId },
      schema: hookSecretsLeaseSchema,
    });
    return secrets.map((secret) => new Secret(secret));
  }
}

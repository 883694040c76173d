import { redactionStateSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';

const MAX_AGE_MS = 10_000;
const MOST_TENANTS = 1_000;

/** Whether an organisation has rules that take what is personal out of its logs: without them no payload leaves the house. */
@Injectable()
export class RedactionState {
  readonly #known = new Map<string, { readonly hasRules: boolean; readonly atMs: number }>();

  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws TransientError when the executor is away */
  async hasRules(tenantId: string): Promise<boolean> {
    const known = this.#known.get(tenantId);
    if (known !== undefined && this.clock.nowMs() - known.atMs < MAX_AGE_MS) return known.hasRules;
    const { hasRules } = await this.client.call(
      'executor',
      'GET',
      `/internal/v1/redaction-state?tenantId=${tenantId}`,
      {
        schema: redactionStateSchema,
      },
    );
    if (this.#known.size >= MOST_TENANTS) this.#known.clear();
    this.#known.set(tenantId, { hasRules, atMs: this.clock.nowMs() });
    return hasRules;
  }
}

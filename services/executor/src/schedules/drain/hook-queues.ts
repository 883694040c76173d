import { type ClaimedDeliveries, claimedDeliveriesSchema, pendingCountsSchema } from '@ebbflow/contracts';
import { Logger } from '@ebbflow/observability';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import type { HookAsked } from '../ticker/schedule-claims.service.ts';

/** As many as one question may name. */
const MOST_HOOKS = 1_000;

/** What waits at the hooks of scenarios that start on a schedule; the gateway keeps it. */
@Injectable()
export class HookQueues {
  constructor(
    private readonly client: ServiceClient,
    private readonly logger: Logger,
  ) {}

  /** Adds to `pending` how many deliveries wait at each of these hooks; undefined where the gateway could not say. Does not throw. */
  async ask(hooks: readonly HookAsked[], pending: Map<string, number | undefined>): Promise<void> {
    const byTenant = Map.groupBy(hooks, ({ tenantId }) => tenantId);
    await Promise.all(
      [...byTenant].map(async ([tenantId, asked]) => {
        const hookIds = [...new Set(asked.map(({ hookId }) => hookId))];
        for (let from = 0; from < hookIds.length; from += MOST_HOOKS) {
          const some = hookIds.slice(from, from + MOST_HOOKS);
          const counts = await this.#counts(tenantId, some);
          for (const hookId of some) pending.set(hookId, counts === undefined ? undefined : (counts[hookId] ?? 0));
        }
      }),
    );
  }

  /** The same ones each time the same run asks. @throws TransientError when the gateway is away */
  async claim(tenantId: string, hookId: string, runId: string, max: number): Promise<ClaimedDeliveries['items']> {
    const path = `/internal/v1/hooks/${encodeURIComponent(hookId)}/claims`;
    const { items } = await this.client.call('gateway', 'POST', path, {
      body: { tenantId, runId, max },
      schema: claimedDeliveriesSchema,
    });
    return items;
  }

  async #counts(tenantId: string, hookIds: readonly string[]): Promise<Readonly<Record<string, number>> | undefined> {
    try {
      const { counts } = await this.client.call('gateway', 'POST', '/internal/v1/hooks/pending', {
        body: { tenantId, hookIds },
        schema: pendingCountsSchema,
      });
      return counts;
    } catch (thrown) {
      this.logger.warn(
        'The gateway could not say what waits; the schedules are tried again.',
        { organisationId: tenantId },
        thrown,
      );
      return undefined;
    }
  }
}

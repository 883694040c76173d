import { createHookSchema, hookSchema, type Hook } from '@ebbflow/contracts';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

export type HookOptions = z.infer<typeof createHookSchema>['options'];

/** The gateway's hooks, asked over HTTP. Both calls are idempotent, so a caller that does not know whether one arrived sends it again. */
@Injectable()
export class GatewayHooks {
  constructor(private readonly client: ServiceClient) {}

  /** The hook of this trigger, made now (disabled) or long ago. */
  create(tenantId: string, scenarioId: string, moduleId: number, options: HookOptions): Promise<Hook> {
    return this.client.call('gateway', 'POST', '/internal/v1/hooks', {
      body: { tenantId, scenarioId, moduleId, options },
      schema: hookSchema,
    });
  }

  /** `responds`: the door keeps the sender waiting for the scenario's own answer. */
  async update(tenantId: string, hookId: string, state: { enabled: boolean; responds: boolean }): Promise<void> {
    await this.client.call('gateway', 'PATCH', `/internal/v1/hooks/${encodeURIComponent(hookId)}`, {
      body: { tenantId, ...state },
    });
  }
}

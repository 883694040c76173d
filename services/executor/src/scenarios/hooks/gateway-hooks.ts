import { type createHookSchema, type Hook, hookSchema, type updateHookSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

export type HookOptions = z.infer<typeof createHookSchema>['options'];
export type HookState = Omit<z.infer<typeof updateHookSchema>, 'tenantId'>;

/** A hook that a trigger needs. */
export interface HookTrigger {
  readonly moduleId: number;
  readonly kind: NonNullable<z.input<typeof createHookSchema>['kind']>;
  readonly options: HookOptions;
}

/** The hook of a trigger as it is kept beside the scenario. */
export interface ScenarioHook {
  readonly moduleId: number;
  readonly hookId: string;
  readonly url: string;
}

/** The gateway's hooks, asked over HTTP. All calls are idempotent, so a caller that does not know whether one arrived sends it again. */
@Injectable()
export class GatewayHooks {
  constructor(private readonly client: ServiceClient) {}

  /** The hooks of these triggers, made now (disabled) or long ago. @throws TransientError when the gateway is away */
  async ensure(tenantId: string, scenarioId: string, triggers: readonly HookTrigger[]): Promise<ScenarioHook[]> {
    const hooks: ScenarioHook[] = [];
    for (const { moduleId, kind, options } of triggers) {
      const { hookId, url }: Hook = await this.client.call('gateway', 'POST', '/internal/v1/hooks', {
        body: { tenantId, scenarioId, moduleId, kind, options },
        schema: hookSchema,
      });
      hooks.push({ moduleId, hookId, url });
    }
    return hooks;
  }

  /** The hook's address; undefined when the gateway does not have the hook any more. */
  async update(tenantId: string, hookId: string, state: HookState): Promise<string | undefined> {
    const hook = await this.#toExisting(() =>
      this.client.call('gateway', 'PATCH', pathOf(hookId), { body: { tenantId, ...state }, schema: hookSchema }),
    );
    return hook?.url;
  }

  /** With everything the gateway keeps for it. */
  async delete(tenantId: string, hookId: string): Promise<void> {
    const path = `${pathOf(hookId)}?tenantId=${encodeURIComponent(tenantId)}`;
    await this.#toExisting(() => this.client.call('gateway', 'DELETE', path));
  }

  async #toExisting<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (thrown) {
      if (thrown instanceof ExpectedError && thrown.code === 'GATEWAY.HOOK_NOT_FOUND') return undefined;
      throw thrown;
    }
  }
}

function pathOf(hookId: string): string {
  return `/internal/v1/hooks/${encodeURIComponent(hookId)}`;
}

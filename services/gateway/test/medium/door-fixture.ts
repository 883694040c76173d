import { hookSchema, type Hook } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import type { TestHouse } from '@ebbflow/testing';

interface HookWishes {
  readonly enabled?: boolean;
  readonly responds?: boolean;
  readonly passThrough?: boolean;
}

/** A hook of this organisation as the executor makes one: created, then switched on unless told otherwise. */
export async function aHook(
  house: TestHouse,
  gateway: RunningService,
  tenantId: string,
  { enabled = true, responds = false, passThrough = false }: HookWishes = {},
): Promise<Hook> {
  const body = {
    tenantId,
    scenarioId: newId('scn'),
    moduleId: 1,
    options: { headers: false, method: false, passThrough },
  };
  const created = hookSchema.parse(
    (await house.ask(gateway, 'POST', '/internal/v1/hooks', { as: 'executor', body })).body,
  );
  const change = { tenantId, enabled, responds };
  const answer = await house.ask(gateway, 'PATCH', `/internal/v1/hooks/${created.hookId}`, {
    as: 'executor',
    body: change,
  });
  return hookSchema.parse(answer.body);
}

export function postJson(url: string, value: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
}

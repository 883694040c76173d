import { randomBytes } from 'node:crypto';
import { hookSchema, type Hook, type HookSettings } from '@ebbflow/contracts';
import { PeriodKey, readPayloadHeader, type SealKey, TenantKey } from '@ebbflow/crypto';
import { newId } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import type { Asked, Asking, TestHouse } from '@ebbflow/testing';

/** Text that no compression makes smaller than this many bytes: for bodies that are to be too large for an event. */
export const bulk = (bytes: number): string => randomBytes(bytes).toString('base64');

interface HookWishes {
  readonly enabled?: boolean;
  readonly responds?: boolean;
  readonly passThrough?: boolean;
  readonly confidential?: boolean;
  readonly mode?: 'instant' | 'scheduled';
  /** What the organisation sets for it. */
  readonly settings?: Partial<HookSettings>;
}

/** A hook of this organisation as the executor makes one: created, then switched on unless told otherwise. */
export async function aHook(
  house: TestHouse,
  gateway: RunningService,
  tenantId: string,
  { enabled = true, responds = false, passThrough = false, settings, ...more }: HookWishes = {},
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
  const change = { tenantId, enabled, responds, ...more };
  if (settings !== undefined) {
    const path = `/v1/hooks/${created.hookId}`;
    const answer = await asOwner({ house, gateway, tenantId }, 'PATCH', path, {
      body: settings,
      headers: { 'if-match': '"1"' },
    });
    if (answer.status !== 200) throw new Error(`The settings were refused: ${JSON.stringify(answer.body)}`);
  }
  const answer = await house.ask(gateway, 'PATCH', `/internal/v1/hooks/${created.hookId}`, {
    as: 'executor',
    body: change,
  });
  return hookSchema.parse(answer.body);
}

/** As the console asks for somebody of this organisation who may do everything, or what `scopes` say. */
export function asOwner(
  { house, gateway, tenantId }: { house: TestHouse; gateway: RunningService; tenantId: string },
  method: string,
  path: string,
  { scopes = ['*'], ...asking }: Pick<Asking, 'body' | 'headers'> & { scopes?: string[] } = {},
): Promise<Asked> {
  const principal = {
    organisationId: tenantId,
    userId: 'usr_0193f5a0c0de7000800000000000a009',
    scopes,
    kind: 'user' as const,
  };
  return house.ask(gateway, method, path, { as: 'console', principal, ...asking });
}

export async function codeOf(response: Response): Promise<unknown> {
  return ((await response.json()) as { code: unknown }).code;
}

export function postJson(url: string, value: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
}

/** What opens these bytes of a tenant. */
export function keyFor({ vault }: TestHouse, tenantId: string, sealed: Uint8Array): SealKey {
  const { period } = readPayloadHeader(sealed);
  const key = new TenantKey(tenantId, 1, vault.keyOf(tenantId));
  return period === undefined ? key : new PeriodKey(key, period, vault.saltOf(period));
}

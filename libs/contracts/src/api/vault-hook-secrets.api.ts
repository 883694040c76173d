import { z } from 'zod';
import { principalSchema } from './identity.api.ts';

/**
 * `POST /v1/hooks/{hookId}/secrets` of the gateway, which knows whose hook it is: one more secret a hook's sender may sign with, so that the
 * old one goes on working while the sender is changed; three at most (409 `VAULT.TOO_MANY_HOOK_SECRETS`). Write-only: no answer carries it.
 * `GET` lists them, `DELETE /v1/hooks/{hookId}/secrets/{secretId}` takes one away, idempotently; the gateway believes it for a minute more
 * at most.
 */
export const addHookSecretSchema = z.object({ secret: z.string().min(8).max(1_024) });
export const hookSecretSchema = z.object({ id: z.string(), createdAt: z.iso.datetime() });
export type HookSecret = z.infer<typeof hookSecretSchema>;
export const hookSecretListSchema = z.object({ items: z.array(hookSecretSchema) });

/** `POST /internal/v1/hook-secrets/read` (gateway only): the secrets to verify one hook's signatures with, for a minute. `DELETE /internal/v1/hook-secrets/{hookId}?tenantId=` (gateway only): the hook is gone. */
export const readHookSecretsSchema = z.object({
  tenantId: z.string().regex(/^org_[0-9a-f]{32}$/, 'must be the id of an organisation.'),
  hookId: z.string(),
});
export const hookSecretsLeaseSchema = z.object({
  /** Newest first. */
  secrets: z.array(z.string()),
  expiresAt: z.iso.datetime(),
});
export type HookSecretsLease = z.infer<typeof hookSecretsLeaseSchema>;

/**
 * `POST /internal/v1/hook-secrets/{add,list,remove}` (gateway only): what the routes above do, in the name of the principal, whom the gateway
 * has asked whether they may.
 */
const ofPerson = { principal: principalSchema, hookId: z.string() };
export const addHookSecretForSchema = z.object({ ...ofPerson, secret: addHookSecretSchema.shape.secret });
export const listHookSecretsForSchema = z.object(ofPerson);
export const removeHookSecretForSchema = z.object({ ...ofPerson, secretId: z.string() });

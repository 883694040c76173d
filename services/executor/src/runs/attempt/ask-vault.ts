import { ModuleError } from '@ebbflow/connector-sdk';
import { ExpectedError, TransientError } from '@ebbflow/kernel';
import type { ServiceClient } from '@ebbflow/service-host';
import type { z } from 'zod';
import type { AttemptScope } from './attempt-scope.ts';

/** Pause before a run is tried again because vault is away. */
const VAULT_AWAY_MS = 5_000;

export interface VaultQuestion<Schema extends z.ZodType> {
  readonly path: string;
  readonly body: object;
  readonly schema: Schema;
}

/** What vault answers to one attempt. @throws ModuleError where it refuses; AttemptEnded while it is away */
export async function askVault<Schema extends z.ZodType>(
  client: Pick<ServiceClient, 'call'>,
  scope: AttemptScope,
  { path, body, schema }: VaultQuestion<Schema>,
): Promise<z.infer<Schema>> {
  scope.assertMayAct();
  try {
    return await client.call('vault', 'POST', path, { body, schema });
  } catch (thrown) {
    if (thrown instanceof TransientError) scope.end({ kind: 'handed-back', dueInMs: VAULT_AWAY_MS });
    scope.signal.throwIfAborted();
    if (!(thrown instanceof ExpectedError)) throw thrown;
    // Gone or revoked: a person must connect again. Anything else: the scenario asks for what it may not have.
    const errorClass = thrown.status === 410 ? 'InvalidAccessTokenError' : 'InvalidConfigurationError';
    throw new ModuleError(errorClass, thrown.message, { cause: thrown });
  }
}

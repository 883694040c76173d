import { KeyDestroyedError, type SealContext, sealPayload, type TenantKeys } from '@ebbflow/crypto';
import type { AttemptScope } from '../../runs/attempt/attempt-scope.ts';
import { untilAnswered } from '../../runs/attempt/until-answered.ts';

/**
 * Seals something that belongs to a run's end. Undefined when the tenant's key was destroyed meanwhile: the run ends all the same, and
 * nobody is left to read it. @throws AttemptEnded
 */
export async function sealOfRun(
  scope: AttemptScope,
  keys: TenantKeys,
  context: SealContext,
  plain: string,
): Promise<{ readonly bytes: Buffer; readonly keyVersion: number } | undefined> {
  try {
    const key = await untilAnswered(scope, () => keys.current(scope.run.tenantId));
    return { bytes: sealPayload(key, context, Buffer.from(plain)), keyVersion: key.version };
  } catch (thrown) {
    if (thrown instanceof KeyDestroyedError) return undefined;
    throw thrown;
  }
}

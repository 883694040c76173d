import { KeyDestroyedError, type PeriodKeys, type SealContext, sealPayload } from '@ebbflow/crypto';
import type { SealedCategoryId } from '@ebbflow/policy';
import type { AttemptScope } from '../../runs/attempt/attempt-scope.ts';
import { untilAnswered } from '../../runs/attempt/until-answered.ts';

export interface WhatToSeal {
  readonly category: SealedCategoryId;
  /** From when its lifetime counts; left out: from now. */
  readonly at?: Date;
  readonly context: SealContext;
  readonly plain: string;
}

/**
 * Seals something that belongs to a run's end. Undefined when the tenant's key was destroyed meanwhile: the run ends all the same, and
 * nobody is left to read it. @throws AttemptEnded
 */
export async function sealOfRun(
  scope: AttemptScope,
  keys: PeriodKeys,
  { category, at, context, plain }: WhatToSeal,
): Promise<{ readonly bytes: Buffer; readonly keyVersion: number } | undefined> {
  try {
    const { tenantId, scenarioId } = scope.run;
    const sealing = { tenantId, scenarioId, category, ...(at && { at }) };
    const key = await untilAnswered(scope, () => keys.toSeal(sealing));
    return { bytes: sealPayload(key, context, Buffer.from(plain)), keyVersion: key.version };
  } catch (thrown) {
    if (thrown instanceof KeyDestroyedError) return undefined;
    throw thrown;
  }
}

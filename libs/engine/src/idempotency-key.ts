import { createHash } from 'node:crypto';
import type { StepKey } from './ports.ts';

/** The same for every repetition of one step of one run, different for any other: 32 hex digits. */
export function idempotencyKey(runId: string, step: StepKey): string {
  return createHash('sha256').update(`${runId}\n${step}`).digest('hex').slice(0, 32);
}

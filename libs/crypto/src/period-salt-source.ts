import type { Period } from './period.ts';

/**
 * Where the salts of periods come from: in a service, one call to vault's `POST /internal/v1/period-salts/read` for all that are needed at
 * once. Answers in the order of the question: 32 bytes in base64, or null for a period that is over.
 * Anything that may pass is a TransientError.
 */
export interface PeriodSaltSource {
  read(periods: readonly Period[]): Promise<readonly (string | null)[]>;
}

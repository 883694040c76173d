import { createHash } from 'node:crypto';

/** The key of the record an operation adds without one: the same at every attempt, so that a repeated operation makes the same record. */
export function madeKey(operationId: string, position: number): string {
  return createHash('sha256')
    .update(`${operationId}/${String(position)}`)
    .digest('hex')
    .slice(0, 12);
}

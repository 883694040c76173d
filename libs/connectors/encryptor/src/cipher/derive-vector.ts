import { createHmac } from 'node:crypto';

/**
 * A vector for one message: from the key, the step and the message itself. A repeated step seals to the same bytes again, as
 * a replay must, while another step or another message has another vector; GCM is broken by one that serves two messages.
 */
export function deriveVector(key: Uint8Array, step: string, plain: Uint8Array, bytes: number): Buffer {
  return createHmac('sha256', key)
    .update('ebbflow/vector\0')
    .update(step)
    .update('\0')
    .update(plain)
    .digest()
    .subarray(0, bytes);
}

import { createHmac } from 'node:crypto';

/** Names a root key without telling anything about it. */
export function fingerprintOf(bytes: Buffer): string {
  return createHmac('sha256', bytes).update('ebbflow root key fingerprint').digest('hex').slice(0, 16);
}

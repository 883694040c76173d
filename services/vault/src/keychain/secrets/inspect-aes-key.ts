import type { aesSecretSchema } from '@ebbflow/contracts';
import type { z } from 'zod';
import { type InspectedSecret, NO_FACTS, refuse } from './inspected-secret.ts';

const WRITTEN = { base64: /^[A-Za-z0-9+/_-]+={0,2}$/, hex: /^[0-9A-Fa-f]+$/ } as const;
const KEY_BYTES: readonly number[] = [16, 24, 32];

/** @throws InvalidInputError */
export function inspectAesKey({ key, encoding }: z.infer<typeof aesSecretSchema>, at: string): InspectedSecret {
  const written = key.trim();
  const bytes = Buffer.from(written, encoding);
  // Node drops the odd digit of hex and what follows a foreign character: half a key must not pass for one.
  const isWhole = WRITTEN[encoding].test(written) && (encoding !== 'hex' || written.length % 2 === 0);
  if (!isWhole) refuse(`${at}/key`, `This is not ${encoding}.`);
  if (!KEY_BYTES.includes(bytes.length)) {
    refuse(`${at}/key`, `An AES key has 16, 24 or 32 bytes; this has ${String(bytes.length)}.`);
  }
  return { secret: { kind: 'aes', key: bytes.toString('base64'), encoding: 'base64' }, facts: NO_FACTS };
}

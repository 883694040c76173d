import type { pgpSecretSchema } from '@ebbflow/contracts';
import type { z } from 'zod';
import { type InspectedSecret, NO_FACTS, refuse } from './inspected-secret.ts';
import { pemBlocks } from './pem-blocks.ts';
import { pgpFingerprint } from './pgp-fingerprint.ts';

const LABELS = { publicKey: 'PGP PUBLIC KEY BLOCK', privateKey: 'PGP PRIVATE KEY BLOCK' } as const;

/** The primary key is read, what is encrypted is not opened here. @throws InvalidInputError */
export function inspectPgpKey(secret: z.infer<typeof pgpSecretSchema>, at: string): InspectedSecret {
  const fields = (['publicKey', 'privateKey'] as const).filter((field) => secret[field] !== undefined);
  if (fields.length === 0) refuse(`${at}/publicKey`, 'Give a public key, a private key, or both.');
  const fingerprints = fields.map((field) => {
    const [block, second] = pemBlocks(secret[field] ?? '');
    const isOne = block?.label === LABELS[field] && second === undefined;
    const fingerprint = isOne ? pgpFingerprint(block.bytes, field) : undefined;
    if (fingerprint === undefined) {
      refuse(`${at}/${field}`, `This is not one ASCII-armoured ${LABELS[field]} of OpenPGP version 4 or 6.`);
    }
    return fingerprint;
  });
  const [first, other = first] = fingerprints;
  if (first === undefined || first !== other) {
    refuse(`${at}/publicKey`, 'This is the public key of another private key.');
  }
  return { secret, facts: { ...NO_FACTS, fingerprint: first } };
}

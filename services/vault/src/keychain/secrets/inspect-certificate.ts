import { X509Certificate } from 'node:crypto';
import type { certificateSecretSchema } from '@ebbflow/contracts';
import type { z } from 'zod';
import { type InspectedSecret, refuse } from './inspected-secret.ts';
import { openPrivateKey } from './open-private-key.ts';
import { pemBlocks } from './pem-blocks.ts';

const LONGEST_CHAIN = 10;

/**
 * The private key is kept without its passphrase: under vault's seal that protects nothing more, and deriving it anew would cost
 * every TLS connection of every run. @throws InvalidInputError
 */
export function inspectCertificate(secret: z.infer<typeof certificateSecretSchema>, at: string): InspectedSecret {
  const chain = readChain(secret.certificate);
  const [own] = chain;
  if (own === undefined || chain.length > LONGEST_CHAIN) {
    refuse(
      `${at}/certificate`,
      `Give the certificate in PEM and those above it, ${String(LONGEST_CHAIN)} in all at most.`,
    );
  }
  const key = openPrivateKey(secret.privateKey, secret.passphrase);
  if (key === undefined) {
    refuse(
      `${at}/privateKey`,
      'This is not one private key in PEM that its passphrase opens (with at most 1 000 000 iterations).',
    );
  }
  if (!own.checkPrivateKey(key)) refuse(`${at}/privateKey`, 'This key is not that of the first certificate.');
  return {
    secret: {
      kind: 'certificate',
      certificate: chain.map((certificate) => certificate.toString()).join(''),
      privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
    facts: {
      fingerprint: own.fingerprint256,
      subject: own.subject.replaceAll('\n', ', '),
      notAfter: new Date(own.validTo),
    },
  };
}

/** Empty where one of the blocks is no certificate. */
function readChain(text: string): readonly X509Certificate[] {
  try {
    return pemBlocks(text).map(({ text: block }) => new X509Certificate(block));
  } catch {
    return [];
  }
}

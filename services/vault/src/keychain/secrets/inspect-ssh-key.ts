import { createHash } from 'node:crypto';
import type { sshSecretSchema } from '@ebbflow/contracts';
import type { z } from 'zod';
import { ByteReader } from './byte-reader.ts';
import { type InspectedSecret, NO_FACTS, refuse } from './inspected-secret.ts';
import { openPrivateKey } from './open-private-key.ts';
import { pemBlocks } from './pem-blocks.ts';

const MAGIC = 'openssh-key-v1\0';

/**
 * An OpenSSH file has its public half in the clear: that is read, and what is encrypted is not opened here. bcrypt takes as
 * long as the file says, and a wrong passphrase shows at the first use. @throws InvalidInputError
 */
export function inspectSshKey(secret: z.infer<typeof sshSecretSchema>, at: string): InspectedSecret {
  const [block, second] = pemBlocks(secret.privateKey);
  const wrong = 'This is not one private key in the format of OpenSSH or in PEM that its passphrase opens.';
  if (block === undefined || second !== undefined) refuse(`${at}/privateKey`, wrong);
  const kept = { ...secret, privateKey: block.text };
  if (block.label !== 'OPENSSH PRIVATE KEY') {
    if (openPrivateKey(block.text, secret.passphrase) === undefined) refuse(`${at}/privateKey`, wrong);
    return { secret: kept, facts: NO_FACTS };
  }
  const read = readOpenSsh(block.bytes);
  if (read === undefined) refuse(`${at}/privateKey`, wrong);
  if (read.isEncrypted !== (secret.passphrase !== undefined)) {
    refuse(`${at}/passphrase`, read.isEncrypted ? 'The key needs its passphrase.' : 'The key has no passphrase.');
  }
  const digest = createHash('sha256').update(read.publicKey).digest('base64').replace(/=+$/, '');
  return { secret: kept, facts: { ...NO_FACTS, fingerprint: `SHA256:${digest}` } };
}

function readOpenSsh(bytes: Buffer): { readonly isEncrypted: boolean; readonly publicKey: Buffer } | undefined {
  try {
    const reader = new ByteReader(bytes);
    if (reader.take(MAGIC.length).toString('latin1') !== MAGIC) return undefined;
    const string = (): Buffer => reader.take(reader.number(4));
    const [cipher] = [string().toString('latin1'), string(), string()];
    if (reader.number(4) !== 1) return undefined;
    const [publicKey, privatePart] = [string(), string()];
    return publicKey.length === 0 || privatePart.length === 0
      ? undefined
      : { isEncrypted: cipher !== 'none', publicKey };
  } catch {
    return undefined;
  }
}

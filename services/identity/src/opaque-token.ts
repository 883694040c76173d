import { createHash, randomBytes } from 'node:crypto';
import { Secret } from '@ebbflow/kernel';

/** A random secret that its holder shows to be recognised. Only its hash is stored, so a copy of the database opens nothing. */
export interface OpaqueToken {
  readonly token: Secret;
  readonly hash: Buffer;
}

/** `prefix` makes a leaked token recognisable to scanners; 160 random bits make it unguessable. */
export function newOpaqueToken(prefix: 'ebb' | 'ebs' | 'ebl' | 'ebp'): OpaqueToken {
  const token = `${prefix}_${randomBytes(20).toString('base64url')}`;
  return { token: new Secret(token), hash: hashOpaqueToken(token) };
}

/** Plain SHA-256: a slow hash protects guessable secrets, and 160 random bits are not. */
export function hashOpaqueToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

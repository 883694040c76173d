import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { BadControllerKeyError } from './opendsr.errors.ts';

const LEAST_RSA_BITS = 2_048;
/** Either way: clocks differ, and a call that was listened to is worth nothing later. */
const FURTHEST_MS = 5 * 60_000;

export interface SignedCall {
  readonly method: string;
  readonly path: string;
  /** ISO 8601, as sent. */
  readonly date: string;
  readonly body: Uint8Array;
  /** Base64. */
  readonly signature: string;
}

/** @throws BadControllerKeyError */
export function readControllerKey(pem: string): { key: KeyObject; type: 'ed25519' | 'rsa'; fingerprint: string } {
  let key: KeyObject;
  try {
    // The first key of a PEM with a private one would be read, too, and its owner should hear of it.
    if (/PRIVATE KEY/.test(pem)) throw new BadControllerKeyError();
    key = createPublicKey(pem);
  } catch {
    throw new BadControllerKeyError();
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails } = key;
  const isRsa = type === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS;
  if (type !== 'ed25519' && !isRsa) throw new BadControllerKeyError();
  const der = key.export({ format: 'der', type: 'spki' });
  return {
    key,
    type: type === 'ed25519' ? 'ed25519' : 'rsa',
    fingerprint: createHash('sha256').update(der).digest('hex'),
  };
}

/** What a controller signs: what is done to what, when, and the whole of what is sent with it, each on a line. */
export function signedText({ method, path, date, body }: Omit<SignedCall, 'signature'>): Buffer {
  return Buffer.from([method, path, date, createHash('sha256').update(body).digest('hex')].join('\n'));
}

/** Ed25519 as it is; RSA with PKCS #1 v1.5 and SHA-256, which FIPS 186 approves and every library has. */
export function isSignedBy(pem: string, call: SignedCall, nowMs: number): boolean {
  const at = Date.parse(call.date);
  if (Number.isNaN(at) || Math.abs(at - nowMs) > FURTHEST_MS) return false;
  const { key, type } = readControllerKey(pem);
  return verify(type === 'rsa' ? 'sha256' : null, signedText(call), key, Buffer.from(call.signature, 'base64'));
}

import { createHash, createPublicKey, verify } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  type ErasureCertificate,
  erasureCertificateSchema,
  type PolicyKeys,
  type SignedCertificate,
} from '@ebbflow/contracts';

/** What a signed certificate says of itself; a signed report of the same key is none. */
const KIND = 'ebbflow-erasure-certificate+jws';

export interface CheckedCertificate {
  readonly isValid: boolean;
  /** What is wrong with it; empty when nothing is. */
  readonly faults: readonly string[];
  readonly certificate: ErasureCertificate | null;
  readonly signedBy: string | null;
  /** Whether it hangs on the certificate before; null when that was not given. */
  readonly isChained: boolean | null;
}

/** Needs nothing but the certificate and the published keys: no network, and not the house that issued it. */
export function checkCertificate(
  signed: SignedCertificate,
  keys: PolicyKeys,
  before?: SignedCertificate,
): CheckedCertificate {
  const faults: string[] = [];
  const [header = '', payload = '', signature = ''] = signed.jws.split('.');
  const said = readJson(header) as { alg?: unknown; kid?: unknown; typ?: unknown } | undefined;
  if (said?.alg !== 'EdDSA' || said.typ !== KIND) faults.push('It is not signed as a certificate of an erasure.');
  const key = keys.keys.find(({ kid }) => kid === said?.kid);
  if (key === undefined) faults.push('It is signed with a key that is not among those that were given.');
  else if (!isSignedBy(key, `${header}.${payload}`, signature))
    faults.push('The signature is not of this certificate.');
  const certificate = erasureCertificateSchema.safeParse(readJson(payload));
  if (!certificate.success) faults.push('What is signed is not a certificate.');
  else if (!isDeepStrictEqual(certificate.data, signed.certificate))
    faults.push('What is shown is not what was signed.');
  const isChained = before === undefined || !certificate.success ? null : hangsOn(certificate.data, before);
  if (isChained === false) faults.push('It does not follow the certificate that was given as the one before.');
  return {
    isValid: faults.length === 0,
    faults,
    certificate: certificate.success ? certificate.data : null,
    signedBy: typeof said?.kid === 'string' ? said.kid : null,
    isChained,
  };
}

function hangsOn({ previous, sequence }: ErasureCertificate, before: SignedCertificate): boolean {
  const [, payload = ''] = before.jws.split('.');
  const hash = createHash('sha256').update(Buffer.from(payload, 'base64url')).digest('hex');
  return previous === hash && sequence === before.certificate.sequence + 1;
}

function isSignedBy({ kty, crv, x }: PolicyKeys['keys'][number], signed: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
    return verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

function readJson(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

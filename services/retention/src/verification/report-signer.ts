import type { PolicyKeys, VerificationReport } from '@ebbflow/contracts';
import { ServiceKeysConfig } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { createHash, createPublicKey, sign } from 'node:crypto';

/** Signs reports with retention's own service key, as compact JWS (RFC 7515, EdDSA of RFC 8037). */
@Injectable()
export class ReportSigner {
  constructor(@Inject(ServiceKeysConfig) private readonly keys: ServiceKeysConfig) {}

  sign(report: VerificationReport): string {
    const header = { alg: 'EdDSA', kid: this.#publicKey().kid, typ: 'ebbflow-policy-report+jws' };
    const signed = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(report))}`;
    return `${signed}.${sign(null, Buffer.from(signed), this.keys.privateKey).toString('base64url')}`;
  }

  publicKeys(): PolicyKeys {
    return { keys: [this.#publicKey()] };
  }

  #publicKey(): PolicyKeys['keys'][number] {
    const { x = '' } = createPublicKey(this.keys.privateKey).export({ format: 'jwk' });
    // Thumbprint of RFC 7638: members in this order, no spaces.
    const kid = createHash('sha256')
      .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
      .digest('base64url');
    return { kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' };
  }
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

import { createHash, sign } from 'node:crypto';
import type { ErasureCertificate, SignedCertificate } from '@ebbflow/contracts';
import { ServiceKeysConfig } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { ReportSigner } from '../../verification/report-signer.ts';

/** Signs certificates with retention's own key, as reports are; the public half is at `GET /v1/policy/keys`. */
@Injectable()
export class CertificateSigner {
  constructor(
    @Inject(ServiceKeysConfig) private readonly keys: ServiceKeysConfig,
    @Inject(ReportSigner) private readonly reports: ReportSigner,
  ) {}

  sign(certificate: ErasureCertificate): SignedCertificate & { hash: string } {
    const kid = this.reports.publicKeys().keys[0]?.kid;
    const header = { alg: 'EdDSA', kid, typ: 'ebbflow-erasure-certificate+jws' };
    const text = JSON.stringify(certificate);
    const signed = `${encode(JSON.stringify(header))}.${encode(text)}`;
    const jws = `${signed}.${sign(null, Buffer.from(signed), this.keys.privateKey).toString('base64url')}`;
    return { certificate, jws, hash: createHash('sha256').update(text).digest('hex') };
  }
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

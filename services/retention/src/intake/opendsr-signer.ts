import { createHash, createPublicKey, sign } from 'node:crypto';
import { ServiceKeysConfig } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { OpenDsrConfig } from './opendsr.config.ts';

export interface SignedAnswer {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs what controllers are told: Ed25519 over the SHA-256 of the body, as OpenDSR has it. */
@Injectable()
export class OpenDsrSigner {
  constructor(
    @Inject(ServiceKeysConfig) private readonly keys: ServiceKeysConfig,
    @Inject(OpenDsrConfig) private readonly config: OpenDsrConfig,
  ) {}

  sign(answer: object): SignedAnswer {
    const text = JSON.stringify(answer);
    const signature = sign(null, createHash('sha256').update(text).digest(), this.keys.privateKey).toString('base64');
    return {
      text,
      headers: {
        'x-opendsr-processor-domain': this.config.publicUrl.hostname,
        'x-opendsr-signature': signature,
      },
    };
  }

  /** PEM of what signatures are checked with. */
  publicKey(): string {
    return createPublicKey(this.keys.privateKey).export({ format: 'pem', type: 'spki' }) as string;
  }
}

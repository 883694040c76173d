import type { EvidenceFact } from '@ebbflow/contracts';
import type { Measurement } from '../measurement.ts';
import type { PublicDoor } from '../sources/public-door.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The address people come to is https with TLS 1.2 or newer and a certificate browsers accept; plain http stays on one machine. */
export class HttpsOnly implements Measurement {
  readonly id = 'https-only';
  readonly claims = { C14: 'partly' } as const;

  constructor(private readonly door: PublicDoor) {}

  async measure(): Promise<EvidenceFact[]> {
    const { isHttps, publicUrl } = this.door.config;
    const isLoopback = LOOPBACK.test(publicUrl.hostname);
    const address: EvidenceFact = {
      what: 'the address people come to',
      measured: `${publicUrl.protocol}//${isLoopback ? ' on this machine alone' : ''}`,
      allowed: 'https://, or an address of this machine',
      holds: isHttps || isLoopback,
    };
    if (!isHttps) return [address];
    const version = await this.door.tlsVersion();
    return [
      address,
      {
        what: 'TLS of a handshake with it',
        measured: version,
        allowed: 'TLSv1.2 or TLSv1.3, with a certificate that is accepted',
        holds: /^TLSv1\.[23]$/.test(version),
      },
    ];
  }
}

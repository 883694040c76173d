import type { Settings } from '@ebbflow/config';

/** Passkeys are made for one address, and work on no other. */
export class PasskeyConfig {
  /** Where the console is; from settings alone, never from a request. */
  readonly origin: string;
  /** The name browsers bind passkeys to: the host of that address. */
  readonly rpId: string;

  constructor(settings: Settings) {
    const publicUrl = settings.url('EBB_PUBLIC_URL', { default: 'http://127.0.0.1:7100' });
    this.origin = publicUrl.origin;
    this.rpId = publicUrl.hostname;
  }
}

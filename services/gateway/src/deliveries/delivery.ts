import type { Sealed } from '@ebbflow/contracts';
import type { OpenHook } from '../hooks/hook.ts';

/** One accepted webhook, sealed and ready to be stored. */
export interface Delivery {
  readonly id: string;
  readonly hook: OpenHook;
  readonly receivedAt: Date;
  readonly keyVersion: number;
  /** The envelope, or where it lies when it is too large for a row. */
  readonly sealed: { readonly bytes: Buffer } | { readonly blob: string };
  /** Set when the sender is kept waiting for the run's answer. */
  readonly replyTo?: string;
}

/** As it travels in the event. */
export function sealedOf({ keyVersion, sealed }: Delivery): Sealed {
  return 'blob' in sealed ? { keyVersion, blob: sealed.blob } : { keyVersion, bytes: sealed.bytes.toString('base64') };
}

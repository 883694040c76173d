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
  /** What its copies are known by. */
  readonly dedupe?: { readonly mac: Buffer; readonly expiresAt: Date };
}

/** What became of a delivery that was accepted. */
export interface Taken {
  /** Its own id, or that of the delivery it is a copy of. */
  readonly deliveryId: string;
  readonly state: 'dispatched' | 'held' | 'duplicate';
}

/** As it travels in the event. */
export function sealedOf({ keyVersion, sealed }: Pick<Delivery, 'keyVersion' | 'sealed'>): Sealed {
  return 'blob' in sealed ? { keyVersion, blob: sealed.blob } : { keyVersion, bytes: sealed.bytes.toString('base64') };
}

/** In the order of the parameters of `insertDeliveries`. */
export function columnsOf(batch: readonly Delivery[]): unknown[] {
  return [
    batch.map(({ hook }) => hook.tenantId),
    batch.map(({ id }) => id),
    batch.map(({ hook }) => hook.id),
    batch.map(({ hook }) => hook.scenarioId),
    batch.map(({ receivedAt }) => receivedAt.toISOString()),
    batch.map(({ keyVersion }) => keyVersion),
    batch.map(({ sealed }) => ('bytes' in sealed ? sealed.bytes : null)),
    batch.map(({ sealed }) => ('blob' in sealed ? sealed.blob : null)),
  ];
}

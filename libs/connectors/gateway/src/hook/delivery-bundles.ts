import type { Bundle } from '@ebbflow/connector-sdk';
import { parseUntrustedJson } from '@ebbflow/kernel';
import { deviceBundle } from '../device/device-bundle.ts';
import { mailBundle, type MailEnvelope } from '../mail/mail-bundle.ts';
import { hookBundles, type ReceivedRequest } from './hook-bundles.ts';

/** What the gateway stored of whatever came in through one of its doors; structurally `HookRequest` of libs/contracts. */
export interface ReceivedDelivery extends ReceivedRequest {
  /** `webhook` when it does not say. */
  readonly kind?: 'webhook' | 'mail' | 'device' | undefined;
  readonly envelope?: MailEnvelope | undefined;
}

/** The trigger's bundles for one delivery, by the door it came in through. Never throws for what a sender sent. */
export async function deliveryBundles(delivery: ReceivedDelivery): Promise<Bundle[]> {
  const body = Buffer.from(delivery.body, 'base64');
  if (delivery.kind === 'mail') return [await mailBundle(body, delivery.envelope ?? { from: '', to: '' })];
  if (delivery.kind === 'device') return [deviceBundle(parseUntrustedJson(body.toString('utf8')))];
  return hookBundles(delivery);
}

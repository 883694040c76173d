import { createHmac } from 'node:crypto';

export interface SignedMessage {
  readonly id: string;
  readonly sentAt: Date;
  readonly body: string;
}

/** Headers of the Standard Webhooks specification; `id` stays the same at each attempt, so that the receiver can tell repetitions. */
export function webhookHeaders(secret: Buffer, { id, sentAt, body }: SignedMessage): [string, string][] {
  const timestamp = String(Math.floor(sentAt.getTime() / 1_000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return [
    ['content-type', 'application/json'],
    ['webhook-id', id],
    ['webhook-timestamp', timestamp],
    ['webhook-signature', `v1,${signature}`],
  ];
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { ExpectedError, type JsonValue, parseUntrustedJson, Personal } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Consents } from '../consent/consents.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { NewsletterConfig } from './newsletter.config.ts';
import { NewsletterSignatureWrongError, NewsletterUnreadableError } from './newsletter.errors.ts';

/** Nobody is to be written to after any of these. */
const ENDINGS = new Set([
  'subscriber.unsubscribed',
  'subscriber.spam_reported',
  'subscriber.bounced',
  'subscriber.deleted',
]);

const eventSchema = z.object({
  event: z.string().optional(),
  type: z.string().optional(),
  // What is no address is nobody's here, and must not lose the others that came with it.
  email: z.email().max(254).optional().catch(undefined),
});
/** One event, or several of them together. */
const messageSchema = z.union([
  z.object({ events: z.array(eventSchema).max(1_000) }),
  eventSchema.required({ event: true }).transform((one) => ({ events: [one] })),
]);

/** Who unsubscribes in a newsletter has unsubscribed here as well. */
@Injectable()
export class NewsletterWebhookService {
  constructor(
    @Inject(NewsletterConfig) private readonly config: NewsletterConfig,
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(Consents) private readonly consents: Consents,
  ) {}

  /**
   * Answers alike whether the address is anybody's here or not; only the provider could ask.
   * @throws NewsletterSignatureWrongError, NewsletterUnreadableError
   */
  async take(body: Buffer, signature: string): Promise<void> {
    this.#check(body, signature);
    const message = messageSchema.safeParse(jsonOf(body));
    if (!message.success) throw new NewsletterUnreadableError();
    for (const { event, type, email } of message.data.events) {
      if (email === undefined || !ENDINGS.has(event ?? type ?? '')) continue;
      const person = await this.directory.ofUser(new Personal(email));
      if (person !== undefined)
        await this.consents.decide({
          ...{ tenantId: person.tenant_id, userId: person.id, purpose: 'marketing' },
          ...{ isGiven: false, method: 'processor' },
        });
    }
  }

  #check(body: Buffer, signature: string): void {
    const secret = this.config.webhookSecret?.reveal();
    if (secret === undefined || !/^[0-9a-f]{64}$/i.test(signature)) throw new NewsletterSignatureWrongError();
    const right = createHmac('sha256', secret).update(body).digest();
    if (!timingSafeEqual(Buffer.from(signature, 'hex'), right)) throw new NewsletterSignatureWrongError();
  }
}

function jsonOf(body: Buffer): JsonValue {
  try {
    return parseUntrustedJson(body.toString('utf8'));
  } catch (thrown) {
    if (thrown instanceof ExpectedError) throw new NewsletterUnreadableError();
    throw thrown;
  }
}

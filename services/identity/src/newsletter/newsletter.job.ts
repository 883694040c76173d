import { CLOCK, type Clock, EbbflowError, Personal } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { nextMailAttempt } from '../mail/mail-backoff.policy.ts';
import type { NewsletterContactRow } from './claim-newsletter-contacts.sql.ts';
import { MailerLite } from './mailer-lite.ts';
import { NewsletterContacts } from './newsletter-contacts.ts';

const EVERY_MS = 10_000;
const AT_ONCE = 4;
/** Longer than a call can take. */
const LEASE_MS = 60_000;

/** Makes the newsletter's provider know those who consented to marketing, and nobody else. Twice is harmless. */
@Injectable()
export class NewsletterJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;

  constructor(
    @Inject(NewsletterContacts) private readonly contacts: NewsletterContacts,
    @Inject(MailerLite) private readonly mailerLite: MailerLite,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.mailerLite.isConfigured) return;
    this.#timer = setInterval(() => {
      this.#underWay ??= this.run()
        .catch((thrown: unknown) =>
          this.logger.warn('The newsletter could not be looked after; tried again.', {}, thrown),
        )
        .finally(() => (this.#underWay = undefined));
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const leaseEnd = new Date(now.getTime() + LEASE_MS);
    let claimed: NewsletterContactRow[];
    do {
      claimed = await this.contacts.claim({ now, leaseEnd, most: AT_ONCE });
      await Promise.all(claimed.map((contact) => this.#settle(contact, leaseEnd)));
    } while (claimed.length === AT_ONCE);
  }

  async #settle(contact: NewsletterContactRow, leaseEnd: Date): Promise<void> {
    const { tenant_id: tenantId, user_id: userId, provider_id: known, email, changed_at: changedAt } = contact;
    try {
      if (email !== null && (await this.contacts.wants(tenantId, userId))) {
        // Also for one who is there: they may have been turned off in the meantime, and want it again.
        const providerId = await this.mailerLite.subscribe(new Personal(email));
        // Another id is another address: the person changed theirs.
        if (known !== null && known !== providerId) await this.mailerLite.forget(known);
        await this.contacts.settle(tenantId, userId, { providerId, leaseEnd, changedAt });
        return;
      }
      if (known !== null) await this.mailerLite.forget(known);
      await this.contacts.drop(tenantId, userId, leaseEnd);
    } catch (thrown) {
      const code = thrown instanceof EbbflowError ? thrown.code : 'unknown';
      this.logger.warn('The newsletter could not be told of a person; it is tried again.', {
        attempt: contact.attempts,
        code,
      });
      const dueAt = nextMailAttempt(contact.attempts, this.clock.nowMs());
      await this.contacts.putOff(tenantId, userId, { leaseEnd, dueAt });
    }
  }
}

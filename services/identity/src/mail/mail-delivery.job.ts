import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { MailRow } from './claim-mails.sql.ts';
import { nextMailAttempt } from './mail-backoff.policy.ts';
import { type ComposedMail, MailComposer } from './mail-composer.ts';
import { MailTransport } from './mail-transport.ts';
import { MailConfig } from './mail.config.ts';
import { WaitingMails } from './waiting-mails.ts';

const AT_ONCE = 8;
/** Longer than an attempt can take; a message still taken then was taken by a process that died. */
const LEASE_MS = 120_000;

/** Sends what is due. At least once: the server may have taken a message whose answer was lost. */
@Injectable()
export class MailDeliveryJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;

  constructor(
    @Inject(MailConfig) private readonly config: MailConfig,
    @Inject(WaitingMails) private readonly mails: WaitingMails,
    @Inject(MailComposer) private readonly composer: MailComposer,
    @Inject(MailTransport) private readonly transport: MailTransport,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.transport.isThere) return;
    this.#timer = setInterval(() => {
      this.#underWay ??= this.run()
        .catch((thrown: unknown) => this.logger.warn('Mail could not be looked for; tried again.', {}, thrown))
        .finally(() => (this.#underWay = undefined));
    }, this.config.poll.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const leaseEnd = new Date(now.getTime() + LEASE_MS);
    let claimed: MailRow[];
    do {
      claimed = await this.mails.claim({ now, leaseEnd, most: AT_ONCE });
      await Promise.all(claimed.map((mail) => this.#deliver(mail)));
    } while (claimed.length === AT_ONCE);
  }

  async #deliver(mail: MailRow): Promise<void> {
    let composed: ComposedMail | undefined;
    try {
      composed = await this.composer.compose(mail);
      if (composed !== undefined) await this.transport.send(mail.id, composed);
    } catch (thrown) {
      // Not the error itself: a mail server likes to quote the address it refuses.
      const code = (thrown as { code?: unknown }).code;
      this.logger.warn('A mail could not be handed over; it is tried again.', {
        organisationId: mail.tenant_id,
        category: mail.kind,
        attempt: mail.attempts,
        code: typeof code === 'string' ? code : 'unknown',
      });
      await this.mails.putOff(mail.tenant_id, mail.id, nextMailAttempt(mail.attempts, this.clock.nowMs()));
      return;
    }
    await this.mails.delete(mail.tenant_id, mail.id, composed?.onSent);
  }
}

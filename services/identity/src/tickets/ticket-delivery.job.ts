import { CLOCK, type Clock, EbbflowError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { nextMailAttempt } from '../mail/mail-backoff.policy.ts';
import type { TicketRow } from './claim-tickets.sql.ts';
import { WaitingTickets } from './waiting-tickets.ts';
import { Zendesk } from './zendesk.ts';

const EVERY_MS = 5_000;
const AT_ONCE = 4;
/** Longer than a call can take. */
const LEASE_MS = 60_000;

/** Hands requests for help to the help desk; what was handed over is here no more. */
@Injectable()
export class TicketDeliveryJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;

  constructor(
    @Inject(WaitingTickets) private readonly tickets: WaitingTickets,
    @Inject(Zendesk) private readonly zendesk: Zendesk,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#underWay ??= this.run()
        .catch((thrown: unknown) =>
          this.logger.warn('Requests for help could not be looked for; tried again.', {}, thrown),
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
    const givenUp = await this.tickets.sweep(now);
    if (givenUp > 0)
      this.logger.error('Requests for help were given up after a week; look at the help desk’s settings.', {
        ticketCount: givenUp,
      });
    if (!this.zendesk.isConfigured) return;
    const leaseEnd = new Date(now.getTime() + LEASE_MS);
    let claimed: TicketRow[];
    do {
      claimed = await this.tickets.claim({ now, leaseEnd, most: AT_ONCE });
      await Promise.all(claimed.map((ticket) => this.#deliver(ticket)));
    } while (claimed.length === AT_ONCE);
  }

  async #deliver(ticket: TicketRow): Promise<void> {
    const { tenant_id: tenantId, id, attempts } = ticket;
    try {
      await this.zendesk.createTicket(ticket);
    } catch (thrown) {
      const code = thrown instanceof EbbflowError ? thrown.code : 'unknown';
      this.logger.warn('A request for help could not be handed over; it is tried again.', { attempt: attempts, code });
      await this.tickets.putOff(tenantId, id, nextMailAttempt(attempts, this.clock.nowMs()));
      return;
    }
    await this.tickets.delete(tenantId, id);
  }
}

import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { sweepApiTokens } from '../api-tokens/sweep-api-tokens.sql.ts';
import { sweepEmailChanges } from '../email-changes/sweep-email-changes.sql.ts';
import { sweepExecutionNews } from '../execution-news/sweep-execution-news.sql.ts';
import { sweepInvitations } from '../invitations/sweep-invitations.sql.ts';
import { sweepMails } from '../mail/sweep-mails.sql.ts';
import { sweepOwnershipTransfers } from '../ownership/sweep-ownership-transfers.sql.ts';
import { sweepPasswordResets } from '../password-resets/sweep-password-resets.sql.ts';
import { sweepPendingSignIns } from '../pending-sign-ins/sweep-pending-sign-ins.sql.ts';
import { sweepRegistrations } from '../registration/sweep-registrations.sql.ts';
import { sweepUnconfirmedTotp } from '../second-factors/sweep-unconfirmed-totp.sql.ts';
import { sweepSessions } from '../sessions/sweep-sessions.sql.ts';
import { sweepSubjectNotices } from '../subject-orders/sweep-subject-notices.sql.ts';

const EVERY_MS = 10 * 60_000;

/**
 * Drops registrations nobody confirmed, links, sessions, tokens and offers that are over and messages nobody was to get any more. Every
 * replica; twice is harmless.
 */
@Injectable()
export class LinksSweepJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#underWay = this.run().catch((thrown: unknown) =>
        this.logger.warn('What is over could not be dropped; tried again.', {}, thrown),
      );
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }

  async run(): Promise<void> {
    const values = [this.clock.now()];
    for (const statement of [
      sweepMails,
      sweepExecutionNews,
      sweepRegistrations,
      sweepInvitations,
      sweepPasswordResets,
      sweepPendingSignIns,
      sweepEmailChanges,
      sweepUnconfirmedTotp,
      sweepSessions,
      sweepOwnershipTransfers,
      sweepApiTokens,
      sweepSubjectNotices,
    ])
      await this.database.asWorker((sql) => sql.query(statement, values));
  }
}

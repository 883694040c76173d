import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { Consents } from '../consent/consents.ts';
import { Restrictions } from '../restriction/restrictions.ts';
import { claimNewsletterContacts, type NewsletterContactRow } from './claim-newsletter-contacts.sql.ts';
import { dropNewsletterContact } from './drop-newsletter-contact.sql.ts';
import { findChangedContacts } from './find-changed-contacts.sql.ts';
import { noteNewsletterWish } from './note-newsletter-wish.sql.ts';
import { putOffNewsletterContact } from './put-off-newsletter-contact.sql.ts';
import { settleNewsletterContact } from './settle-newsletter-contact.sql.ts';

/** Contacts as the job sees them: across tenants, under the worker role. */
@Injectable()
export class NewsletterContacts {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Consents) private readonly consents: Consents,
    @Inject(Restrictions) private readonly restrictions: Restrictions,
    @Inject(CLOCK) clock: Clock,
  ) {
    consents.onDecided(async (sql, { tenantId, userId, purpose }) => {
      if (purpose === 'marketing') await sql.query(noteNewsletterWish, [tenantId, userId, clock.now()]);
    });
  }

  /** Asked at each attempt: only a yes that holds now is one (C32), and none while the person's data may only be stored. */
  async wants(tenantId: string, userId: string): Promise<boolean> {
    if (await this.restrictions.has(userId)) return false;
    return this.consents.has({ tenantId, userId }, 'marketing');
  }

  async claim(due: { now: Date; leaseEnd: Date; most: number }): Promise<NewsletterContactRow[]> {
    return this.database.asWorker(async (sql) => {
      await sql.query(findChangedContacts, [due.now]);
      return sql.query<NewsletterContactRow>(claimNewsletterContacts, [due.now, due.leaseEnd, due.most]);
    });
  }

  async settle(
    tenantId: string,
    userId: string,
    to: { providerId: string; leaseEnd: Date; changedAt: string | null },
  ): Promise<void> {
    const values = [tenantId, userId, to.providerId, to.leaseEnd, to.changedAt];
    await this.database.asWorker((sql) => sql.query(settleNewsletterContact, values));
  }

  async drop(tenantId: string, userId: string, leaseEnd: Date): Promise<void> {
    await this.database.asWorker((sql) => sql.query(dropNewsletterContact, [tenantId, userId, leaseEnd]));
  }

  async putOff(tenantId: string, userId: string, to: { leaseEnd: Date; dueAt: Date }): Promise<void> {
    const values = [tenantId, userId, to.leaseEnd, to.dueAt];
    await this.database.asWorker((sql) => sql.query(putOffNewsletterContact, values));
  }
}
